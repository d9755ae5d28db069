import type { BreakingClass, FailureClass, Patience } from './patience.ts'
import type { Episode } from './standing.ts'

/** Milliseconds of failing in this class that confirm a break or a drift; drift is confirmed as 404 is. */
export function confirmAfterMs(failureClass: FailureClass, patience: Patience): number {
  if (failureClass === 'drift') return patience.brokenAfterMs.gone
  if (groupOf(failureClass) === 'unclear') return patience.unverifiableAfterMs
  return patience.brokenAfterMs[failureClass as BreakingClass] ?? Number.POSITIVE_INFINITY
}

/** How a class of failure is confirmed: as a break, as a drift, or never by a machine. */
export type Group = 'breaking' | 'drift' | 'unclear'

export function groupOf(failureClass: FailureClass): Group {
  if (failureClass === 'drift') return 'drift'
  if (failureClass === 'blocked' || failureClass === 'unclear') return 'unclear'
  return 'breaking'
}

/** The class that most failures of the episode had; the first seen wins a tie. */
export function mostFrequent({ classes }: Episode): FailureClass {
  const counted = Object.entries(classes) as [FailureClass, number][]
  return counted.reduce((best, entry) => (entry[1] > best[1] ? entry : best), counted[0] ?? ['other', 0])[0]
}
