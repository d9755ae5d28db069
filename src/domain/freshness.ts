import type { Claim, Contact } from './contact.ts'
import type { Status } from './standing.ts'

/** Two clocks: a machine's confirmation and a person's, each against its own promise. */
export interface Clocks {
  confirmedAt: Date | null
  attestedAt: Date | null
}

/** Late by more than this factor of the promise is `overdue`; the slack is for jitter and the ladder. */
const slack = 1.5
const hourMs = 3_600_000

/**
 * Not confirmed within its promise, even when nothing failed. A contact that only a person can
 * verify is measured by the person's clock, any other by the machine's.
 * @param knownSinceAt when the contact entered the knowledge base: a new one is not late yet.
 */
export function isOverdue(
  contact: Pick<Contact, 'checkEveryHours' | 'humanCheck' | 'value'>,
  status: Status,
  clocks: Clocks,
  knownSinceAt: Date,
  now: Date,
): boolean {
  if (status === 'retired') return false
  const byPerson = status === 'unverifiable' || contact.value === null
  const promiseMs = byPerson ? (contact.humanCheck?.everyDays ?? 30) * 24 * hourMs : contact.checkEveryHours * slack * hourMs
  const lastAt = byPerson ? clocks.attestedAt : clocks.confirmedAt
  return now.getTime() - (lastAt ?? knownSinceAt).getTime() > promiseMs
}

/** A source as the knowledge base lists it; sources of one witness copied each other and count once. */
export interface Source {
  id: string
  title: string
  url: string | null
  publisher: string
  asOf: string | null
  witness: string
}

/** Two claims that cannot both be true, one from each side. */
export interface Dispute {
  works: Claim[]
  against: Claim[]
}

/**
 * Claims that contradict each other: somebody says it works, somebody else (another witness) that it was
 * discontinued or never existed. Null when nobody disagrees.
 */
export function disputeOf(claims: readonly Claim[], sources: ReadonlyMap<string, Source>): Dispute | null {
  const works = claims.filter((c) => c.says === 'works')
  const against = claims.filter((c) => c.says === 'discontinued' || c.says === 'absent')
  const witness = (c: Claim) => sources.get(c.source)?.witness ?? c.source
  const contradicted = against.some((a) => works.some((w) => witness(w) !== witness(a)))
  return contradicted ? { works, against } : null
}
