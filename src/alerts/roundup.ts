import type { AlertedContact } from './alert.ts'
import { isIdentity, type LetterLinks, partsOfLinks, type ReasonTexts } from './compose-letter.ts'
import type { Block, Letter, Tone } from './letter.ts'
import { formatMoment, type Language } from './moments.ts'
import { oneLine, webLink } from './one-line.ts'
import { bracketed, clauseOf, labelOf, marketplacesOf } from './subject.ts'
import { words } from './words.ts'
import { type FrameWords, frameWords } from './words-frame.ts'

/** What a contact is doing in a letter of many. */
export type Part = 'identity' | 'broken' | 'changed' | 'fixed' | 'meanwhile' | 'stillBroken' | 'askPerson'

/** A contact of a letter of many: what became of it, and what a person is asked to do. */
export interface RoundupItem {
  part: Part
  contact: AlertedContact
  /** Question for a person; null where none is asked. */
  ask: { ru: string; en: string } | null
}

/** News of many contacts in one letter. */
export interface Roundup {
  topic: 'group' | 'digest' | 'reminder' | 'people'
  /** What a group has in common: a host or the name of a marketplace. */
  where: { ru: string; en: string } | null
  edge: 'opened' | 'resolved'
  items: RoundupItem[]
  /** Contacts that are concerned, also those beyond `items`. */
  count: number
  /** Page with all of them. */
  listUrl: string
  /** Where editors set what is sent. */
  at: Date
}

/** A phone scrolls so far and no further; the rest is on the page. */
const shownPerPart = 25

const order: readonly Part[] = [
  'identity',
  'broken',
  'changed',
  'stillBroken',
  'askPerson',
  'meanwhile',
  'fixed',
]

const importances = { critical: 0, normal: 1, minor: 2 } as const

/** Worst first: strangers behind an address, then by weight, then what has been broken longest. */
export function sortItems(items: readonly RoundupItem[], reasonText: ReasonTexts): RoundupItem[] {
  const rank = ({ part, contact }: RoundupItem) =>
    order.indexOf(part) * 100 +
    (isIdentity(contact.code, reasonText) ? 0 : 10) +
    (contact.status === 'broken' ? 0 : 1) +
    importances[contact.importance] * 2
  const since = ({ contact }: RoundupItem) => contact.failingSinceAt?.getTime() ?? Number.MAX_SAFE_INTEGER
  return items.toSorted((a, b) => rank(a) - rank(b) || since(a) - since(b))
}

/** Puts news of many contacts into words: in sections, worst first. */
export function composeRoundup(
  roundup: Roundup,
  language: Language,
  to: string,
  reasonText: ReasonTexts,
  links: LetterLinks,
): Letter {
  const text = frameWords[language]
  const { topic, count } = roundup
  const sorted = sortItems(roundup.items, reasonText)
  const blocks = order.flatMap((part) =>
    section(
      sorted.filter((item) => item.part === part),
      part,
      language,
      reasonText,
    ),
  )
  const left = count - roundup.items.length
  const url = webLink(roundup.listUrl)
  const label = topic === 'people' ? text.openQueue : text.openDashboard
  return {
    language,
    tone: toneOf(roundup),
    product: words[language].product,
    stateWord: bracketOf(roundup, language),
    subject: bracketed(bracketOf(roundup, language), subjectOf(roundup, text, language)),
    lead: leadOf(roundup, text, language),
    blocks: left > 0 ? [...blocks, { type: 'paragraph', text: text.more(left) }] : blocks,
    actions: url ? [{ label, url }] : [],
    ...partsOfLinks(links, language),
    smallPrint: `${words[language].whyYou(oneLine(to, 254))}`,
  }
}

function bracketOf({ topic, edge }: Roundup, language: Language): string {
  if (topic === 'group' && edge === 'resolved') return words[language].states.recovered
  return frameWords[language].brackets[topic]
}

function toneOf({ topic, edge, items }: Roundup): Tone {
  if (topic === 'people') return 'news'
  if (topic === 'group') return edge === 'opened' ? 'broken' : 'recovered'
  const isBad = items.some(({ part }) => part !== 'fixed' && part !== 'meanwhile')
  return isBad ? 'broken' : 'recovered'
}

function subjectOf(
  { topic, items, count, where, edge }: Roundup,
  text: FrameWords,
  language: Language,
): string {
  switch (topic) {
    case 'group':
      return text.groupSubject(count, where?.[language] ?? '', edge)
    case 'reminder':
      return text.reminderSubject(count)
    case 'people':
      return text.peopleSubject(count)
    case 'digest': {
      const over = items.filter(({ part }) => part === 'fixed' || part === 'meanwhile').length
      return text.digestSubject(count - over, over)
    }
  }
}

function leadOf({ topic, count, where, edge }: Roundup, text: FrameWords, language: Language): string {
  switch (topic) {
    case 'group':
      return text.groupLead(count, oneLine(where?.[language] ?? '', 60), edge)
    case 'reminder':
      return text.reminderLead(count)
    case 'people':
      return text.peopleLead(count)
    case 'digest':
      return text.digestLead(count)
  }
}

function section(
  items: readonly RoundupItem[],
  part: Part,
  language: Language,
  reasonText: ReasonTexts,
): Block[] {
  if (items.length === 0) return []
  const text = frameWords[language]
  const shown = items.slice(0, shownPerPart)
  const left = items.length - shown.length
  return [
    { type: 'heading', text: `${text[part]} (${items.length})` },
    ...(part === 'identity' ? [{ type: 'paragraph' as const, text: text.identityNote }] : []),
    {
      type: 'list',
      lines: shown.map((item) => ({
        text: lineOf(item, language, reasonText),
        url: webLink(item.contact.pageUrl),
      })),
    },
    ...(left > 0 ? [{ type: 'paragraph' as const, text: text.more(left) }] : []),
  ]
}

/** `Ozon · Hotline: +7800… · why · since when`: one line, since a digest is scanned. */
function lineOf({ part, contact, ask }: RoundupItem, language: Language, reasonText: ReasonTexts): string {
  const { since, worksSince, gap } = words[language]
  const name = `${marketplacesOf([contact], language)} · ${labelOf(contact, language)}`
  const value = oneLine(contact.value ?? '', 200) || gap
  const why = contact.code ? clauseOf(reasonText(contact.code)?.means[language] ?? contact.code) : ''
  const when =
    contact.recoveredAt && (part === 'fixed' || part === 'meanwhile')
      ? worksSince(contact.recoveredAt)
      : contact.failingSinceAt && part !== 'askPerson'
        ? since(contact.failingSinceAt)
        : ''
  const verified =
    part === 'askPerson'
      ? frameWords[language].lastVerified(contact.recoveredAt && formatMoment(contact.recoveredAt, language))
      : ''
  const told = part === 'fixed' || part === 'askPerson' ? '' : why
  const parts = [`${name}: ${value}`, told, when, oneLine(ask?.[language] ?? '', 200), verified]
  return parts.filter(Boolean).join(' · ')
}
