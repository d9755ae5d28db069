import type { Handler } from 'htmlparser2'
import { isCounterScript } from './counter-scripts.ts'
import { FormCollector, type FormDigest } from './form-digest.ts'

type Attributes = Record<string, string>

const words = (list: string) => new Set(list.split(' '))
const unseen = words('script style noscript template svg option textarea object head')
const inline = words(
  'a abbr b bdi cite code em font i ins kbd label mark q s small span strong sub sup time u var wbr nobr',
)
const mountPoints = words('root app __next __nuxt react-root app-root q-app ___gatsby')
const hiddenStyle = /(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)/i
const listCap = 50

/** Handler of one document; its fields are the digest in the making. */
export class DigestReader implements Partial<Handler> {
  title = ''
  ogTitle: string | null = null
  readonly h1: string[] = []
  lang: string | null = null
  metaRefresh: { seconds: number; url: string | null } | null = null
  canonical: string | null = null
  robots: string | null = null
  textLength = 0
  readonly iframes: string[] = []
  readonly scripts: string[] = []
  inlineScripts = 0
  spaRoot = false
  readonly telLinks: string[] = []
  readonly mailtoLinks: string[] = []
  readonly jsonLd: string[] = []

  private base: string
  private depth = 0
  /** Depth at which an unseen element was opened; -1 outside. */
  private unseenAt = -1
  private unseenTag = ''
  /** Depth of an element inside a form that no visitor can see: its fields are bait for robots. */
  private baitAt = -1
  private capturing: 'title' | 'h1' | 'script' | null = null
  private captured = ''
  private scriptType = ''
  private readonly parts: string[] = []
  private kept = 0
  private broken = true
  private readonly collector: FormCollector
  private readonly textCap: number

  constructor(url: string, textCap: number) {
    this.base = url
    this.textCap = textCap
    this.collector = new FormCollector((link) => this.resolve(link))
  }

  text(): string {
    return this.parts.join('').trim().slice(0, this.textCap)
  }

  forms(): FormDigest[] {
    return this.collector.all()
  }

  hasPassword(): boolean {
    return this.forms().some((form) => form.fields.some((field) => field.type === 'password'))
  }

  onopentag(tag: string, attributes: Attributes): void {
    this.depth += 1
    this.readElement(tag, attributes)
    if (this.baitAt < 0 || tag === 'form') this.readControl(tag, attributes)
    if (!inline.has(tag)) this.breakLine()
    if (this.unseenAt < 0 && (unseen.has(tag) || isHidden(attributes))) this.unseenAt = this.depth
  }

  onclosetag(tag: string): void {
    if (this.depth === this.unseenAt) {
      this.unseenAt = -1
      this.unseenTag = ''
    }
    if (this.depth === this.baitAt) this.baitAt = -1
    this.depth -= 1
    if (tag === this.capturing) this.keepCaptured()
    else if (tag === 'form') this.collector.closeForm()
    else if (tag === 'button' || tag === 'div') this.collector.closeButton()
    if (!inline.has(tag)) this.breakLine()
  }

  ontext(data: string): void {
    if (this.capturing !== null && this.captured.length < 20_000) this.captured += data
    if (this.unseenAt >= 0) return
    const collapsed = data.replace(/[\s\u00a0]+/g, ' ')
    if (collapsed === ' ' || collapsed === '') {
      if (!this.broken) this.push(' ')
      return
    }
    this.textLength += collapsed.length
    this.collector.buttonText(collapsed)
    this.push(this.broken ? collapsed.trimStart() : collapsed)
    this.broken = false
  }

  private push(text: string): void {
    if (this.kept > this.textCap) return
    this.parts.push(text)
    this.kept += text.length
  }

  private breakLine(): void {
    if (this.broken) return
    this.broken = true
    this.push('\n')
  }

  private keepCaptured(): void {
    const text = this.captured.replace(/\s+/g, ' ').trim()
    if (this.capturing === 'title' && this.title === '') this.title = text.slice(0, 300)
    if (this.capturing === 'h1' && text !== '' && this.h1.length < 5) this.h1.push(text.slice(0, 300))
    if (this.capturing === 'script') this.keepScript(text)
    this.capturing = null
    this.captured = ''
  }

