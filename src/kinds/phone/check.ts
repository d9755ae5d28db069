import type { Fact, Observation } from '../../domain/observation.ts'
import type { CheckTools, Target } from '../kind.ts'
import { type ReadPage, readListingPages, withoutText } from '../listing-pages.ts'
import type { PhoneEvidence, PhoneMemory, PhonePage, PhoneSettings } from './evidence.ts'
import { formatNational, isSamePhone, isValidPhone, typeOfPhone } from './parse-phone.ts'
import { isPlan, rangeOf } from './plan/plan.ts'
import { concealsPhones, nothingFound, printsNumber, readNumbers } from './read-numbers.ts'

/** Looks whether the owner's pages still print the number. Never dials. */
export async function checkPhone(
  target: Target<PhoneSettings, PhoneMemory>,
  tools: CheckTools,
): Promise<Observation<PhoneEvidence>> {
  const began = performance.now()
  const { value, settings, memory } = target
  const valid = isValidPhone(value)
  const read = valid
    ? await readListingPages(target, tools, {
        prints: (page) => printsNumber(page, value),
        conceals: concealsPhones,
        seenByHttp: memory?.via === 'http',
      })
    : { pages: [], trace: [`${value} is in no numbering plan`] }
  const pages = read.pages.map((page) => pageEvidence(page, value))
  const range = valid && isPlan(tools.reference) ? rangeOf(value, tools.reference) : null
  const evidence = { value, valid, type: typeOfPhone(value), range, pages, settings, known: memory }
  const first = pages.find(({ via }) => via !== 'none')
  return {
    evidence,
    facts: factsOf(evidence),
    via: pages.some(({ via }) => via === 'browser') ? 'browser' : (first?.via ?? 'none'),
    httpStatus: first?.status ?? null,
    finalUrl: first?.finalUrl ?? null,
    startedAt: tools.now,
    durationMs: Math.round(performance.now() - began),
    trace: [...read.trace, ...pages.filter(({ owner }) => owner).map(storyOf)],
  }
}

/** What a later check compares with: whether it was listed, and which numbers stood beside it. */
export function learnPhone({ value, pages }: PhoneEvidence): PhoneMemory | null {
  const listing = pages.filter(({ owner, listed }) => owner && listed)
  if (listing.length === 0) return null
  const others = listing.flatMap(({ numbers }) => numbers.map((number) => number.value))
  const neighbours = [...new Set(others)].filter((other) => !isSamePhone(value, other))
  const ours = listing.flatMap(({ numbers }) => numbers.filter((number) => isSamePhone(value, number.value)))
  const context = ours.find((number) => number.context !== '')?.context ?? ''
  return {
    listed: true,
    neighbours,
    context,
    via: listing.some(({ via }) => via === 'http') ? 'http' : 'browser',
  }
}

function pageEvidence(page: ReadPage, value: string): PhonePage {
  return { ...withoutText(page), ...(page.printed ? readNumbers(page.printed, value) : nothingFound) }
}

function factsOf({ value, range, pages }: PhoneEvidence): Fact[] {
  const listing = pages.filter(({ listed }) => listed).map(({ url }) => url)
  const mismatch = pages.map((page) => page.mismatch).find((one) => one !== null)
  const hours = pages.map((page) => page.hours).find((one) => one !== null)
  const owner = range?.state === 'allocated' ? [range.operator, range.region].filter(Boolean).join(', ') : ''
  return [
    { label: 'number', value: formatNational(value) },
    ...(owner ? [{ label: 'allocatedTo', value: owner }] : []),
    ...listing.map((url) => ({ label: 'listedOn', value: url })),
    ...(hours ? [{ label: 'hours', value: hours }] : []),
    ...(mismatch
      ? [
          {
            label: 'linkDials',
            value: `${formatNational(mismatch.shown)} → ${formatNational(mismatch.dials)}`,
          },
        ]
      : []),
  ]
}

function storyOf({ url, listed, numbers, notice }: PhonePage): string {
  const said = notice ? `, notice: ${notice.sentence}` : ''
  return `${url}: ${listed ? 'prints it' : 'does not print it'}, ${numbers.length} numbers read${said}`
}
