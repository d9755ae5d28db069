import { findPhoneNumbersInText } from 'libphonenumber-js/max'
import { readJsonLd } from '../json-ld.ts'
import type { PrintedPage } from '../printed-page.ts'
import { formatValue, isShortCode, parsePhone, parseTelLink, readExtension } from './parse-phone.ts'
import { isWrittenAsPhone } from './phone-writing.ts'

/** Where on a page a number was read. */
export type PhoneSource = 'text' | 'tel' | 'json-ld' | 'microdata'

/** A number on a page; `start` and `end` count characters of the page's text, null for what has no place in it. */
export interface FoundPhone {
  value: string
  source: PhoneSource
  place: { start: number; end: number } | null
}

const mostPhones = 200
/** A space between a whole number and the next one: the finder would take both for one impossible number. */
const sideBySide = /((?:\d[ ().-]{0,3}){9}\d) (?=\s{0,3}(?:\+ ?7|8 ?[ (-] ?\d{3}))/g
// The finder's time grows faster than the line; a block this long is no contact block.
const pieceLength = 400
/**
 * What one page may cost the finder, in characters of lines with phone-like digits; digits that make no phone cost
 * it sixty times as much as those that do. The number in question is looked for in all of the text.
 */
const finderBudget = 60_000
const denseCost = 60
/** A line with a phone in every so many characters is a list of phones. */
const wordyLength = 120

/** All phones that a page prints, links and marks up, in the order of the text. */
export function findPhones(page: PrintedPage): FoundPhone[] {
  const links = page.telLinks.map(({ target, start, end }) =>
    found(parseTelLink(target), 'tel', { start, end }),
  )
  const data = readJsonLd(page.jsonLd, 'telephone').map((text) => markedUp(text, 'json-ld'))
  const microdata = page.microdata
    .filter(({ name }) => name === 'telephone')
    .map(({ content }) => markedUp(content, 'microdata'))
  return [...findPhonesInText(page.text), ...[...links, ...data, ...microdata].flat()]
}

/**
 * Phones in a text, line by line so that two blocks never make one number. Links are masked, and `, ; #`
 * are taken out beforehand: the finder reads them as dialler pauses and takes what follows for an extension.
 */
export function findPhonesInText(text: string): FoundPhone[] {
  const phones: FoundPhone[] = []
  let offset = 0
  let budget = finderBudget
  for (const line of text.split(/[\n\t]/)) {
    for (let at = 0; at < line.length; at += pieceLength) {
      const piece = line.slice(at, at + pieceLength)
      if (budget <= 0 || phones.length >= mostPhones || !hasEnoughDigits(piece)) continue
      const found = findInLine(piece, offset + at)
      phones.push(...found)
      budget -= piece.length * (found.length * wordyLength < piece.length && isDense(piece) ? denseCost : 1)
    }
    offset += line.length + 1
  }
  return phones
}

/**
 * Where a text prints this very number, however it is grouped: the general finder misses numbers that stand
 * side by side with only a space between them, and a miss here would be a false alarm.
 */
export function findNumber(text: string, value: string): { start: number; end: number }[] {
  if (isShortCode(value)) return findShortCode(text, value)
  const wanted = /;ext=(\d+)$/.exec(value)?.[1] ?? null
  const national = value.replace(/;.*$/, '').replace(/^\+7/, '').replace(/^\+/, '')
  if (!/^\d{8,15}$/.test(national)) return []
  // One line break: a number may be set in two lines, but never in two blocks.
  const separator = '(?:[ \\u00a0().\\-\\u2010-\\u2015\\u2212]{0,3}|[ \\u00a0()-]{0,2}\\n[ (]{0,2})'
  const prefix = `(?:\\+?${separator}[78]${separator})?`
  const pattern = new RegExp(`(?<![\\d/])${prefix}\\(?${[...national].join(separator)}(?!\\d)`, 'g')
  return [...maskLinks(text).matchAll(pattern)]
    .map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
    .filter(({ start, end }) => isWrittenAsPhone(text, start, end))
    .filter(({ end }) => wanted === null || readExtension(text.slice(end, end + 30)) === wanted)
}

function findInLine(line: string, offset: number): FoundPhone[] {
  const masked = maskLinks(line).replace(/[,;#]/g, '|').replace(sideBySide, '$1|')
  return findPhoneNumbersInText(masked, 'RU').flatMap(({ startsAt, endsAt, number }) => {
    const written = line.slice(startsAt, endsAt).trim()
    if (!number.isValid() || !isWrittenAsPhone(line, startsAt, endsAt)) return []
    // Ten digits without grouping are as often a tax number as a phone.
    if (/^\d+$/.test(written) && !/^[78]\d{10}$/.test(written)) return []
    const extension = number.ext ?? readExtension(line.slice(endsAt, endsAt + 30))
    const place = { start: offset + startsAt, end: offset + endsAt }
    return [{ value: formatValue(number, extension), source: 'text' as const, place }]
  })
}

function findShortCode(text: string, code: string): { start: number; end: number }[] {
  const dial = code.replace(/[*]/g, '\\*')
  const pattern = new RegExp(
    `(?:номер|телефон|звон|набер|линия|call|dial)[^\\n]{0,60}?(?<![\\d+-] ?)(${dial})(?!-| ?\\d)`,
    'giu',
  )
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
    start: index + length - code.length,
    end: index + length,
  }))
}

/** Links and addresses blanked out at equal length, so that offsets hold. */
function maskLinks(text: string): string {
  const blank = (match: string) => ' '.repeat(match.length)
  const masked = text.replace(/(?:https?:\/\/|www\.)[^\s<>«»"]+/giu, blank)
  const plain = masked.includes('@') ? masked.replace(address, blank) : masked
  return plain.includes('/') ? plain.replace(path, blank) : plain
}

// Both begin where a word begins: a search from every letter would be slow.
const address = /(?<![^\s@<>(),;:«»"])[^\s@<>(),;:«»"]{1,64}@[^\s@<>(),;:«»"]{1,255}/gu
const path = /(?<![\p{L}\d.-])(?:[\p{L}\d-]{1,63}\.){1,6}\p{L}{2,24}\/[^\s<>«»"]+/giu

/** One number, or several in one string as hand-written markup has them. */
function markedUp(text: string, source: PhoneSource): FoundPhone[] {
  const parsed = parsePhone(text.replace(/^tel:/i, ''))
  if (parsed.ok) return found(parsed.value, source, null)
  return findPhonesInText(text.slice(0, 1000)).map(({ value }) => ({ value, source, place: null }))
}

function found(value: string | null, source: PhoneSource, place: FoundPhone['place']): FoundPhone[] {
  return value === null ? [] : [{ value, source, place }]
}

function hasEnoughDigits(line: string): boolean {
  return /(?:\d\D{0,5}){6}\d/.test(line)
}

/** More digits than a text with phones in it has. */
function isDense(piece: string): boolean {
  return (piece.match(/\d/g)?.length ?? 0) * 4 > piece.length
}
