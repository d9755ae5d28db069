import type { FailureClass } from './patience.ts'
import type { ReasonCode, Suggestion } from './verdict.ts'

/** What we hold of a contact after confirmation. */
export type Status =
  | 'unchecked'
  | 'fresh'
  | 'suspect'
  | 'down'
  | 'broken'
  | 'changed'
  | 'unverifiable'
  | 'retired'

/** All statuses, worst first: the order of every list that an editor sees. */
export const statusesWorstFirst = [
  'broken',
  'changed',
  'down',
  'suspect',
  'unverifiable',
  'unchecked',
  'retired',
  'fresh',
] as const satisfies readonly Status[]

/** A run of failing checks that is being confirmed, or was. */
export interface Episode {
  startedAt: Date
  failures: number
  /** When a failure was last counted towards how noisy the contact is: one a day, not one a rung. */
  countedAt: Date
  /** Failures by class; the most frequent one decides how long to be patient. */
  classes: Partial<Record<FailureClass, number>>
  code: ReasonCode
  suggestion: Suggestion | null
  /** The contact often fails without being broken: patience doubles. */
  noisy: boolean
}

/** A person's dated word; holds while the evidence looks the same, and until `untilAt`. */
export interface PersonsWord {
  says: 'works' | 'broken'
  fingerprint: string
  untilAt: Date
}

/** The state that confirmation keeps for each contact. */
export interface Standing {
  status: Status
  statusSinceAt: Date
  episode: Episode | null
  /** First success after a break; the second, far enough away, ends it. */
  recoveringSinceAt: Date | null
  /** Outcomes of the last 30 routine checks, newest last: `1` alive, `0` failed, `b` met a wall or could not be read. */
  recent: string
  word: PersonsWord | null
}

/** What is held of a contact that no check has seen yet. */
export function unchecked(now: Date, status: Status = 'unchecked'): Standing {
  return { status, statusSinceAt: now, episode: null, recoveringSinceAt: null, recent: '', word: null }
}

/** Written when a status changes; incidents and alerts are made from it, never from the check. */
export interface StatusChange {
  from: Status
  to: Status
  at: Date
  /** When the failing that led here began; null for recoveries. */
  failingSinceAt: Date | null
  code: ReasonCode | null
  class: FailureClass | null
}
