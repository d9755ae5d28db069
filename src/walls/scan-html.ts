import { AttributeSpans } from './html-attributes.ts'
import { decodeEntities } from './html-entities.ts'
import { trait, traitsOf } from './tag-traits.ts'

/** How far up an end tag looks for its start tag; bounded, so that stray ones cost little in any document. */
const deepestSearch = 300

/** What a scan tells of a document. Every `onOpen` gets its `onClose`, by the tags or by what they imply. */
export interface HtmlHandler {
  /** @param attributes valid during the call only */
  onOpen(tag: string, attributes: AttributeSpans): void
  /** @param written an end tag said so itself; else something around it was closed */
  onClose(tag: string, written: boolean): void
  /** Decoded text, or the source of a script. Styles are left out. */
  onText(text: string): void
}

const words = (list: string) => new Set(list.split(' '))
const blocks =
  'address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul'
/** Usual tag names by a sum of their characters; what stands in one place twice is cut out each time. */
const knownNames: (string | undefined)[] = new Array(0x10000).fill(undefined)
for (const name of [
  ...`${blocks} a b i em strong span img br input button label link meta script style li td th tr tbody thead svg path`.split(
    ' ',
  ),
]) {
  let sum = 0
  for (let i = 0; i < name.length; i += 1) sum = (sum * 31 + name.charCodeAt(i)) & 0xffff
  knownNames[sum] = name
}

/** Start tags that end an element which was left open, when that is the innermost one. */
const impliedEnds = new Map(
  Object.entries({
    li: 'li',
    dt: 'dt dd',
    dd: 'dt dd',
    option: 'option',
    tr: 'td th tr',
    td: 'td th',
    th: 'td th',
  }).map(([tag, ended]) => [tag, words(ended)]),
)
for (const tag of blocks.split(' ')) impliedEnds.set(tag, words('p'))

/**
 * Reads a document once, in time linear in its length whatever it holds, and never throws. It knows what
 * telling pages apart needs: nesting, raw text, quoted attributes, comments. Tables and foster parents it does not.
 */
export function scanHtml(html: string, handler: HtmlHandler): void {
  new Scanner(html, handler).run()
}

class Scanner {
  private readonly html: string
  private readonly handler: HtmlHandler
  private readonly attributes: AttributeSpans
  private readonly open: string[] = []
  private foreign = 0
  /** Where the name that was read last ends. */
  private nameEnd = 0

  constructor(html: string, handler: HtmlHandler) {
    this.html = html
    this.handler = handler
    this.attributes = new AttributeSpans(html)
  }

