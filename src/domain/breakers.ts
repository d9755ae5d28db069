import type { FailureClass } from './patience.ts'

/** Failures of a host that began within this time belong together, milliseconds before the time scale. */
export const waveWindowMs = 48 * 3_600_000

/**
 * So many contacts of one site began to fail within the window that the site, or our way to it, is the cause:
 * one incident. On the GSA trace 98 % of the failures in such waves were over within seven days.
 */
export function isWave({ watched, newlyFailing }: { watched: number; newlyFailing: number }): boolean {
  return newlyFailing >= Math.max(5, watched / 10)
}

/** Half of what makes a wave still fails: below that it is over, and what goes on failing does so for itself. */
export function isWaveOver({ watched, failing }: { watched: number; failing: number }): boolean {
  return failing < Math.max(5, watched / 10) / 2
}

/** Classes that prove nothing in a wave; a name that is gone or a 404 goes on counting, as deaths come in groups too. */
export function isWeakInWave(failureClass: FailureClass): boolean {
  return failureClass !== 'dns' && failureClass !== 'gone' && failureClass !== 'drift'
}

/** Where a contact stands in a wave of its site: sentinels are looked at as ever, the other members once a day. */
export type WavePlace = 'none' | 'sentinel' | 'member'

/** Members of a wave that go on asking; once so many of a wave answer again, all of it are looked at. */
export const sentinelCount = 2
