import type { Documented } from './contact.ts'
import type { Status } from './standing.ts'

/** How long after the last confirmation the next is promised, and whether that has passed. */
export interface Clock {
  confirmedAt: Date | null
  dueBy: Date
  isOverdue: boolean
}

/** What the two clocks of a contact are read from. */
export interface ClockInput {
  status: Status
  documented: Documented
  hasValue: boolean
  knownSinceAt: Date
  confirmedAt: Date | null
  attestedAt: Date | null
  checkEveryHours: number
  /** Null: nobody promised that a person looks. */
  humanCheckEveryDays: number | null
}

const hourMs = 3_600_000
/** Beyond the machine's interval, for jitter and ladder. */
export const slack = 1.5
/** A person's promise for what no machine can verify, where the knowledge base makes none, days. */
export const usualEveryDays = 30

/**
 * Two promises, two clocks: a machine's, where a machine can tell, and a person's, where one was promised or
 * nobody else can. Null: no promise. A contact that nobody has confirmed yet counts from its first day.
 */
export function readClocks(
  contact: ClockInput,
  now: Date,
  timeScale: number,
): { machine: Clock | null; person: Clock | null } {
  const { status, documented, hasValue, humanCheckEveryDays } = contact
  if (status === 'retired' || documented === 'phantom') return { machine: null, person: null }
  const onlyPerson = status === 'unverifiable' || !hasValue
  const clock = (confirmedAt: Date | null, promiseMs: number): Clock => {
    const dueBy = new Date((confirmedAt ?? contact.knownSinceAt).getTime() + promiseMs / timeScale)
    return { confirmedAt, dueBy, isOverdue: dueBy < now }
  }
  const everyDays = humanCheckEveryDays ?? (onlyPerson ? usualEveryDays : null)
  return {
    machine: onlyPerson ? null : clock(contact.confirmedAt, contact.checkEveryHours * slack * hourMs),
    person: everyDays === null ? null : clock(contact.attestedAt, everyDays * 24 * hourMs),
  }
}
