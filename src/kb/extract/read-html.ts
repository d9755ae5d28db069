import { Parser } from 'htmlparser2'
import { cloudflareAddressOf, decodeCloudflareEmail } from '../../kinds/hidden-address.ts'
import { hidesItself, inlineElements, silentElements, textOfAttributes } from '../../kinds/markup-manners.ts'
import type { Role } from './finding.ts'
import type { Heading, HiddenLink, Manuscript, Region } from './manuscript.ts'
import { SourceMap } from './source-map.ts'

/** The parser's time grows with the square of the depth; no page that people read is deeper. */
const deepest = 1500
const chunkLength = 32_768

/** Navigation and frame of a page: the publisher's. */
const chrome = new Set('nav footer aside'.split(' '))
const noContent =
  /(?:^|[\s_-])(?:footer|sidebar|cookie|breadcrumbs?|share|social(?:s|-links)?|related|comments?|banner|advert(?:isement)?|promo)(?:$|[\s_-])/i

/** An HTML document as readers see it; every character knows where it comes from. */
export function readHtml(source: string): Manuscript {
  const reader = new HtmlReader(source)
  reader.run()
  return reader.manuscript()
}

interface OpenElement {
  tag: string
  silent: boolean
  region: { start: number; role: Role } | null
  heading: number | null
}

class HtmlReader {
  private readonly source: string
  private readonly map = new SourceMap()
  private readonly open: OpenElement[] = []
  private silent = 0
  private readonly links: HiddenLink[] = []
  private readonly headings: Heading[] = []
  private readonly regions: Region[] = []
  private anchor: HiddenLink | null = null

  constructor(source: string) {
    this.source = source
  }

  run(): void {
    let depth = 0
    const parser = new Parser(
      {
        ontext: (text) => this.text(text, parser.startIndex, parser.endIndex + 1),
        onopentag: (tag, attributes) => {
          depth += 1
          this.start(tag, attributes, parser.startIndex, parser.endIndex + 1)
        },
        onclosetag: () => {
          depth -= 1
          this.end()
        },
      },
      { decodeEntities: true },
    )
    for (let at = 0; at < this.source.length && depth < deepest; at += chunkLength)
      parser.write(this.source.slice(at, at + chunkLength))
    parser.end()
    this.closeAnchor()
  }

  manuscript(): Manuscript {
    const { source, links, headings, map } = this
    const regions = this.regions.sort((a, b) => a.start - b.start)
    const text = map.text()
    return { source, text, links, headings, regions, inSource: (start, end) => map.inSource(start, end) }
  }

  private text(text: string, from: number, to: number): void {
    if (this.silent > 0) return
    const pre = this.open.some(({ tag }) => tag === 'pre')
    this.map.add(pre ? text : text.replace(/[\n\r\t\f]/g, ' '), from, to)
  }

  private start(tag: string, attributes: Record<string, string>, from: number, to: number): void {
    const written = this.source.slice(from, Math.min(to, from + 5000))
    const isSilent =
      silentElements.has(tag) ||
      hidesItself(attributes) ||
      tag === 'code' ||
      attributes['aria-hidden'] === 'true'
    if (!inlineElements.has(tag))
      this.map.break(tag === 'td' || tag === 'th' ? '\t' : tag === 'br' ? '\n' : '\n\n', from)
    if (this.silent === 0 && !isSilent) this.readAttributes(tag, attributes, written, from)
    const role = roleOf(tag, attributes)
    const level = /^h([1-6])$/.exec(tag)?.[1]
    if (isSilent) this.silent += 1
    this.open.push({
      tag,
      silent: isSilent,
      region: role ? { start: this.map.length, role } : null,
      heading: level && this.silent === 0 ? Number(level) : null,
    })
    if (level && this.silent === 0)
      this.headings.push({ start: this.map.length, end: this.map.length, level: Number(level) })
  }

  private end(): void {
    const element = this.open.pop()
    if (!element) return
    if (element.silent) this.silent -= 1
    if (element.tag === 'a') this.closeAnchor()
    const last = this.headings.at(-1)
    if (element.heading !== null && last) last.end = this.map.length
    if (!inlineElements.has(element.tag) && element.tag !== 'br') this.map.break('\n\n', this.map.sourceEnd)
    if (element.region) this.regions.push({ ...element.region, end: this.map.length })
  }

  private readAttributes(
    tag: string,
    attributes: Record<string, string>,
    written: string,
    from: number,
  ): void {
    if (tag === 'a' || tag === 'area') {
      this.closeAnchor()
      const code = cloudflareAddressOf(attributes)
      const hidden = code === undefined ? null : decodeCloudflareEmail(code)
      if (hidden) this.anchor = this.linkTo(`mailto:${hidden}`, code ?? '', written, from)
      else if (attributes.href) this.anchor = this.linkTo(attributes.href.trim(), null, written, from, 'href')
      return
    }
    const code = cloudflareAddressOf(attributes)
    const hidden = code === undefined ? null : decodeCloudflareEmail(code)
    if (hidden) this.links.push(this.linkTo(`mailto:${hidden}`, code ?? '', written, from))
    for (const { name, content } of textOfAttributes(tag, attributes)) {
      const scheme = name === 'telephone' ? 'tel:' : name === 'email' ? 'mailto:' : null
      if (scheme && content)
        this.links.push(
          this.linkTo(`${scheme}${content.replace(/^(?:tel|mailto):/i, '')}`, content, written, from),
        )
    }
  }

  /** The link, with the place of its address in the tag, or of the tag where it is not written as such. */
  private linkTo(
    target: string,
    needle: string | null,
    written: string,
    from: number,
    attribute?: string,
  ): HiddenLink {
    const at = attribute
      ? new RegExp(`\\s${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(written)
      : null
    const value = (at?.[1] ?? at?.[2] ?? at?.[3])?.trim()
    const inside = value && at ? written.indexOf(value, at.index) : needle ? written.indexOf(needle) : -1
    const place = this.map.length
    const length = value?.length ?? needle?.length ?? 0
    return inside < 0
      ? { target, start: place, end: place, offset: from, length: written.length }
      : { target, start: place, end: place, offset: from + inside, length }
  }

  private closeAnchor(): void {
    if (!this.anchor) return
    this.links.push({ ...this.anchor, end: this.map.length })
    this.anchor = null
  }
}

function roleOf(tag: string, { class: names = '', id = '', role = '' }: Record<string, string>): Role | null {
  if (chrome.has(tag) || /^(?:navigation|contentinfo|complementary|banner)$/.test(role)) return 'publisher'
  if (/^(?:body|html|main|article)$/.test(tag)) return null
  const named = noContent.exec(`${names} ${id}`)?.[0]
  if (!named) return null
  return /advert|promo|banner/i.test(named) ? 'advert' : 'publisher'
}
