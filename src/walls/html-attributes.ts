import { decodeEntities } from './html-entities.ts'

/** Attributes of one start tag, names in lower case, values decoded. */
export type Attributes = Record<string, string | undefined>

/** First letters and lengths of `role`, `style`, `hidden`, `aria-hidden` and `contenteditable`. */
const tellingShapes = new Set([4 * 128 + 114, 5 * 128 + 115, 6 * 128 + 104, 11 * 128 + 97, 15 * 128 + 99])

/**
 * Where the attributes of the current start tag stand in the document. Most tags are never asked, so nothing
 * is cut out or decoded before somebody wants it.
 */
export class AttributeSpans {
  /** One of them may hide the element, make it a field or a mount point. */
  telling = false
  /** There is an `id`. */
  named = false
  private readonly html: string
  /** Start and end of name and value, four numbers an attribute; a value without text is empty. */
  private readonly at: number[] = []
  private used = 0
  private tagStart = 0
  private tagEnd = 0

  constructor(html: string) {
    this.html = html
  }

  /** @param tagStart where the tag's `<` stands */
  clear(tagStart: number): void {
    this.tagStart = tagStart
    this.tagEnd = tagStart
    this.used = 0
    this.telling = false
    this.named = false
  }

  add(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    const { at } = this
    at[this.used] = nameStart
    at[this.used + 1] = nameEnd
    at[this.used + 2] = valueStart
    at[this.used + 3] = valueEnd
    this.used += 4
    const first = this.html.charCodeAt(nameStart) | 32
    const length = nameEnd - nameStart
    if (length === 2) this.named ||= first === 105
    else if (tellingShapes.has(length * 128 + first)) this.telling = true
  }

  /** @param tagEnd the place after the tag's `>` */
  close(tagEnd: number): void {
    this.tagEnd = tagEnd
  }

  /** The whole tag as it is written. */
  source(): string {
    return this.html.slice(this.tagStart, this.tagEnd)
  }

  /** One value; undefined where the tag has no such attribute. */
  value(name: string): string | undefined {
    for (let i = 0; i < this.used; i += 4) {
      if (this.end(i) - this.start(i) !== name.length) continue
      if (this.html.startsWith(name, this.start(i)) || this.name(i) === name) return this.decoded(i)
    }
    return undefined
  }

  /** All of them; of two with one name the first counts. */
  read(): Attributes {
    const attributes: Attributes = Object.create(null)
    for (let i = 0; i < this.used; i += 4) attributes[this.name(i)] ??= this.decoded(i)
    return attributes
  }

  private start(i: number): number {
    return this.at[i] ?? 0
  }

  private end(i: number): number {
    return this.at[i + 1] ?? 0
  }

  private name(i: number): string {
    return this.html.slice(this.start(i), this.end(i)).toLowerCase()
  }

  private decoded(i: number): string {
    return decodeEntities(this.html.slice(this.at[i + 2], this.at[i + 3]), true)
  }
}
