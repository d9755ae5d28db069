import type { ReasonText } from '../kinds/kind.ts'
import type { Alert, AlertedContact, Attempt } from './alert.ts'
import type { Block, Letter, Line } from './letter.ts'
import { earliest, formatMoment, formatSpan, type Language, latest } from './moments.ts'
import { oneLine, webLink } from './one-line.ts'
import { bracketOf, clauseOf, hostOf, labelOf, marketplacesOf, writeSubject } from './subject.ts'
import { type State, type Words, words } from './words.ts'
import { type FrameWords, frameWords } from './words-frame.ts'

/** Texts of a reason code; undefined where no kind knows it. */
export type ReasonTexts = (code: string) => ReasonText | undefined

/** Addresses that only this recipient's letter bears. */
export interface LetterLinks {
  unsubscribeUrl: string | null
  /** In the order in which they are offered. */
  quick: { action: keyof FrameWords['actions']; url: string }[]
}

export const noLinks: LetterLinks = { unsubscribeUrl: null, quick: [] }

/** A phone shows one screen: what is over these is behind the links. */
const shownContacts = 10
const shownAttempts = 3
const shownPlaces = 5

interface Reading {
  alert: Alert
  state: State
  language: Language
  text: Words
  reasonText: ReasonTexts
}

/** Puts an alert into words: what and since when, the value, why, where it is written, what to do. */
export function composeLetter(
  alert: Alert,
  language: Language,
  to: string,
  reasonText: ReasonTexts,
  links: LetterLinks = noLinks,
): Letter {
  const state = stateOf(alert)
  const text = words[language]
  const reading: Reading = { alert, state, language, text, reasonText }
  const [first] = alert.contacts
  const single = alert.contacts.length === 1 ? first : undefined
  const pages = [
    ...(single ? [{ label: text.openContact, url: webLink(single.pageUrl) }] : []),
    { label: text.openIncident(alert.incidentId), url: webLink(alert.incidentUrl) },
  ]
  return {
    language,
    tone: state,
    product: text.product,
    stateWord: bracketOf(alert, state, language),
    subject: writeSubject(alert, state, language, reasonText),
    lead: `${escalationOf(alert, language)}${leadOf(reading)}`,
    blocks: [...warningOf(reading), ...(single ? blocksOfOne(single, reading) : blocksOfMany(reading))],
    actions: pages.flatMap(({ label, url }) => (url ? [{ label, url }] : [])),
    ...partsOfLinks(links, language),
    smallPrint: text.whyYou(oneLine(to, 254)),
  }
}

/** Who took the address over matters more than that it changed; whether more mails will follow comes next. */
function warningOf({ alert, state, language, reasonText }: Reading): Block[] {
  if (state === 'recovered') return []
  const { identityNote, flappingNote } = frameWords[language]
  return [
    ...(alert.contacts.some(({ code }) => isIdentity(code, reasonText)) ? [paragraph(identityNote)] : []),
    ...(alert.comesAndGoes ? [paragraph(flappingNote)] : []),
  ]
}

function escalationOf({ escalatedAfterMs }: Alert, language: Language): string {
  if (escalatedAfterMs === undefined) return ''
  return `${frameWords[language].escalatedLead(formatSpan(escalatedAfterMs, language))} `
}

/** Whether a code says that somebody else stands behind the address. */
export function isIdentity(code: string | null, reasonText: ReasonTexts): boolean {
  return code !== null && reasonText(code)?.identity === true
}

/** The parts of a letter that lead its reader to do something. */
export function partsOfLinks(links: LetterLinks, language: Language): Pick<Letter, 'quick' | 'unsubscribe'> {
  const { actions, actionsLead, unsubscribe } = frameWords[language]
  return {
    quick:
      links.quick.length === 0
        ? null
        : {
            title: actionsLead,
            links: links.quick.map(({ action, url }) => ({ label: actions[action], url })),
          },
    unsubscribe: links.unsubscribeUrl === null ? null : { label: unsubscribe, url: links.unsubscribeUrl },
  }
}

/** What the mail announces; one broken contact among changed ones makes it a break. */
export function stateOf({ edge, contacts }: Alert): State {
  if (edge === 'resolved') return 'recovered'
  return contacts.length > 0 && contacts.every(({ status }) => status === 'changed') ? 'changed' : 'broken'
}

function leadOf({ alert, state, language, text }: Reading): string {
  const { contacts } = alert
  const [first] = contacts
  const count = contacts.length
  const markets = marketplacesOf(contacts, language)
  const what =
    first && count === 1
      ? text.named(labelOf(first, language), markets)
      : `${text.several(count, hostOf(alert))} (${markets})`
  const since = earliest(contacts.map((contact) => contact.failingSinceAt)) ?? alert.openedAt
  const recoveredAt = latest(contacts.map((contact) => contact.recoveredAt)) ?? alert.resolvedAt
  if (state !== 'recovered') {
    const back = contacts.every((contact) => contact.recoveredAt !== null) ? recoveredAt : null
    return [text[state](what, count, since), back && text.meanwhile(count, back)].filter(Boolean).join(' ')
  }
  const end = first && count === 1 && first.status === 'retired' ? 'closedAgain' : 'recovered'
  const sentence =
    end === 'closedAgain' ? text.closedAgain(what, recoveredAt) : text.recovered(what, count, recoveredAt)
  const spanMs = recoveredAt ? recoveredAt.getTime() - since.getTime() : -1
  return spanMs < 0 ? sentence : `${sentence} ${text.lasted(formatSpan(spanMs, language))}`
}

