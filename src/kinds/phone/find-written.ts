import type { TextPlace } from '../kind.ts'
import { type DigitGroup, isInside, isJoint, readGroups, splitGroups } from './digit-groups.ts'
import { findExtension, formatValue } from './parse-phone.ts'
import { isWrittenAsPhone } from './phone-writing.ts'

/** What may stand inside a number: spaces, brackets, dots, every dash, signs that nobody sees, one line break. */
const inside = ' \\u00a0\\u2000-\\u200d\\u202f\\u2060\\ufeff\\u00ad().\\-\\u2010-\\u2015\\u2212/+'
const run = new RegExp(`[+(]?[ (\\u00a0]{0,2}\\d(?:[\\d${inside}]|\\r?\\n(?=[ (]{0,2}\\d))*`, 'g')
const mostGroups = 8
const cue =
  /(?:(?<!\p{L})(?:тел|телефон\p{L}{0,3}|моб|факс|звон\p{L}{1,6}|позвон\p{L}{1,6}|горячая линия|hotline|phone|tel|call|whatsapp|вотсап|viber)[\s.:№—–-]{0,4}|[☎📞]\ufe0f?\s?)$/iu
/** Words before digits that make them anything but a phone, in whatever groups. */
const registers =
  /(?<!\p{L})(?:инн|огрн(?:ип)?|кпп|снилс|паспорт\p{L}{0,2}|карт[аыеу]|isbn|inn|card|№)(?:\s(?:number|no\.?|номер))?[\s.:№#]{0,4}$/iu

/**
 * Phones in running text, as people write them. Other than the finder for pages it has no budget: it looks at each
 * run of digits once, asks the numbering plan only about what is grouped like a phone, and keeps to the groups.
 */
export function findWrittenPhones(text: string): TextPlace[] {
  const places: TextPlace[] = []
  for (const match of text.matchAll(run)) {
    const groups = splitGroups(match[0], match.index)
    let taken = false
    for (let at = 0; at < groups.length; ) {
      const found: TextPlace | null =
        phoneAt(text, groups, at, taken) ?? sharedArea(text, groups, at, places.at(-1))
      taken = found !== null
      if (found) places.push(found)
      at = found ? nextAfter(groups, at, found.end) : at + 1
    }
  }
  return [...places, ...findShortCodes(text)].sort((a, b) => a.start - b.start)
}

function nextAfter(groups: readonly DigitGroup[], at: number, end: number): number {
  let next = at + 1
  while (next < groups.length && (groups[next]?.start ?? end) < end) next += 1
  return next
}

/** @param follows the group before ended a phone: after that even a dash begins a new one */
function phoneAt(
  text: string,
  groups: readonly DigitGroup[],
  at: number,
  follows: boolean,
): TextPlace | null {
  const first = groups[at]
  if (!first || (at > 0 && !follows && isJoint(first.gap))) return null
  const opening =
    /(?:\+[\s(]{0,2}|\([\s\u00a0]?)$/.exec(text.slice(Math.max(0, first.start - 4), first.start))?.[0] ?? ''
  const start = first.start - opening.length
  const before = text.slice(Math.max(0, start - 30), start)
  if (/[\p{L}\p{N}_@/=&#+*]$/u.test(before) && !(follows && before.endsWith('/')) && at === 0) return null
  const context = { plus: opening.includes('+'), bracket: opening.includes('('), cued: cue.test(before) }
  const best = longest(groups, at, context)
  if (!best) return null
  const { end } = best.last
  if (!context.plus && !context.cued && registers.test(before)) return null
  if (!context.cued && !isWrittenAsPhone(text, start, end)) return null
  const after = text.slice(end, end + 40)
  const extension = findExtension(after)
  if (!extension && /^[\p{L}\p{N}_@=%]/u.test(after)) return null
  const value = extension
    ? formatValue({ number: best.value as `+${string}` }, extension.extension)
    : best.value
  return { start, end: end + (extension?.length ?? 0), value }
}

/** The groups from `at` on that make one number; of several readings the longest, in Russia always eleven digits. */
function longest(
  groups: readonly DigitGroup[],
  at: number,
  context: { plus: boolean; bracket: boolean; cued: boolean },
): { value: string; last: DigitGroup } | null {
  let digits = ''
  let best: { value: string; last: DigitGroup } | null = null
  const lengths: number[] = []
  for (let next = at; next < Math.min(groups.length, at + mostGroups); next += 1) {
    const group = groups[next]
    if (!group || (next > at && !isInside(group.gap))) break
    digits += group.digits
    lengths.push(group.digits.length)
    if (digits.length > 15) break
    if (digits.length < 10) continue
    const following = groups[next + 1]
    if (following && isJoint(following.gap) && digits.length !== 11) continue
    const value = readGroups({ digits, lengths, ...context })
    if (value !== null) best = { value, last: group }
    if (value?.startsWith('+7')) break
  }
  return best
}

/** `+7 (495) 232-10-00, 232-10-01`: the second has the area code of the first. */
function sharedArea(
  text: string,
  groups: readonly DigitGroup[],
  at: number,
  previous: TextPlace | undefined,
): TextPlace | null {
  const [a, b, c] = groups.slice(at, at + 3)
  if (!a || !b || !c || !previous || previous.end > a.start || a.start - previous.end > 8) return null
  if (
    `${a.digits.length}${b.digits.length}${c.digits.length}` !== '322' ||
    isJoint(groups[at + 3]?.gap ?? '')
  )
    return null
  if (!/^[\s,;/]{0,3}(?:и|или|and|or)?\s{0,2}$/u.test(text.slice(previous.end, a.start))) return null
  if (!isJoint(b.gap) || !isJoint(c.gap) || !/^\+7\d{10}$/.test(previous.value)) return null
  if (!/\d{3}\)?[\s\u00a0-]{0,2}\d{3}\D\d{2}\D\d{2}$/.test(text.slice(previous.start, previous.end)))
    return null
  const digits = `7${previous.value.slice(2, 5)}${a.digits}${b.digits}${c.digits}`
  const value = readGroups({ digits, lengths: [1, 3, 3, 2, 2], plus: true, bracket: true, cued: true })
  return value === null ? null : { start: a.start, end: c.end, value }
}

const shortCodes =
  /(?<!\p{L})(?:(?:коротк\p{L}{2,3}|едино\p{L}{1,2}|бесплатн\p{L}{2,3})\sномер\p{L}{0,2}|(?:по)?звон\p{L}{1,5}\s(?:на|по)(?:\s(?:коротк\p{L}{2,3}\s)?номер\p{L}{0,2})?|набер\p{L}{2,4})\s(\*\d{2,4}#|\d{3,4})(?![\d.,:–-]|\s?(?:\d|раз|час|мин|дн|руб|₽|человек|звонк))/giu

function findShortCodes(text: string): TextPlace[] {
  return [...text.matchAll(shortCodes)].map(({ index, 0: whole, 1: code = '' }) => ({
    start: index + whole.length - code.length,
    end: index + whole.length,
    value: code,
  }))
}
