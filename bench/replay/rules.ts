import { advance } from '../../src/domain/advance.ts'
import type { WavePlace } from '../../src/domain/breakers.ts'
import type { FailureClass, Patience } from '../../src/domain/patience.ts'
import { daysToMs, jitterOf } from '../../src/domain/schedule.ts'
import { type Standing, unchecked } from '../../src/domain/standing.ts'
import { verdictOf } from './outcomes.ts'

/** What a rule makes of one look. */
export interface Opinion {
  /** An editor is told now: broken, or a person is asked because no machine can tell. */
  alarmed: boolean
  nextLookAt: Date
  /** Failures in the running series, and the class of the last one; nought after a success. */
  failures: number
  class: FailureClass | null
  /** The next look belongs to a confirmation. */
  confirming: boolean
}

/** One site under one rule. */
export interface Watcher {
  look(letter: string, now: Date, routineGapMs: number, wave: WavePlace): Opinion
}

/** Makes a watcher for a site. */
export type Rule = (name: string) => Watcher

/** The product's own confirmation. */
export function ourRule(patience: Patience): Rule {
  return (name) => {
    let standing: Standing = unchecked(new Date(0))
    return {
      look(letter, now, routineGapMs, wave) {
        const verdict = verdictOf(letter)
        const input = { documented: 'live' as const, verdict, fingerprint: '', now, patience, wave }
        const advanced = advance(standing, { ...input, everyMs: routineGapMs, jitter: jitterOf(name, now) })
        standing = advanced.standing
        const { status, episode } = standing
        const told = advanced.change?.to === 'broken' || advanced.change?.to === 'unverifiable'
        return {
          alarmed: told,
          nextLookAt: advanced.nextCheckAt,
          failures: verdict.state === 'alive' ? 0 : (episode?.failures ?? 0),
          class: verdict.class,
          confirming: status === 'suspect' || status === 'down' || standing.recoveringSinceAt !== null,
        }
      },
    }
  }
}

/** So many failures in a row at the routine gap, as most monitors have it. */
export function inARow(count: number): Rule {
  return countingRule(count, () => null)
}

/** InternetArchiveBot (app/src/Core/parse.php at 8d0d979d): weekly while alive, then three failures three days apart. */
export function archiveBotRule(): Rule {
  return countingRule(3, (failures) => daysToMs(failures > 0 ? 3 : 7))
}

function countingRule(count: number, gapOf: (failures: number) => number | null): Rule {
  return () => {
    let failures = 0
    let notBefore = 0
    return {
      look(letter, now, routineGapMs) {
        const verdict = verdictOf(letter)
        const ownGapMs = gapOf(0)
        const counts = ownGapMs === null || now.getTime() >= notBefore
        if (verdict.state === 'alive') failures = 0
        else if (counts) failures += 1
        const gapMs = gapOf(failures) ?? routineGapMs
        if (counts) notBefore = now.getTime() + gapMs
        return {
          alarmed: counts && failures === count,
          nextLookAt: new Date(now.getTime() + gapMs),
          // Seen to fail, although this rule does not count it yet.
          failures: verdict.state === 'alive' ? 0 : Math.max(failures, 1),
          class: verdict.class,
          confirming: false,
        }
      },
    }
  }
}