function blocksOfOne(contact: AlertedContact, reading: Reading): Block[] {
  const { state, text } = reading
  const value = valueBlock(contact, reading)
  if (state === 'recovered') {
    return contact.status === 'retired' ? [value] : [value, paragraph(text.afterRecovery)]
  }
  return [
    value,
    ...section(text.what, [paragraph(meaningOf(contact, reading))]),
    ...section(text.why, [list(attemptsOf(contact, reading, shownAttempts))]),
    ...section(text.documented, [list(placesOf(contact))]),
    ...section(text.toDo, [...adviceOf([contact], reading), list(replacementsOf(contact, reading))]),
  ].filter(holdsText)
}

function blocksOfMany(reading: Reading): Block[] {
  const { alert, state, text } = reading
  const shown = alert.contacts.slice(0, shownContacts)
  const left = alert.contacts.length - shown.length
  const advice = state === 'recovered' ? [paragraph(text.afterRecovery)] : adviceOf(shown, reading)
  return [
    ...shown.flatMap((contact) => blocksOfEach(contact, reading)),
    paragraph(left > 0 ? text.more(left) : ''),
    ...section(text.toDo, advice),
  ].filter(holdsText)
}

/** One contact of several, in brief. */
function blocksOfEach(contact: AlertedContact, reading: Reading): Block[] {
  const { state, language, text } = reading
  const name = `${marketplacesOf([contact], language)} · ${labelOf(contact, language)}`
  const proof = [
    ...attemptsOf(contact, reading, 1),
    ...placesOf(contact).slice(0, 2),
    ...replacementsOf(contact, reading),
  ]
  return [
    { type: 'title', text: `${name}${whenOf(contact, reading)}` },
    valueBlock(contact, reading),
    ...(state === 'recovered' ? [] : [paragraph(meaningOf(contact, reading))]),
    list([
      ...(state === 'recovered' ? [] : proof),
      { text: text.openContact, url: webLink(contact.pageUrl) },
    ]),
  ]
}

function whenOf({ failingSinceAt, recoveredAt }: AlertedContact, { state, text }: Reading): string {
  if (recoveredAt) return `, ${text.worksSince(recoveredAt)}`
  return failingSinceAt && state !== 'recovered' ? `, ${text.since(failingSinceAt)}` : ''
}

function valueBlock({ value }: AlertedContact, { text }: Reading): Block {
  return { type: 'value', text: oneLine(value ?? '', 2_000) || text.gap, url: webLink(value) }
}

function meaningOf({ code, attempts }: AlertedContact, { language, reasonText }: Reading): string {
  const known = code === null ? undefined : reasonText(code)
  return oneLine(known?.means[language] ?? attempts[0]?.message ?? code ?? '', 500)
}

function attemptsOf({ attempts, value }: AlertedContact, reading: Reading, atMost: number): Line[] {
  const { language, text } = reading
  return attempts.slice(0, atMost).map((attempt) => {
    const way = text.ways[attempt.via] ?? oneLine(attempt.via, 40)
    const said = [formatMoment(attempt.at, language), way, ...answersOf(attempt, reading)].join(' · ')
    const led = attempt.finalUrl && attempt.finalUrl !== value ? ` → ${oneLine(attempt.finalUrl, 500)}` : ''
    // Plain text, not a link: it may lead to whoever took the address over.
    return { text: said + led, url: null }
  })
}

/** What came back: the status, and what the kind makes of it. */
function answersOf({ verdict, code, message, httpStatus }: Attempt, reading: Reading): string[] {
  const { language, text, reasonText } = reading
  const known = code === null ? undefined : reasonText(code)
  const said = known ? clauseOf(known.means[language]) : oneLine(message ?? code ?? '', 160)
  const answers = [httpStatus === null ? '' : `HTTP ${httpStatus}`, said].filter(Boolean)
  return answers.length > 0 ? answers : [verdict === 'alive' ? text.answered : text.noAnswer]
}

function placesOf({ documentedIn }: AlertedContact): Line[] {
  return documentedIn
    .slice(0, shownPlaces)
    .map(({ title, url }) => ({ text: oneLine(title, 120) || oneLine(url ?? '', 120), url: webLink(url) }))
    .filter((line) => line.text !== '')
}

/** What the reasons tell an editor to do, each once. */
function adviceOf(contacts: readonly AlertedContact[], { language, reasonText }: Reading): Block[] {
  const next = contacts.map(({ code }) => oneLine((code && reasonText(code)?.next[language]) || '', 500))
  return [...new Set(next)].map(paragraph)
}

/** What could be put in instead. */
function replacementsOf({ suggestion }: AlertedContact, { text }: Reading): Line[] {
  if (suggestion === null) return []
  return [{ text: text.replacement(oneLine(suggestion, 500)), url: webLink(suggestion) }]
}

function section(heading: string, blocks: Block[]): Block[] {
  const held = blocks.filter(holdsText)
  return held.length === 0 ? [] : [{ type: 'heading', text: heading }, ...held]
}

function holdsText(block: Block): boolean {
  return block.type === 'list' ? block.lines.length > 0 : block.text !== ''
}

function paragraph(text: string): Block {
  return { type: 'paragraph', text }
}

function list(lines: Line[]): Block {
  return { type: 'list', lines }
}
