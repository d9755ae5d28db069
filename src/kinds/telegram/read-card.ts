import { readMarkup } from '../read-markup.ts'
import { cleanText, countBefore, countWords, findRestriction } from './card-words.ts'
import type { Card } from './evidence.ts'

const voidElements = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
const longestText = 1200
/** Text beyond this is posts, not a card. */
const textCap = 20_000

/** Classes of the blocks whose text is kept. `/s/name` has its own ones for the same things. */
const textBlocks: Readonly<Record<string, Block>> = {
  tgme_page_title: 'title',
  tgme_channel_info_header_title: 'title',
  tgme_page_extra: 'extra',
  tgme_page_additional: 'additional',
  tgme_channel_info_counter: 'counter',
  tgme_page_description: 'description',
  tgme_channel_info_description: 'description',
  tgme_action_button_new: 'action',
  tme_no_messages_found: 'refusal',
}
type Block = 'title' | 'extra' | 'additional' | 'counter' | 'description' | 'action' | 'refusal'

/** Any of these means that Telegram itself answered, whatever words the page holds. */
const frames = [
  'tgme_page_wrap',
  'tgme_body_wrap',
  'tgme_page',
  'tgme_main',
  'tgme_channel_info',
  'tgme_channel_history',
]

/** Reads the decisive markup of a `t.me` page. Structure decides; wording and `<title>` drift. */
export function readCard(html: string): Card {
  const reader = new CardReader()
  readMarkup(html, reader)
  return reader.card()
}

class CardReader {
  private depth = 0
  private silentDepth = 0
  private open: { block: Block; depth: number; text: string }[] = []
  private readonly texts: Record<Block, string[]> = {
    title: [],
    extra: [],
    additional: [],
    counter: [],
    description: [],
    action: [],
    refusal: [],
  }
  private all = ''
  private readonly found = {
    wrap: false,
    noindex: false,
    iconUser: false,
    ogTitle: null as string | null,
    ogDescription: null as string | null,
    preview: false,
    verified: false,
  }

  card(): Card {
    for (const { block, text } of this.open) this.texts[block].push(text)
    this.open = []
    const title = cleanText(this.texts.title[0])
    const extras = this.texts.extra.map(cleanText).filter((text) => text !== null)
    // `additional` held the count in one layout and an invitation to install the app in others.
    const additional = this.texts.additional.map(cleanText).filter((text) => text !== null)
    const counters = this.texts.counter.map(cleanText).filter((text) => text !== null)
    const counted = [...extras, ...additional.filter((text) => /^[\d@]/.test(text)), ...counters]
    const description = cleanText(this.texts.description[0])
    const hasCount = counted.some((text) => countBefore(text, countWords.any) !== null)
    return {
      ...this.found,
      title,
      extra: counted.slice(0, 4).join(' · ') || null,
      action: cleanText(this.texts.action[0]),
      description,
      restricted: this.findRestriction(title, description, hasCount),
    }
  }

  onopentag(tag: string, attributes: Record<string, string>): void {
    const classes = (attributes.class ?? '').split(/\s+/)
    if (classes.some((name) => frames.includes(name))) this.found.wrap = true
    if (attributes['data-post'] !== undefined) this.found.wrap = true
    if (classes.includes('tgme_icon_user')) this.found.iconUser = true
    if (classes.includes('tgme_channel_info')) this.found.preview = true
    // Older layouts had the way to the posts in other classes; the address stayed.
    const isOffer = tag === 'a' && /^(?:https:\/\/t\.me)?\/s\/[^/]+\/?$/.test(attributes.href ?? '')
    if (isOffer && classes.some((name) => name.startsWith('tgme_'))) this.found.preview = true
    if (tag === 'meta') readMeta(attributes, this.found)
    if (tag === 'br') this.append(' ')
    if (voidElements.has(tag)) return
    this.depth += 1
    const isBadge = /(?:^|[\s_-])(?:verified|premium|scam|fake)[-_]?(?:icon|badge|label)?(?:\s|$)/.test(
      attributes.class ?? '',
    )
    if (isBadge && /verified/.test(attributes.class ?? '') && this.isIn('title')) this.found.verified = true
    const isSilent = ['script', 'style', 'textarea', 'noscript', 'template'].includes(tag)
    if (this.silentDepth === 0 && (isSilent || (isBadge && tag === 'i'))) this.silentDepth = this.depth
    const block = classes.map((name) => textBlocks[name]).find((one) => one !== undefined)
    if (block !== undefined && this.open.length < 20) this.open.push({ block, depth: this.depth, text: '' })
  }

  ontext(text: string): void {
    this.append(text)
  }

  onclosetag(tag: string): void {
    if (voidElements.has(tag)) return
    if (this.silentDepth === this.depth) this.silentDepth = 0
    const closed = this.open.filter((one) => one.depth >= this.depth)
    for (const { block, text } of closed) this.texts[block].push(text)
    if (closed.length > 0) this.open = this.open.filter((one) => one.depth < this.depth)
    this.depth -= 1
  }

  private isIn(block: Block): boolean {
    return this.open.some((one) => one.block === block)
  }

  private append(text: string): void {
    if (this.silentDepth > 0) return
    if (this.all.length < textCap) this.all += text
    for (const one of this.open) if (one.text.length < longestText) one.text += text
  }

  /**
   * A refusal stands alone: a card with a title and a count is shown, and may quote the sentence in its
   * description. In the preview it stands where the posts would.
   */
  private findRestriction(
    title: string | null,
    description: string | null,
    hasCount: boolean,
  ): string | null {
    if (title === null) return findRestriction(this.all, false)
    const refusal = this.texts.refusal
      .map((text) => findRestriction(text, true))
      .find((text) => text !== null)
    if (refusal !== undefined) return refusal
    return hasCount || description === null ? null : findRestriction(description, true)
  }
}

function readMeta(
  { name, property, content = '' }: Record<string, string>,
  found: Pick<Card, 'noindex' | 'ogTitle' | 'ogDescription'>,
): void {
  if (name === 'robots' && /noindex/i.test(content)) found.noindex = true
  if (property === 'og:title') found.ogTitle = content.trim().slice(0, 300)
  if (property === 'og:description') found.ogDescription = content.trim().slice(0, 300)
}
