import { findNotice } from '../discontinued.ts'
import { excerpt, type Passage, passageAt } from '../passages.ts'
import type { PrintedPage } from '../printed-page.ts'
import type { PhonePage, PrintedNumber } from './evidence.ts'
import { type FoundPhone, findNumber, findPhones, findPhonesInText } from './find-phones.ts'
import { isSamePhone } from './parse-phone.ts'

type Findings = Pick<PhonePage, 'listed' | 'numbers' | 'notice' | 'mismatch'>

export const nothingFound: Findings = { listed: false, numbers: [], notice: null, mismatch: null }

const mostNumbers = 60

/** What a page prints of a number, and what it says of it. */
export function readNumbers(page: PrintedPage, value: string): Findings {
  const phones = findPhones(page)
  // The general finder is asked first; where it misses ours, this very number is looked for.
  if (!phones.some((phone) => isSamePhone(value, phone.value)))
    phones.push(...findNumber(page.text, value).map((place) => ({ value, source: 'text' as const, place })))
  const ours = phones.filter((phone) => isSamePhone(value, phone.value))
  return {
    listed: ours.length > 0,
    numbers: gather(page.text, phones, value),
    notice: ours.map((phone) => noticeFor(page.text, phone, value)).find((notice) => notice !== null) ?? null,
    mismatch: findMismatch(page, value),
  }
}

/** Whether a page prints the number at all. */
export function printsNumber(page: PrintedPage, value: string): boolean {
  return (
    findNumber(page.text, value).length > 0 ||
    findPhones(page).some((phone) => isSamePhone(value, phone.value))
  )
}

function gather(text: string, phones: readonly FoundPhone[], ours: string): PrintedNumber[] {
  const numbers = new Map<string, PrintedNumber>()
  for (const { value, source, place } of phones) {
    const known = numbers.get(value)
    const context = place ? excerpt(passageAt(text, place.start, place.end)) : ''
    if (!known) numbers.set(value, { value, sources: [source], context })
    else {
      if (!known.sources.includes(source)) known.sources.push(source)
      if (known.context === '') known.context = context
    }
  }
  const all = [...numbers.values()]
  const first = all.filter(({ value }) => isSamePhone(ours, value))
  return [...first, ...all.filter((number) => !first.includes(number))].slice(0, mostNumbers)
}

function noticeFor(text: string, { place }: FoundPhone, value: string): Findings['notice'] {
  if (!place) return null
  const passage = passageAt(text, place.start, place.end)
  return noticeInOwnSentence(passage, value) ?? noticeNearby(passage)
}

/** In the sentence with the number: its subject is the number named last before the telling words. */
function noticeInOwnSentence({ sentence }: Passage, value: string): Findings['notice'] {
  const notice = findNotice(sentence, 'phone', true)
  if (!notice) return null
  const phones = findPhonesInText(sentence)
  const before = phones.filter(({ place }) => place && place.end <= notice.at)
  const subject = before.at(-1) ?? phones[0]
  if (subject && !isSamePhone(value, subject.value)) return null
  const successor = phones.find((phone) => !isSamePhone(value, phone.value))?.value ?? null
  return { sentence: shorten(notice.sentence), successor }
}

/** Beside it: sentences with a number of their own speak of that one. */
function noticeNearby({ nearby }: Passage): Findings['notice'] {
  for (const sentence of nearby) {
    if (sentence.length > 400 || findPhonesInText(sentence).length > 0) continue
    const notice = findNotice(sentence, 'phone')
    if (notice) return { sentence: shorten(notice.sentence), successor: null }
  }
  return null
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
