import { alive, not, type Verdict } from '../../domain/verdict.ts'
import { judgeObstacles } from '../listing-pages.ts'
import type { PhoneEvidence, PhonePage, PrintedNumber } from './evidence.ts'
import { formatNational, isSamePhone, typeOfPhone } from './parse-phone.ts'

/**
 * What the evidence means. A phone cannot be probed: it is alive while its owner prints it, and it is gone
 * only where the owner's readable pages stopped printing it, or where nobody has its range.
 */
export function judgePhone(evidence: PhoneEvidence): Verdict {
  const { value, valid, known, settings } = evidence
  if (!valid) return not('unknown', 'human', 'phone/invalid', `no numbering plan has ${value}`)
  const pages = evidence.pages.filter(({ owner }) => owner)
  const notice = pages.map((page) => page.notice).find((one) => one !== null)
  if (notice) return judgeNotice(value, notice)
  const isListed = pages.some(({ listed }) => listed)
  if (evidence.range?.state === 'unassigned') return judgeUnassigned(isListed)
  if (pages.length === 0) {
    const why = evidence.pages.length > 0 ? 'no listing page is the owner’s' : 'no page is known to list it'
    return not('unknown', 'human', 'phone/needs-human', why)
  }
  if (isListed) return alive()
  const unseen = judgeObstacles(pages)
  if (unseen) return unseen
  const wasListed = settings.assertListed || known?.listed === true
  if (!wasListed)
    return not('unknown', 'human', 'phone/not-listed', 'never seen on the pages that should list it')
  return judgeAbsence(evidence, pages)
}

/** The owner's word against the register's: our copy may be old, or the number misprinted. */
function judgeUnassigned(isListed: boolean): Verdict {
  const why = 'its range is allocated to no operator'
  return isListed
    ? not('unknown', 'human', 'phone/unassigned', `${why}, and yet the owner prints it`)
    : not('gone', 'gone', 'phone/unassigned', why)
}

function judgeNotice(value: string, { sentence, successor }: NonNullable<PhonePage['notice']>): Verdict {
  const suggestion = successor
    ? { action: 'replace' as const, value: successor }
    : { action: 'retire' as const, value }
  return not('changed', 'drift', 'phone/discontinued-notice', `the owner says: “${sentence}”`, suggestion)
}

function judgeAbsence(evidence: PhoneEvidence, pages: readonly PhonePage[]): Verdict {
  const successor = findSuccessor(evidence, pages)
  const where = pages.map(({ url }) => url).join(', ')
  if (!successor) return not('gone', 'gone', 'phone/not-listed', `no longer printed on ${where}`)
  const message = `${where} prints ${formatNational(successor)} in its place`
  return not('changed', 'drift', 'phone/replaced', message, { action: 'replace', value: successor })
}

/** The one number that took the place: new on the pages, with the contact's purpose, and alone in that. */
function findSuccessor(
  { value, settings, known }: PhoneEvidence,
  pages: readonly PhonePage[],
): string | null {
  const numbers = new Map(pages.flatMap((page) => page.numbers.map((number) => [number.value, number])))
  const neighbours = known?.neighbours ?? []
  const candidates = [...numbers.values()].filter(
    (number) => !neighbours.includes(number.value) && !isSamePhone(value, number.value) && !isFax(number),
  )
  const inPlace = candidates.filter(({ context }) => isSamePlace(known?.context ?? '', context))
  if (inPlace.length === 1) return inPlace[0]?.value ?? null
  const fitting = candidates.filter((number) => fitsPurpose(number, settings.purposeWords))
  if (fitting.length <= 1) return fitting[0]?.value ?? null
  const wantedType = typeOfPhone(value)
  const alike = fitting.filter((number) => typeOfPhone(number.value) === wantedType)
  return wantedType === 'toll_free' && alike.length === 1 ? (alike[0]?.value ?? null) : null
}

function isFax({ context }: PrintedNumber): boolean {
  return /(?<!\p{L})(?:факс|fax)(?!\p{L})/iu.test(context)
}

/** The same label around it: most of its words, numbers left out. */
function isSamePlace(before: string, now: string): boolean {
  const [a, b] = [wordsOf(before), wordsOf(now)]
  const shared = [...a].filter((word) => b.has(word)).length
  return shared > 0 && shared >= 0.6 * Math.max(a.size, b.size)
}

function wordsOf(context: string): Set<string> {
  return new Set(plainOf(context).match(/\p{L}{4,}/gu))
}

/** Without words of its own any number fits that is not said to serve something else. */
function fitsPurpose({ context }: PrintedNumber, words: readonly string[] | undefined): boolean {
  const plain = plainOf(context)
  if (words && words.length > 0) return words.some((word) => plain.includes(plainOf(word)))
  return !otherPurposes.test(plain)
}

const otherPurposes =
  /(?<!\p{L})(?:отдел кадров|кадры|ваканси|пресс-?служб|для сми|бухгалтер|для инвесторов|аренд|тендер|hr\b|press\b|careers)/u

function plainOf(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е')
}
