import { findNotice, introducesNew } from '../discontinued.ts'
import { readJsonLd } from '../json-ld.ts'
import { excerpt, type Passage, passageAt } from '../passages.ts'
import type { PrintedPage } from '../printed-page.ts'
import type { EmailPage } from './evidence.ts'
import { displayAddress, parseAddress } from './parse-address.ts'
import { spellPlainly } from './plain-spelling.ts'

type Findings = Pick<EmailPage, 'listed' | 'context' | 'notice'>

export const nothingFound: Findings = { listed: false, context: '', notice: null }

/** Whether a page prints the address, and what it says beside it. */
export function readAddress(page: PrintedPage, value: string): Findings {
  const linked = page.mailLinks.filter(({ target }) => isAmong(target, value))
  const markedUp = [
    ...readJsonLd(page.jsonLd, 'email'),
    ...page.microdata.filter(({ name }) => name === 'email').map(({ content }) => content),
  ].some((text) => isAmong(text, value))
  const passages = [...placesInText(page.text, value), ...linked]
    .slice(0, mostPlaces)
    .map(({ start, end }) => passageAt(page.text, start, end))
  if (passages.length === 0) passages.push(...spelledPassages(page.text, value))
  const [first] = passages
  return {
    listed: passages.length > 0 || markedUp,
    context: first ? excerpt(first) : '',
    notice: passages.map(noticeOf).find((notice) => notice !== null) ?? null,
  }
}

const mostPlaces = 12

/** Where the address is spelled for people only. */
function spelledPassages(text: string, value: string): Passage[] {
  const plain = spellPlainly(text)
  if (plain === text) return []
  const places = placesInText(plain, value).slice(0, mostPlaces)
  return places.map(({ start, end }) => passageAt(plain, start, end))
}

/** Whether a page shows addresses only after a click. */
export function concealsAddresses({ text }: PrintedPage): boolean {
  return /(?:показать|узнать)\s(?:e-?mail|почту|адрес почты|контакт)|show (?:e-?mail|address)/iu.test(text)
}

function noticeOf({ sentence, at, nearby }: Passage): string | null {
  const own = findNotice(sentence, 'email', true)
  // “The old address is closed, write to …”: what comes after such words is the new one.
  if (introducesNew(sentence.slice(0, at)) && (own === null || own.at <= at)) return null
  const notices = [
    own,
    ...nearby.filter((one) => !one.includes('@') && one.length <= 400).map((one) => findNotice(one, 'email')),
  ]
  return notices.find((notice) => notice !== null)?.sentence.slice(0, 300) ?? null
}

/** Places of the address in either spelling of its domain, not inside a longer address. */
function placesInText(text: string, value: string): { start: number; end: number }[] {
  const spellings = [...new Set([value, displayAddress(value)])].map(escapePattern).join('|')
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}._%+-])(?:${spellings})(?![\\p{L}\\p{N}@-]|\\.[a-z0-9])`,
    'giu',
  )
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }))
}

/** Links and markup may hold several addresses. */
function isAmong(written: string, value: string): boolean {
  const [addresses = ''] = written.slice(0, 2000).split('?')
  return addresses.split(/[,;\s]+/).some((one) => {
    const parsed = parseAddress(one)
    return parsed.ok && parsed.value === value
  })
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
