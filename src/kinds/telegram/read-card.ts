import { Parser } from 'htmlparser2'
import type { Card, CardKind } from './evidence.ts'

const voidElements = new Set([
  'area',
  'base',
  'br',
  'col',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'wbr',
])
const longestText = 300

/** Classes of the blocks whose text is kept. */
const textBlocks = {
  tgme_page_title: 'title',
  tgme_page_extra: 'extra',
  tgme_page_additional: 'additional',
  tgme_page_description: 'description',
  tgme_action_button_new: 'action',
} as const
type Block = (typeof textBlocks)[keyof typeof textBlocks]

/** Reads the decisive markup of a `t.me` page. Structure decides, wording and `<title>` drift. */
export function readCard(html: string): Card {
  const found: Omit<Card, 'restricted' | 'title' | 'extra' | 'action' | 'description'> = {
    wrap: false,
    noindex: false,
    iconUser: false,
    ogTitle: null,
    ogDescription: null,
    preview: false,
  }
  const texts: Partial<Record<Block, string>> = {}
  let depth = 0
  let open: { block: Block; depth: number }[] = []
  let all = ''
  let silent = false

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const classes = (attributes.class ?? '').split(/\s+/)
        if (classes.includes('tgme_page_wrap')) found.wrap = true
        if (classes.includes('tgme_icon_user')) found.iconUser = true
        if (classes.includes('tgme_page_context_link')) found.preview = true
        if (tag === 'meta') readMeta(attributes, found)
        if (tag === 'br') append(' ')
        silent = tag === 'script' || tag === 'style'
        if (voidElements.has(tag)) return
        depth += 1
        const block = classes.map((name) => textBlocks[name as keyof typeof textBlocks]).find(Boolean)
        if (block) open.push({ block, depth })
      },
      ontext: append,
      onclosetag(tag) {
        silent = false
        if (voidElements.has(tag)) return
        open = open.filter((one) => one.depth < depth)
        depth -= 1
      },
    },
    { decodeEntities: true },
  )

  function append(text: string) {
    if (all.length < 20_000 && !silent) all += text
    for (const { block } of open) texts[block] = ((texts[block] ?? '') + text).slice(0, longestText * 4)
  }

  parser.end(html)
  const title = clean(texts.title)
  return {
    ...found,
    title,
    extra: clean(texts.extra) ?? clean(texts.additional),
    action: clean(texts.action),
    description: clean(texts.description),
    restricted: title === null ? findRestriction(all) : null,
  }
}

/** What the card stands for; null when nothing on it tells. */
export function kindOfCard(card: Card, name: string | null): CardKind | null {
  if (card.title === null) return null
  const extra = card.extra ?? ''
  if (/subscriber|подписчик/i.test(extra) || card.preview) return 'channel'
  if (/\bmembers?\b|участник|\bonline\b/i.test(extra)) return 'chat'
  if (/monthly user|в месяц/i.test(extra) || /start bot/i.test(card.action ?? '')) return 'bot'
  if (/\bchannel\b|канал/i.test(card.action ?? '')) return 'channel'
  if (/\bgroup\b|групп/i.test(card.action ?? '')) return 'chat'
  if (!extra.startsWith('@')) return null
  // Names of bots end in `bot` (Telegram's rule for new ones); other cards that show only a name are people.
  return /bot$/i.test(name ?? extra) ? 'bot' : 'user'
}

/** The number before a word: `11 110 268 subscribers`, with plain, narrow or no-break spaces or commas. */
export function countBefore(extra: string | null, word: RegExp): number | null {
  const match = new RegExp(`(\\d[\\d\\s,.]*)\\s*(?:${word.source})`, 'iu').exec(extra ?? '')
  const digits = match?.[1]?.replace(/\D/g, '') ?? ''
  return digits === '' || digits.length > 12 ? null : Number(digits)
}

/**
 * Newest `datetime` of the posts on a `/s/name` page. Only `<time datetime>` inside a message date counts:
 * video lengths are `<time>` too.
 */
export function readLastPostAt(html: string): string | null {
  let insideDate = false
  let newest: Date | null = null
  const parser = new Parser({
    onopentag(tag, { class: classes = '', datetime }) {
      if (tag === 'a' && classes.split(/\s+/).includes('tgme_widget_message_date')) insideDate = true
      if (tag !== 'time' || !insideDate || datetime === undefined) return
      const at = new Date(datetime)
      if (!Number.isNaN(at.getTime()) && (newest === null || at > newest)) newest = at
    },
    onclosetag(tag) {
      if (tag === 'a') insideDate = false
    },
  })
  parser.end(html)
  return (newest as Date | null)?.toISOString() ?? null
}

function readMeta(
  { name, property, content = '' }: Record<string, string>,
  found: Pick<Card, 'noindex' | 'ogTitle' | 'ogDescription'>,
): void {
  if (name === 'robots' && /noindex/i.test(content)) found.noindex = true
  if (property === 'og:title') found.ogTitle = content.trim().slice(0, longestText)
  if (property === 'og:description') found.ogDescription = content.trim().slice(0, longestText)
}

// Asked of cards without a title only: the description of a healthy channel may quote the sentence.
function findRestriction(text: string): string | null {
  const match = /[^.\n]{0,80}(?:can|could)n?[’']t be displayed[^.\n]{0,120}/iu.exec(text)
  return match ? match[0].replace(/\s+/g, ' ').trim() : null
}

function clean(text: string | undefined): string | null {
  const plain = (text ?? '').replace(/\s+/g, ' ').trim()
  return plain === '' ? null : plain.slice(0, longestText)
}
