import parsePhoneNumber, { type PhoneNumber } from 'libphonenumber-js/max'
import type { Parsed } from '../kind.ts'

const extensionWords = 'доб(?:авочный)?|вн(?:утр(?:енний)?)?|ext(?:ension)?|x'
const extensionAtEnd = new RegExp(`[\\s,;(]*(?:${extensionWords})\\.?\\s*[:=]?\\s*(\\d{1,7})\\s*\\)?$`, 'iu')
const extensionAtStart = new RegExp(`^[\\s,;(]*(?:${extensionWords})\\.?\\s*:?\\s*(\\d{1,7})(?!\\d)`, 'iu')
const registerWords = /инн|огрн|кпп|бик|окпо|снилс|артикул|заказ|сч[её]т|inn/iu
const shortCode = /^(?:\d{3,4}|\*\d{2,4}#)$/
// Every dash that Russian pages really use between the groups of a number.
const dashes = /[\u2010-\u2015\u2212\ufe58\uff0d]/g

/** A number in our notation: E.164, `;ext=` and the extension if it has one, or a short code as dialled. */
export function parsePhone(text: string): Parsed {
  const written = normaliseSpelling(text)
  if (written === '') return refuse('empty: write a number with its area code')
  if (registerWords.test(written)) return refuse('a register number, an order or an account, not a phone')
  const digits = toDigits(written)
  if (shortCode.test(written.replace(/[\s-]/g, ''))) return { ok: true, value: written.replace(/[\s-]/g, '') }
  const { base, extension } = cutExtension(written)
  const trap = findTrap(base, digits)
  if (trap) return refuse(trap)
  const number = parsePhoneNumber(base, 'RU')
  if (!number?.isPossible()) return refuse(describeImpossible(base))
  if (!base.includes('+') && number.country !== 'RU' && !/^\D*810/.test(base))
    return refuse('without + and country this is no Russian number; a tax number perhaps?')
  return { ok: true, value: formatValue(number, extension ?? number.ext) }
}

/** Phones that cannot be anything else: `tel:`, `+7 …`, `8 (800) …`, `8-495-…`. */
export function recognisePhone(text: string): string | null {
  const written = normaliseSpelling(text)
  const isLink = /^\s*tel:/i.test(text)
  const looksLikePhone = /^(?:\+\s?\d|[78][\s(-]+\(?\s?\d{3}|8(?:800|804)\d{7}$)/.test(written)
  if (!isLink && !looksLikePhone) return null
  const parsed = parsePhone(text)
  if (!parsed.ok) return null
  return isLink || isValidPhone(parsed.value) ? parsed.value : null
}

/** Whether a numbering plan has such numbers; says nothing of service. Short codes have no plan. */
export function isValidPhone(value: string): boolean {
  return isShortCode(value) || (parsePhoneNumber(value)?.isValid() ?? false)
}

/** Whether `found` is the wanted contact: same number, and same extension where one is wanted. */
export function isSamePhone(wanted: string, found: string): boolean {
  return wanted === found || (!wanted.includes(';') && found.startsWith(`${wanted};`))
}

export function isShortCode(value: string): boolean {
  return shortCode.test(value)
}

/** Type by the numbering plan in lower case: `toll_free`, `fixed_line`, `mobile`; `short_code` is ours. */
export function typeOfPhone(value: string): string | null {
  if (isShortCode(value)) return 'short_code'
  return parsePhoneNumber(value)?.getType()?.toLowerCase() ?? null
}

/** As it is written inside the country. */
export function formatNational(value: string): string {
  const number = isShortCode(value) ? undefined : parsePhoneNumber(value)
  return number?.formatNational() ?? value
}

/** E.164 and extension in our notation. */
export function formatValue(
  number: Pick<PhoneNumber, 'number'>,
  extension: string | null | undefined,
): string {
  return extension ? `${number.number};ext=${extension}` : number.number
}

/** The extension that follows a number in a text: `доб. 12`, `(вн. 105)`; null when other words do. */
export function readExtension(following: string): string | null {
  return findExtension(following)?.extension ?? null
}

/** The same, with the characters that it takes; a bracket that it closes is part of it. */
export function findExtension(following: string): { extension: string; length: number } | null {
  const match = extensionAtStart.exec(following)
  if (!match?.[1]) return null
  const { length } = match[0]
  const closes = match[0].includes('(') && following[length] === ')'
  return { extension: match[1], length: length + (closes ? 1 : 0) }
}

/** What a `tel:` link dials: decoded, without dialler pauses. Null when that is no number. */
export function parseTelLink(target: string): string | null {
  const decoded = decodePercent(target.replace(/^tel:/i, ''))
  const [base = ''] = decoded.split(/[,;]/)
  const extension = /;ext=(\d{1,7})/i.exec(decoded)?.[1]
  const parsed = parsePhone(extension ? `${base};ext=${extension}` : base)
  return parsed.ok ? parsed.value : null
}

function normaliseSpelling(text: string): string {
  const withoutScheme = text.trim().replace(/^tel:(?:\/\/)?/i, '')
  return decodePercent(withoutScheme)
    .normalize('NFKC')
    .replace(dashes, '-')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/^(?:тел(?:ефон)?|phone|tel)\s*[.:]\s*/iu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[«"'\s]+|[»"'\s.,;]+$/g, '')
}

function findTrap(base: string, digits: string): string | null {
  if (/[OОЗ]/iu.test(base) && /^[+\d\s()OОЗ-]+$/iu.test(base))
    return 'letters instead of digits: write 0 and 3 as digits'
  if (/\p{L}/u.test(base)) return 'letters in the number: write all of it in digits'
  if (/^\+\s*8/.test(base) && digits.length === 11)
    return `+8 is not Russia: did you mean +7${digits.slice(1)}?`
  if (/^\d{10}(?:\d{2})?$/.test(base) && hasTaxChecksum(base))
    return 'this looks like a tax number (its check digit fits); a phone needs +7 or 8 before it'
  if (countNumbers(base) > 1) return 'more than one number: give one'
  return null
}

/** Check digit of a ten-digit Russian tax number (INN of a company). */
function hasTaxChecksum(digits: string): boolean {
  if (digits.length !== 10) return digits.length === 12
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return (sum % 11) % 10 === Number(digits[9])
}

function countNumbers(base: string): number {
  return base.split(/[,;/]/).filter((part) => toDigits(part).length >= 7).length
}

function describeImpossible(base: string): string {
  const { length } = toDigits(base)
  if (length === 0) return 'no digits'
  if (length <= 7) return 'incomplete: the area code is missing'
  return length < 10 ? 'incomplete: digits are missing' : 'no numbering plan has a number like this'
}

function cutExtension(written: string): { base: string; extension: string | null } {
  const match = extensionAtEnd.exec(written)
  if (!match) return { base: written, extension: null }
  return { base: written.slice(0, match.index), extension: match[1] ?? null }
}

function toDigits(text: string): string {
  return text.replace(/\D/g, '')
}

function decodePercent(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function refuse(problem: string): Parsed {
  return { ok: false, problem }
}
