import { type Handler, Parser } from 'htmlparser2'

/** What a page prints, as far as phones and addresses go. Offsets count characters of `text`. */
export interface PrintedPage {
  /** Text with a line a block; scripts, comments and templates left out; at most 400,000 characters. */
  text: string
  /** `tel:` links as written, without the scheme, and the words that carry them. */
  telLinks: PrintedLink[]
  /** `mailto:` addresses and addresses that Cloudflare hides from plain readers. */
  mailLinks: PrintedLink[]
  /** Raw JSON-LD blocks. */
  jsonLd: string[]
  /** `content` of microdata: `itemprop` and value. */
  microdata: { name: string; content: string }[]
}

export interface PrintedLink {
  target: string
  label: string
  start: number
  end: number
}

const silentElements = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'head',
  'textarea',
  'select',
])
// Elements that do not break a line: a number may be split over several of them.
const inlineElements = new Set(
  (
    'a abbr b bdi bdo cite code data del dfn em font i img ins kbd label mark nobr q s samp small span strike ' +
    'strong sub sup time tt u var wbr'
  ).split(' '),
)
const textCap = 400_000
const listCap = 500
// The parser's time grows with the square of the depth; no page that people read is deeper than this.
const deepest = 2000
const chunkLength = 32_768

/** Reads a document in one pass. Glued blocks would merge two phones into one, so every block ends a line. */
export function readPrintedPage(html: string): PrintedPage {
  const reader = new PrintedReader()
  const parser = new Parser(reader, { decodeEntities: true })
  for (let at = 0; at < html.length && reader.depth < deepest; at += chunkLength)
    parser.write(html.slice(at, at + chunkLength))
  parser.end()
  return reader.page()
}

/** Handler of one document. */
class PrintedReader implements Partial<Handler> {
  depth = 0
  private silentDepth = 0
  private readonly chunks: string[] = []
  private length = 0
  /** Text of the JSON-LD block that is open. */
  private script: string | null = null
  private link: { kind: 'tel' | 'mail'; target: string; start: number; label: string } | null = null
  private readonly found: Omit<PrintedPage, 'text'> = {
    telLinks: [],
    mailLinks: [],
    jsonLd: [],
    microdata: [],
  }

  page(): PrintedPage {
    return { ...this.found, text: this.chunks.join('') }
  }

  onopentag(tag: string, attributes: Record<string, string>): void {
    this.depth += 1
    if (tag === 'script' && /ld\+json/i.test(attributes.type ?? '')) this.script = ''
    if (silentElements.has(tag)) this.silentDepth += 1
    const { itemprop, content } = attributes
    if (itemprop && content) addCapped(this.found.microdata, { name: itemprop.toLowerCase(), content })
    this.addHiddenAddress(attributes['data-cfemail'])
    if (tag === 'a') this.openLink((attributes.href ?? '').trim())
    if (!inlineElements.has(tag)) this.append(tag === 'td' || tag === 'th' ? '\t' : '\n')
  }

  ontext(text: string): void {
    if (this.script !== null) this.script += text
    else if (this.silentDepth === 0) this.append(text.replace(/[\s\u00a0]+/g, ' '))
  }

  onclosetag(tag: string): void {
    this.depth -= 1
    if (tag === 'script' && this.script !== null) {
      addCapped(this.found.jsonLd, this.script, 20)
      this.script = null
    }
    if (silentElements.has(tag)) this.silentDepth -= 1
    if (tag === 'a') this.closeLink()
    if (!inlineElements.has(tag)) this.append('\n')
  }

  private append(text: string): void {
    if (this.length > textCap) return
    this.chunks.push(text)
    this.length += text.length
    if (this.link) this.link.label += text
  }

  private openLink(href: string): void {
    this.closeLink()
    this.addHiddenAddress(/\/cdn-cgi\/l\/email-protection#([0-9a-f]+)/i.exec(href)?.[1])
    const [, scheme, target = ''] = /^(tel|mailto):(.*)$/is.exec(href) ?? []
    if (scheme === undefined) return
    const kind = scheme.toLowerCase() === 'tel' ? 'tel' : 'mail'
    this.link = { kind, target, start: this.length, label: '' }
  }

  private closeLink(): void {
    if (!this.link) return
    const { kind, target, start, label } = this.link
    const list = kind === 'tel' ? this.found.telLinks : this.found.mailLinks
    addCapped(list, { target, label: label.trim(), start, end: this.length })
    this.link = null
  }

  private addHiddenAddress(code: string | undefined): void {
    const target = code === undefined ? null : decodeCloudflareEmail(code)
    if (target === null) return
    addCapped(this.found.mailLinks, { target, label: '', start: this.length, end: this.length })
  }
}

function addCapped<T>(list: T[], item: T, cap = listCap): void {
  if (list.length < cap) list.push(item)
}

/** Cloudflare's `data-cfemail`: hex bytes, each XORed with the first. Null when that gives no address. */
export function decodeCloudflareEmail(code: string): string | null {
  if (!/^(?:[0-9a-f]{2}){4,200}$/i.test(code)) return null
  const [key = 0, ...bytes] = Buffer.from(code, 'hex')
  const address = Buffer.from(bytes.map((byte) => byte ^ key)).toString('utf8')
  return address.includes('@') ? address : null
}
