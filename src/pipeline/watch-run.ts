import { lookOn, openRun } from '../domain/run-breaker.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { LockedStanding } from '../store/record-standings.ts'

/** Watches what one process sees of contacts that were well. */
export interface RunWatch {
  /** Adds a look. @returns whether so many failed lately that failures are held back. */
  look(before: Pick<LockedStanding, 'standing' | 'site'>, verdict: Verdict, now: Date): boolean
  /** Since when failures are held back; null: they count. */
  heldSinceAt(): Date | null
}

/** Failures are held back for so long at most, milliseconds before the time scale. */
const heldAtMostMs = 86_400_000

/**
 * Opens the breaker of one process, over all kinds and sites: what it guards against, a broken way out or a bad
 * release, is the process's own, and so it needs no memory beyond it.
 */
export function openRunWatch(timeScale: number): RunWatch {
  let run = openRun()
  return {
    look({ standing, site }, verdict, now) {
      const wasWell = standing.status === 'fresh' && standing.episode === null
      if (wasWell && verdict.class !== 'self' && verdict.class !== 'human')
        run = lookOn(run, verdict.state === 'alive' ? null : site, now, heldAtMostMs / timeScale)
      return run.heldSinceAt !== null
    },
    heldSinceAt: () => run.heldSinceAt,
  }
}
