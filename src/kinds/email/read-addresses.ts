import { findNotice } from '../discontinued.ts'
import { readJsonLd } from '../json-ld.ts'
import { excerpt, passageAt } from '../passages.ts'
import type { PrintedPage } from '../printed-page.ts'
import type { EmailPage } from './evidence.ts'
import { displayAddress, parseAddress } from './parse-address.ts'

type Findings = Pick<EmailPage, 'listed' | 'context' | 'notice'>

export const nothingFound: Findings = { listed: false, context: '', notice: null }

/** Whether a page prints the address, and what it says beside it. */
export function readAddress(page: PrintedPage, value: string): Findings {
  const places = placesInText(page.text, value)
  const linked = page.mailLinks.filter(({ target }) => same(target, value))
  const markedUp = [
    ...readJsonLd(page.jsonLd, 'email'),
    ...page.microdata.filter(({ name }) => name === 'email').map(({ content }) => content),
  ].some((text) => same(text, value))
  const passages = [...places, ...linked].map(({ start, end }) => passageAt(page.text, start, end))
  const [first] = passages
  return {
    listed: passages.length > 0 || markedUp,
    context: first ? excerpt(first) : '',
    notice: passages.map(noticeOf).find((notice) => notice !== null) ?? null,
  }
}

function noticeOf({ sentence, nearby }: ReturnType<typeof passageAt>): string | null {
  const notices = [
    findNotice(sentence, 'email', true),
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

function same(written: string, value: string): boolean {
  const parsed = parseAddress(written)
  return parsed.ok && parsed.value === value
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
