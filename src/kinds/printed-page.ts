import type { Handler } from 'htmlparser2'
import { cloudflareAddressOf, decodeCloudflareEmail } from './hidden-address.ts'
import {
  hidesItself,
  inlineElements,
  isReversed,
  silentElements,
  textOfAttributes,
} from './markup-manners.ts'
import { readMarkup } from './read-markup.ts'

/** A part of the text: from `start` up to, not including, `end`. */
export interface Span {
  start: number
  end: number
}

/** What a page prints, as far as phones and addresses go. Offsets count characters of `text`. */
export interface PrintedPage {
  /**
   * Text with an empty line between blocks and a line break for `<br>`; scripts, comments and templates left out.
   * Words that are hidden inside a line, and descriptions of pictures, stand at the end. At most 400,000 characters.
   */
  text: string
  /** `tel:` links as written, without the scheme, and the words that carry them. */
  telLinks: PrintedLink[]
  /** `mailto:` addresses and addresses that Cloudflare hides from plain readers. */
  mailLinks: PrintedLink[]
  /** Raw JSON-LD blocks. */
  jsonLd: string[]
  /** Microdata with `content`, and `data-` attributes that hold a phone or an address: name and value. */
  microdata: { name: string; content: string }[]
  /** Headings and other titles of what follows them. */
  headings: Span[]
  /** Text that is struck out. */
  struck: Span[]
  /** Not all of the document was read: what is missing here may stand in the rest. */
  cut: boolean
}

export interface PrintedLink extends Span {
  target: string
  label: string
}

const titles = new Set('h1 h2 h3 h4 h5 h6 dt caption legend summary'.split(' '))
const strikes = new Set('s del strike'.split(' '))
const textCap = 400_000
const listCap = 500

/** Reads a document in one pass. Glued blocks would merge two phones into one, so every block ends a line. */
export function readPrintedPage(html: string): PrintedPage {
  const reader = new PrintedReader()
  const whole = readMarkup(html, reader)
  return reader.page(whole)
}

interface Ink {
  chunks: string[]
  length: number
}

interface OpenLink {
  kind: 'tel' | 'mail'
  target: string
  start: number
  label: string
  ink: Ink
}

/** Handler of one document. */
class PrintedReader implements Partial<Handler> {
  private depth = 0
  private silentDepth = 0
  private reversedDepth = 0
  /** Depth of the hidden element that is open inside a line; 0: none. */
  private hiddenDepth = 0
  private readonly line: Ink = { chunks: [], length: 0 }
  private readonly aside: Ink = { chunks: [], length: 0 }
  /** Text of the JSON-LD block that is open. */
  private script: string | null = null
  private link: OpenLink | null = null
  private openSpans: { list: Span[]; start: number; depth: number }[] = []
  private readonly asideLinks: PrintedLink[] = []
  private readonly found: Omit<PrintedPage, 'text' | 'cut'> = {
    telLinks: [],
    mailLinks: [],
    jsonLd: [],
    microdata: [],
    headings: [],
    struck: [],
  }

  page(whole: boolean): PrintedPage {
    this.closeLink()
    for (const { list, start } of this.openSpans) addCapped(list, { start, end: this.line.length })
    const base = this.line.length
    for (const link of this.asideLinks) {
      link.start += base
      link.end += base
    }
    const text = [...this.line.chunks, ...this.aside.chunks].join('')
    return { ...this.found, text, cut: !whole || this.line.length > textCap }
  }

  onopentag(tag: string, attributes: Record<string, string>): void {
    this.depth += 1
    if (tag === 'script' && /ld\+json/i.test(attributes.type ?? '')) this.script = ''
    if (silentElements.has(tag)) this.silentDepth += 1
    const isInline = inlineElements.has(tag)
    if (isInline && this.hiddenDepth === 0 && hidesItself(attributes)) this.hiddenDepth = this.depth
    if (this.reversedDepth === 0 && isReversed(attributes.style)) this.reversedDepth = this.depth
    this.readAttributes(tag, attributes)
    if (tag === 'a') this.openLink((attributes.href ?? '').trim())
    if (!isInline) this.append(tag === 'td' || tag === 'th' ? '\t' : '\n')
    if (titles.has(tag)) this.openSpan(this.found.headings)
    if (strikes.has(tag)) this.openSpan(this.found.struck)
  }

  ontext(text: string): void {
    if (this.script !== null) this.script += text
    else if (this.silentDepth === 0) {
      const plain = text.replace(/[\s\u00a0]+/g, ' ')
      this.append(this.reversedDepth > 0 ? [...plain].reverse().join('') : plain)
    }
  }

  onclosetag(tag: string): void {
    if (tag === 'script' && this.script !== null) {
      addCapped(this.found.jsonLd, this.script, 20)
      this.script = null
    }
    if (silentElements.has(tag)) this.silentDepth -= 1
    if (tag === 'a') this.closeLink()
    this.closeSpans()
    // `<br>` opens and closes at once: one break is enough for it.
    if (!inlineElements.has(tag) && tag !== 'br') this.append('\n')
    if (this.hiddenDepth === this.depth) {
      this.append('\n')
      this.hiddenDepth = 0
    }
    if (this.reversedDepth === this.depth) this.reversedDepth = 0
    this.depth -= 1
  }

  private readAttributes(tag: string, attributes: Record<string, string>): void {
    for (const item of textOfAttributes(tag, attributes)) {
      if (item.name !== 'text') addCapped(this.found.microdata, item)
      else this.write(this.aside, `\n${item.content}\n`)
    }
    this.addHiddenAddress(cloudflareAddressOf(attributes))
  }

  private append(text: string): void {
    const ink = this.hiddenDepth > 0 ? this.aside : this.line
    if (!this.write(ink, text)) return
    if (this.link?.ink === ink) this.link.label += text
  }

  private write(ink: Ink, text: string): boolean {
    if (ink.length > textCap) return false
    ink.chunks.push(text)
    ink.length += text.length
    return true
  }

  private openSpan(list: Span[]): void {
    if (this.hiddenDepth === 0 && this.openSpans.length < 50)
      this.openSpans.push({ list, start: this.line.length, depth: this.depth })
  }

  private closeSpans(): void {
    const last = this.openSpans.at(-1)
    if (last?.depth !== this.depth) return
    this.openSpans.pop()
    addCapped(last.list, { start: last.start, end: this.line.length })
  }

  private openLink(href: string): void {
    this.closeLink()
    const [, scheme, target = ''] = /^(tel|callto|mailto):(.*)$/is.exec(href.slice(0, 2000)) ?? []
    if (scheme === undefined) return
    const kind = scheme.toLowerCase() === 'mailto' ? 'mail' : 'tel'
    const ink = this.hiddenDepth > 0 ? this.aside : this.line
    this.link = { kind, target, start: ink.length, label: '', ink }
  }

  private closeLink(): void {
    if (!this.link) return
    const { kind, target, start, label, ink } = this.link
    const list = kind === 'tel' ? this.found.telLinks : this.found.mailLinks
    const link = { target, label: label.trim(), start, end: ink.length }
    addCapped(list, link)
    if (ink === this.aside) this.asideLinks.push(link)
    this.link = null
  }

  private addHiddenAddress(code: string | undefined): void {
    const target = code === undefined ? null : decodeCloudflareEmail(code)
    if (target === null) return
    addCapped(this.found.mailLinks, { target, label: '', start: this.line.length, end: this.line.length })
  }
}

function addCapped<T>(list: T[], item: T, cap = listCap): void {
  if (list.length < cap) list.push(item)
}
