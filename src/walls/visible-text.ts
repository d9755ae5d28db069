import { isSingleSpaced } from './white-space.ts'

const needsCollapsing = /[\t\n\f\r\u00a0\u00ad\u200b\u202f]|\s\s/
const invisible = /[\u00ad\u200b]/

/** What a visitor reads, one block a line, white space collapsed. */
export class VisibleText {
  /** Characters seen, those beyond the cap too. */
  length = 0
  private readonly cap: number
  private readonly parts: string[] = []
  private kept = 0
  private broken = true

  constructor(cap: number) {
    this.cap = cap
  }

  /** Adds a run of text; what it adds to a line, empty for white space. */
  add(data: string): string {
    if (this.kept > this.cap) return this.count(data)
    if (!/\S/.test(data)) {
      if (!this.broken) this.push(' ')
      return ''
    }
    const collapsed = isSingleSpaced(data) ? data : collapse(data)
    this.length += collapsed.length
    this.push(this.broken ? collapsed.trimStart() : collapsed)
    this.broken = false
    return collapsed
  }

  /** Beyond the cap only the length counts, and nothing is copied for it. */
  private count(data: string): string {
    if (!/\S/.test(data)) return ''
    this.length += data.length
    return data
  }

  breakLine(): void {
    if (this.broken) return
    this.broken = true
    this.push('\n')
  }

  text(): string {
    return this.parts.join('').trim().slice(0, this.cap)
  }

  private push(text: string): void {
    if (this.kept > this.cap) return
    this.parts.push(text)
    this.kept += text.length
  }
}

/** Soft hyphens and zero-width spaces are not read; every other run of white space is one space. */
function collapse(data: string): string {
  if (!needsCollapsing.test(data)) return data
  const read = invisible.test(data) ? data.replace(/[\u00ad\u200b]+/g, '') : data
  return read.replace(/\s+/g, ' ')
}
