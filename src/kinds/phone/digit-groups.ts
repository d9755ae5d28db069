import parsePhoneNumber from 'libphonenumber-js/max'

/** Digits in one stroke, and what stands between them and the digits before. */
export interface DigitGroup {
  digits: string
  start: number
  end: number
  gap: string
}

/** Groups that make one number, from their first: with plus or bracket where one opens it. */
export interface Grouped {
  digits: string
  /** Lengths of the groups. */
  lengths: readonly number[]
  plus: boolean
  bracket: boolean
  /** A word right before says that a phone follows. */
  cued: boolean
}

const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad]/g

/** The runs of digits in a stretch of text; `offset` is where the stretch begins. */
export function splitGroups(written: string, offset: number): DigitGroup[] {
  const groups: DigitGroup[] = []
  let last = 0
  for (const match of written.matchAll(/\d+/g)) {
    const end = match.index + match[0].length
    const gap = written.slice(last, match.index).replace(invisible, '')
    groups.push({ digits: match[0], start: offset + match.index, end: offset + end, gap })
    last = end
  }
  return groups
}

/** Whether a gap may stand inside one number. */
export function isInside(gap: string): boolean {
  return gap.length <= 6 && !gap.includes('+') && !gap.includes('/') && (gap.match(/\n/g)?.length ?? 0) <= 1
}

/** Whether a gap only joins digits, as in `70-00`: nothing new begins after it. */
export function isJoint(gap: string): boolean {
  return /^[-.\u2010-\u2015\u2212]$/.test(gap)
}

/** E.164 of groups that are written as a phone, by the numbering plan; null for anything else. */
export function readGroups(grouped: Grouped): string | null {
  const dialled = dialledNumber(grouped)
  return dialled !== null && isAssigned(dialled) ? dialled : null
}

function dialledNumber({ digits, lengths, plus, bracket, cued }: Grouped): string | null {
  // `+8 800 …` is the usual slip for 8 800: no country has the code 88 with such a number.
  if (plus) return digits.length === 11 && /^8[3489]/.test(digits) ? `+7${digits.slice(1)}` : `+${digits}`
  if (digits.length === 11 && /^[78][3-9]/.test(digits)) return `+7${digits.slice(1)}`
  if (digits.length === 14 && digits.startsWith('8107')) return `+${digits.slice(3)}`
  const shape = lengths.join('-')
  if (digits.length === 11 && shape === '1-3-3-4' && digits.startsWith('1')) return `+${digits}`
  if (digits.length !== 10 || !/^[3489]/.test(digits)) return null
  const isGrouped = /^(?:3-3-2-2|3-3-4|4-2-2-2|5-1-2-2|3-7)$/.test(shape)
  return (isGrouped && (bracket || cued || shape.startsWith('3-3'))) || cued ? `+7${digits}` : null
}

const asked = new Map<string, boolean>()
const mostAsked = 5000

/** The plan is slow to ask, and articles repeat their numbers. */
function isAssigned(number: string): boolean {
  const known = asked.get(number)
  if (known !== undefined) return known
  const answer = parsePhoneNumber(number)?.isValid() ?? false
  if (asked.size > mostAsked) asked.clear()
  asked.set(number, answer)
  return answer
}