  private keepScript(text: string): void {
    if (this.scriptType === 'application/ld+json') {
      if (this.jsonLd.length < 10) this.jsonLd.push(text)
    } else if (text !== '' && isExecutable(this.scriptType) && !isCounterScript(text)) this.inlineScripts += 1
  }

  private capture(what: 'title' | 'h1' | 'script'): void {
    this.capturing = what
    this.captured = ''
  }

  private readElement(tag: string, attributes: Attributes): void {
    if (attributes.id !== undefined && mountPoints.has(attributes.id)) this.spaRoot = true
    switch (tag) {
      case 'html':
        this.lang = attributes.lang?.slice(0, 20).toLowerCase() || null
        break
      case 'base':
        if (attributes.href) this.base = this.resolve(attributes.href) ?? this.base
        break
      case 'meta':
        this.readMeta(attributes)
        break
      case 'link':
        if (attributes.rel === 'canonical' && attributes.href) this.canonical = this.resolve(attributes.href)
        break
      case 'title':
        // Drawings carry titles of their own; a challenge may keep the page's title inside `noscript`.
        if (this.title === '' && this.unseenTag !== 'svg') this.capture('title')
        break
      case 'h1':
        if (this.unseenAt < 0) this.capture('h1')
        break
      case 'a':
        this.readLink(attributes.href ?? '')
        break
      case 'iframe':
      case 'frame':
        addCapped(this.iframes, this.resolve(attributes.src ?? attributes['data-src'] ?? ''), 20)
        break
      case 'script':
        this.readScript(attributes)
        break
      case 'app-root':
        this.spaRoot = true
        break
    }
    if (this.unseenAt < 0 && unseen.has(tag)) this.unseenTag = tag
  }

  private readScript(attributes: Attributes): void {
    this.scriptType = attributes.type?.toLowerCase() ?? ''
    if (attributes.src) {
      const src = this.resolve(attributes.src)
      if (src && !isCounterScript(src)) addCapped(this.scripts, src, 60)
    } else this.capture('script')
  }

  private readMeta(attributes: Attributes): void {
    const content = attributes.content ?? ''
    if (attributes.name?.toLowerCase() === 'robots') this.robots = content.slice(0, 80).toLowerCase()
    if (attributes.property === 'og:title') this.ogTitle = content.slice(0, 300)
    if (attributes['http-equiv']?.toLowerCase() !== 'refresh' || this.metaRefresh) return
    const [delay = '', ...rest] = content.slice(0, 2000).split(/[;,]/)
    const target = rest
      .join(';')
      .trim()
      .replace(/^url\s{0,4}=\s{0,4}/i, '')
      .replace(/^['"]|['"]$/g, '')
    const url = target === '' ? null : this.resolve(target)
    this.metaRefresh = { seconds: Number.parseFloat(delay) || 0, url }
  }

  private readLink(href: string): void {
    const scheme = /^\s{0,8}(tel|callto|mailto):/i.exec(href)
    if (!scheme) return
    const rest = href.slice(scheme[0].length, scheme[0].length + 200).trim()
    if (scheme[1]?.toLowerCase() === 'mailto')
      addCapped(this.mailtoLinks, rest.split('?', 1)[0] ?? '', listCap)
    else addCapped(this.telLinks, rest, listCap)
  }

  private readControl(tag: string, attributes: Attributes): void {
    if (tag === 'form') this.collector.openForm(attributes)
    else if (this.collector.inForm() && attributes['aria-hidden'] === 'true' && tag !== 'input')
      this.baitAt = this.depth
    else this.collector.control(tag, attributes)
  }

  private resolve(link: string): string | null {
    try {
      return new URL(link, this.base).href.slice(0, 2000)
    } catch {
      return null
    }
  }
}

function isHidden(attributes: Attributes): boolean {
  return (
    attributes.hidden !== undefined || (attributes.style !== undefined && hiddenStyle.test(attributes.style))
  )
}

function isExecutable(type: string): boolean {
  return type === '' || type === 'module' || type.includes('javascript')
}

function addCapped(list: string[], value: string | null, cap: number): void {
  if (value && list.length < cap) list.push(value)
}
