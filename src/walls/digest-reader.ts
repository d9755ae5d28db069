import { isCounterScript } from './counter-scripts.ts'
import { FormCollector, type FormDigest } from './form-digest.ts'
import type { AttributeSpans, Attributes } from './html-attributes.ts'
import { readRefresh } from './meta-refresh.ts'
import { ownCopy } from './own-copy.ts'
import type { HtmlHandler } from './scan-html.ts'
import { trait, traitsOf } from './tag-traits.ts'
import { VisibleText } from './visible-text.ts'
import { singleSpaced } from './white-space.ts'

const words = (list: string) => new Set(list.split(' '))
const mountPoints = words('root app __next __nuxt react-root app-root q-app ___gatsby')
const hiddenStyle = /(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)/i
const listCap = 50
const capturedCap = 20_000
const none: Attributes = Object.freeze({})

type Capture = 'title' | 'h1' | 'h2' | 'script'

/** Handler of one document; its fields are the digest in the making. */
export class DigestReader implements HtmlHandler {
  title = ''
  ogTitle: string | null = null
  description: string | null = null
  readonly h1: string[] = []
  readonly h2: string[] = []
  lang: string | null = null
  metaRefresh: { seconds: number; url: string | null } | null = null
  canonical: string | null = null
  robots: string | null = null
  readonly iframes: string[] = []
  readonly scripts: string[] = []
  inlineScripts = 0
  spaRoot = false
  readonly telLinks: string[] = []
  readonly mailtoLinks: string[] = []
  readonly jsonLd: string[] = []
  readonly visible: VisibleText

  private base: string
  private depth = 0
  /** Depth at which an unseen element was opened; -1 outside. */
  private unseenAt = -1
  private unseenTag = ''
  /** Depth of an element inside a form that no visitor can see: its fields are bait for robots. */
  private baitAt = -1
  private capturing: Capture | null = null
  private captured = ''
  private scriptType = ''
  private readonly collector: FormCollector

  constructor(url: string, textCap: number) {
    this.base = url
    this.visible = new VisibleText(textCap)
    this.collector = new FormCollector((link) => this.resolve(link))
  }

  forms(): FormDigest[] {
    return this.collector.all()
  }

  hasPassword(): boolean {
    return this.forms().some((form) => form.fields.some((field) => field.type === 'password'))
  }

  onOpen(tag: string, spans: AttributeSpans): void {
    this.depth += 1
    const traits = traitsOf(tag)
    const attributes = spans.telling || traits & trait.telling ? spans.read() : none
    if (attributes !== none) {
      this.readControl(tag, attributes)
    }
    if (spans.named && !this.spaRoot) this.spaRoot = mountPoints.has(spans.value('id') ?? '')
    this.readElement(tag, attributes, spans)
    if (!(traits & trait.inline)) this.visible.breakLine()
    if (this.unseenAt < 0 && (traits & trait.unseen || (attributes !== none && isHidden(attributes))))
      this.unseenAt = this.depth
  }

  onClose(tag: string, written: boolean): void {
    if (this.depth === this.unseenAt) {
      this.unseenAt = -1
      this.unseenTag = ''
    }
    if (this.depth === this.baitAt) this.baitAt = -1
    this.depth -= 1
    if (tag === this.capturing) this.keepCaptured()
    else if (tag === 'form') {
      // A form outlives the elements that it was opened in: only its own end tag ends it.
      if (written) this.collector.closeForm()
    } else if (tag === 'button' || tag === 'div') this.collector.closeButton()
    if (!(traitsOf(tag) & trait.inline)) this.visible.breakLine()
  }

  onText(data: string): void {
    if (this.capturing === 'script') {
      this.keepScript(data)
      return
    }
    if (this.capturing !== null && this.captured.length < capturedCap) this.captured += data
    if (this.unseenAt >= 0) return
    const seen = this.visible.add(data)
    if (seen !== '') this.collector.buttonText(seen)
  }

  private keepCaptured(): void {
    const text = this.capturing === 'script' ? '' : singleSpaced(this.captured).trim()
    if (this.capturing === 'title' && this.title === '') this.title = ownCopy(text.slice(0, 300))
    if (this.capturing === 'h1' && text !== '') addCapped(this.h1, ownCopy(text.slice(0, 300)), 5)
    if (this.capturing === 'h2' && text !== '') addCapped(this.h2, text.slice(0, 200), 20)
    this.capturing = null
    this.captured = ''
  }

  private keepScript(source: string): void {
    if (this.scriptType === 'application/ld+json')
      addCapped(this.jsonLd, source.trim().slice(0, capturedCap), 10)
    else if (/\S/.test(source) && isExecutable(this.scriptType) && !isCounterScript(source))
      this.inlineScripts += 1
  }

  private capture(what: Capture): void {
    this.capturing = what
    this.captured = ''
  }

  private readElement(tag: string, attributes: Attributes, spans: AttributeSpans): void {
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
        if (attributes.rel?.toLowerCase() === 'canonical' && attributes.href)
          this.canonical = this.resolve(attributes.href)
        break
      case 'title':
        // Drawings carry titles of their own; a challenge may keep the page's title inside `noscript`.
        if (this.title === '' && this.unseenTag !== 'svg') this.capture('title')
        break
      case 'h1':
      case 'h2':
        if (this.unseenAt < 0) this.capture(tag)
        break
      case 'a':
        this.readLink(spans.value('href') ?? '')
        break
      case 'iframe':
      case 'frame':
        addCapped(this.iframes, this.resolve(attributes.src || attributes['data-src'] || ''), 20)
        break
      case 'script':
        this.readScript(attributes)
        break
      case 'app-root':
        this.spaRoot = true
        break
    }
    if (this.unseenAt < 0 && traitsOf(tag) & trait.unseen) this.unseenTag = tag
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
    const name = (attributes.name ?? attributes.property ?? '').toLowerCase()
    if (name === 'robots') this.robots = content.slice(0, 80).toLowerCase()
    else if (name === 'og:title') this.ogTitle = content.slice(0, 300)
    else if (name === 'description') this.description ??= content.slice(0, 300)
    if (attributes['http-equiv']?.toLowerCase() !== 'refresh' || this.metaRefresh) return
    const { seconds, target } = readRefresh(content)
    this.metaRefresh = { seconds, url: target === '' ? null : this.resolve(target) }
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
    else if (this.baitAt >= 0) return
    else if (this.collector.inForm() && attributes['aria-hidden'] === 'true' && tag !== 'input')
      this.baitAt = this.depth
    else this.collector.control(tag, attributes)
  }

  private resolve(link: string): string | null {
    const written = link.slice(0, 4000)
    return URL.canParse(written, this.base) ? new URL(written, this.base).href.slice(0, 2000) : null
  }
}

function isHidden({ hidden, style }: Attributes): boolean {
  return hidden !== undefined || (style !== undefined && hiddenStyle.test(style))
}

function isExecutable(type: string): boolean {
  return type === '' || type === 'module' || type.includes('javascript')
}

function addCapped(list: string[], value: string | null, cap: number): void {
  if (value && list.length < cap) list.push(value)
}
