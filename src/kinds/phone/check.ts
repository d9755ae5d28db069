import type { Fact, Observation } from '../../domain/observation.ts'
import type { CheckTools, Target } from '../kind.ts'
import { type ReadPage, readListingPages, withoutText } from '../listing-pages.ts'
import type { PhoneEvidence, PhoneMemory, PhonePage, PhoneSettings } from './evidence.ts'
import { formatNational, isSamePhone, isValidPhone, typeOfPhone } from './parse-phone.ts'
import { nothingFound, printsNumber, readNumbers } from './read-numbers.ts'

/** Looks whether the owner's pages still print the number. Never dials. */
export async function checkPhone(
  target: Target<PhoneSettings, PhoneMemory>,
  tools: CheckTools,
): Promise<Observation<PhoneEvidence>> {
  const began = performance.now()
  const { value, settings, memory } = target
  const valid = isValidPhone(value)
  const read = valid
    ? await readListingPages(target, tools, (page) => printsNumber(page, value), memory?.via === 'http')
    : { pages: [], trace: [`${value} is in no numbering plan`] }
  const pages = read.pages.map((page) => pageEvidence(page, value))
  const evidence = { value, valid, type: typeOfPhone(value), pages, settings, known: memory }
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
  return { listed: true, neighbours, via: listing.some(({ via }) => via === 'http') ? 'http' : 'browser' }
}

function pageEvidence(page: ReadPage, value: string): PhonePage {
  return { ...withoutText(page), ...(page.printed ? readNumbers(page.printed, value) : nothingFound) }
}

function factsOf({ value, type, pages }: PhoneEvidence): Fact[] {
  const listing = pages.filter(({ listed }) => listed).map(({ url }) => url)
  const mismatch = pages.map((page) => page.mismatch).find((one) => one !== null)
  return [
    { label: 'number', value: formatNational(value) },
    ...(type ? [{ label: 'type', value: type }] : []),
    ...listing.map((url) => ({ label: 'listedOn', value: url })),
    ...(mismatch ? [{ label: 'linkDials', value: `${mismatch.shown} → ${mismatch.dials}` }] : []),
  ]
}

function storyOf({ url, listed, numbers, notice }: PhonePage): string {
  const said = notice ? `, notice: ${notice.sentence}` : ''
  return `${url}: ${listed ? 'prints it' : 'does not print it'}, ${numbers.length} numbers read${said}`
}