  run(): void {
    const { html } = this
    let textFrom = 0
    let from = 0
    for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
      const next = html.charCodeAt(at + 1) | 32
      const isEnd = next === 47 && isLetter(html.charCodeAt(at + 2) | 32)
      if (!isEnd && !isLetter(next) && next !== 33 && next !== 63 && next !== 47) {
        from = at + 1
        continue
      }
      this.text(textFrom, at)
      if (isEnd) from = this.endTag(at)
      else if (isLetter(next)) from = this.startTag(at)
      else from = this.skipDeclaration(at)
      textFrom = from
    }
    this.text(textFrom, html.length)
    while (this.open.length > 0) this.pop(false)
  }

  private text(from: number, to: number): void {
    if (to > from) this.handler.onText(decodeEntities(this.html.slice(from, to)))
  }

  /** Comments, doctypes, CDATA and whatever else browsers take for a comment. */
  private skipDeclaration(at: number): number {
    const { html } = this
    if (!html.startsWith('<!--', at)) return after(html.indexOf('>', at), 1, html)
    // `<!-->` and `<!--->` are whole comments.
    return after(html.indexOf('-->', at + 2), 3, html)
  }

  private endTag(at: number): number {
    const tag = this.tagName(at + 2)
    const { open } = this
    const last = open.length - 1
    let i = last
    while (i >= 0 && last - i < deepestSearch && open[i] !== tag) i -= 1
    if (i >= 0 && open[i] === tag) {
      for (let left = last - i; left > 0; left -= 1) this.pop(false)
      this.pop(true)
    }
    return after(this.html.indexOf('>', this.nameEnd), 1, this.html)
  }

  private startTag(at: number): number {
    const { html, attributes } = this
    const tag = this.tagName(at + 1)
    attributes.clear(at)
    const end = readAttributes(html, this.nameEnd, attributes)
    // A tag that never ends is dropped with all that follows, as browsers do.
    if (end > html.length) return html.length
    attributes.close(end)
    const traits = traitsOf(tag)
    const ended = traits & trait.implies ? impliedEnds.get(tag) : undefined
    if (ended) while (ended.has(this.open[this.open.length - 1] ?? '')) this.pop(false)
    this.push(tag)
    if (traits & trait.void || (this.foreign > 0 && html.charCodeAt(end - 2) === 47)) {
      this.pop(false)
      return end
    }
    return traits & trait.raw && this.foreign === 0 ? this.rawText(tag, end) : end
  }

  /** Text in which tags are no tags, up to the end tag of the same name. */
  private rawText(tag: string, from: number): number {
    const { html } = this
    let end = html.indexOf('</', from)
    while (end >= 0 && html.slice(end + 2, end + 2 + tag.length).toLowerCase() !== tag)
      end = html.indexOf('</', end + 2)
    const to = end < 0 ? html.length : end
    if (tag === 'script') this.handler.onText(html.slice(from, to))
    else if (tag !== 'style') this.text(from, to)
    return to
  }

  private push(tag: string): void {
    this.open.push(tag)
    if (tag === 'svg' || tag === 'math') this.foreign += 1
    this.handler.onOpen(tag, this.attributes)
  }

  private pop(written: boolean): void {
    const tag = this.open.pop()
    if (tag === undefined) return
    if (tag === 'svg' || tag === 'math') this.foreign -= 1
    this.handler.onClose(tag, written)
  }

  /** The name that begins at a place, lower case; usual ones are not cut out of the document again and again. */
  private tagName(from: number): string {
    const { html } = this
    let at = from
    let sum = 0
    for (let code = html.charCodeAt(at); at < html.length && !isNameEnd(code); code = html.charCodeAt(++at))
      sum = (sum * 31 + code) & 0xffff
    this.nameEnd = at
    const known = knownNames[sum]
    if (known !== undefined && known.length === at - from && html.startsWith(known, from)) return known
    return html.slice(from, at).toLowerCase()
  }
}

/** Notes the attributes from `from` on; the place after `>`, or beyond the document where there is none. */
function readAttributes(html: string, from: number, spans: AttributeSpans): number {
  const length = html.length
  let at = from
  for (;;) {
    let code = html.charCodeAt(at)
    while (isSpace(code) || code === 47) code = html.charCodeAt(++at)
    if (code === 62) return at + 1
    if (at >= length) return length + 1
    const nameStart = at
    // A leading `=` is part of the name.
    code = html.charCodeAt(++at)
    while (at < length && code !== 61 && !isNameEnd(code)) code = html.charCodeAt(++at)
    const nameEnd = at
    while (isSpace(code)) code = html.charCodeAt(++at)
    if (code !== 61) {
      spans.add(nameStart, nameEnd, nameEnd, nameEnd)
      continue
    }
    code = html.charCodeAt(++at)
    while (isSpace(code)) code = html.charCodeAt(++at)
    let valueStart = at
    if (code === 34 || code === 39) {
      valueStart += 1
      at = html.indexOf(code === 34 ? '"' : "'", valueStart)
      if (at < 0) return length + 1
    } else while (at < length && !isSpace(html.charCodeAt(at)) && html.charCodeAt(at) !== 62) at += 1
    spans.add(nameStart, nameEnd, valueStart, at)
    if (code === 34 || code === 39) at += 1
  }
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

function isNameEnd(code: number): boolean {
  return code === 62 || code === 47 || isSpace(code)
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122
}

function after(index: number, length: number, html: string): number {
  return index < 0 ? html.length : index + length
}
