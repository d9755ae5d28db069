import { findNotice, introducesNew } from '../discontinued.ts'
import { excerpt, headingAbove, type Passage, passageAt } from '../passages.ts'
import type { PrintedPage } from '../printed-page.ts'
import type { PhonePage, PrintedNumber } from './evidence.ts'
import { type FoundPhone, findNumber, findPhones, findPhonesInText } from './find-phones.ts'
import { findHours } from './hours.ts'
import { isSamePhone } from './parse-phone.ts'

type Findings = Pick<PhonePage, 'listed' | 'numbers' | 'notice' | 'mismatch' | 'hours'>

export const nothingFound: Findings = {
  listed: false,
  numbers: [],
  notice: null,
  mismatch: null,
  hours: null,
}

const mostNumbers = 60
/** Places of our number that are read for notices: a number in every footer and header is the same number. */
const mostPlaces = 12

/** What a page prints of a number, and what it says of it. */
export function readNumbers(page: PrintedPage, value: string): Findings {
  const phones = findPhones(page)
  // The general finder is asked first; where it misses ours, this very number is looked for.
  if (!phones.some((phone) => isSamePhone(value, phone.value)))
    phones.push(...findNumber(page.text, value).map((place) => ({ value, source: 'text' as const, place })))
  const ours = phones.filter((phone) => isSamePhone(value, phone.value)).slice(0, mostPlaces)
  const passages = ours.flatMap(({ place }) =>
    place ? [{ place, passage: passageAt(page.text, place.start, place.end) }] : [],
  )
  const notices = passages.map(({ place, passage }) => noticeFor(page, passage, place, value))
  return {
    listed: ours.length > 0,
    numbers: gather(page.text, phones, value),
    notice: notices.find((notice) => notice !== null) ?? noticeOfStrike(page, passages, value),
    mismatch: findMismatch(page, value),
    hours: passages.map(({ passage }) => findHours(passage)).find((hours) => hours !== null) ?? null,
  }
}

/** Whether a page prints the number at all. */
export function printsNumber(page: PrintedPage, value: string): boolean {
  return (
    findNumber(page.text, value).length > 0 ||
    findPhones(page).some((phone) => isSamePhone(value, phone.value))
  )
}

/** Whether a page shows phones only after a click, or only their first digits. */
export function concealsPhones({ text }: PrintedPage): boolean {
  return clickToSee.test(text) || masked.test(text)
}

const clickToSee =
  /(?:показать|узнать|посмотреть|открыть)\s(?:номер|телефон|контакт)|(?:show|reveal)\s(?:the\s)?(?:phone|number)/iu
const masked = /(?:\+7|(?<!\d)[78])[ (-]{0,3}\d{3}[ )-]{0,3}\d{0,3}[ -]?(?:[xхXХ*•]{2,3}[ -]?){1,3}/u

function gather(text: string, phones: readonly FoundPhone[], ours: string): PrintedNumber[] {
  const first = phones.filter(({ value }) => isSamePhone(ours, value))
  const ordered = [...first, ...phones.filter((phone) => !first.includes(phone))]
  const numbers = new Map<string, PrintedNumber>()
  for (const { value, source, place } of ordered) {
    const known = numbers.get(value)
    if (!known && numbers.size >= mostNumbers) continue
    const context = place && !known?.context ? excerpt(passageAt(text, place.start, place.end)) : ''
    if (!known) numbers.set(value, { value, sources: [source], context })
    else {
      if (!known.sources.includes(source)) known.sources.push(source)
      if (known.context === '') known.context = context
    }
  }
  return [...numbers.values()]
}

function noticeFor(
  { text, headings }: PrintedPage,
  passage: Passage,
  place: { start: number; end: number },
  value: string,
): Findings['notice'] {
  const own = noticeInOwnSentence(passage, value)
  if (own || introducesNew(passage.sentence.slice(0, passage.at))) return own
  return noticeNearby(passage) ?? noticeInHeading(headingAbove(text, headings, place.start))
}

/** In the sentence with the number: its subject is the number named last before the telling words. */
function noticeInOwnSentence({ sentence }: Passage, value: string): Findings['notice'] {
  const notice = findNotice(sentence, 'phone', true)
  if (!notice) return null
  const phones = findPhonesInText(sentence)
  const before = phones.filter(({ place }) => place && place.end <= notice.at)
  const subject = before.at(-1) ?? phones[0]
  if (subject && !isSamePhone(value, subject.value)) return null
  // “The old line is closed, call …”: what comes after such words is the remedy, not the patient.
  const isRemedy = before.length === 0 && introducesNew(sentence.slice(notice.at, subject?.place?.start))
  if (isRemedy || (before.length === 0 && /(?:смен|измен|замен)/iu.test(notice.sentence))) return null
  const successor = phones.find((phone) => !isSamePhone(value, phone.value))?.value ?? null
  return { sentence: shorten(notice.sentence), successor }
}

/** Beside it: sentences with a number of their own speak of that one, and old ones of an old number. */
function noticeNearby({ nearby }: Passage): Findings['notice'] {
  for (const sentence of nearby) {
    if (sentence.length > 400 || speaksOfAnother(sentence) || findPhonesInText(sentence).length > 0) continue
    const notice = findNotice(sentence, 'phone')
    if (notice) return { sentence: shorten(notice.sentence), successor: null }
  }
  return null
}

function noticeInHeading(heading: string): Findings['notice'] {
  if (heading === '' || findPhonesInText(heading).length > 0) return null
  const notice = findNotice(heading, 'phone')
  return notice ? { sentence: shorten(notice.sentence), successor: null } : null
}

function speaksOfAnother(sentence: string): boolean {
  return /(?<!\p{L})(?:стар|прежн|предыдущ|бывш|old|former|previous)/iu.test(sentence)
}

/** Struck out wherever the page prints it: crossed off, and often followed by the new one. */
function noticeOfStrike(
  { text, struck }: PrintedPage,
  passages: readonly { place: { start: number; end: number }; passage: Passage }[],
  value: string,
): Findings['notice'] {
  const isStruck = ({ place }: (typeof passages)[number]) =>
    struck.some(({ start, end }) => start <= place.start && place.end <= end)
  const [first] = passages
  if (!first || !passages.every(isStruck)) return null
  const { sentence } = first.passage
  const successor =
    findPhonesInText(sentence).find((phone) => !isSamePhone(value, phone.value))?.value ?? null
  return { sentence: shorten(sentence || text.slice(first.place.start, first.place.end)), successor }
}

function findMismatch({ telLinks }: PrintedPage, value: string): Findings['mismatch'] {
  for (const { target, label } of telLinks) {
    const shown = findPhonesInText(label)[0]?.value
    const dials = findPhonesInText(decodeTarget(target))[0]?.value
    if (!shown || !dials || isSamePhone(shown, dials) || isSamePhone(dials, shown)) continue
    if (isSamePhone(value, shown) || isSamePhone(value, dials)) return { shown, dials }
  }
  return null
}

function decodeTarget(target: string): string {
  return target.replace(/%28/gi, '(').replace(/%29/gi, ')').replace(/%20/g, ' ').replace(/%2b/gi, '+')
}

function shorten(sentence: string): string {
  return sentence.replace(/\s+/g, ' ').slice(0, 300)
}
