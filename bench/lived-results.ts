import { alive, type Verdict } from '../src/domain/verdict.ts'
import type { CheckResult } from '../src/pipeline/record-check.ts'
import type { LivedPage } from './lived-pages.ts'
import { hiccup, lifeOf } from './lives.ts'

/**
 * What a check of a contact comes to on a usual day: the same as the day before, but one page in ten was edited
 * and is learned anew, one in a hundred has a bad hour, and every second suspicion is over.
 * @param isEdited every page was edited.
 */
export function liveResult(
  contact: number,
  pages: readonly LivedPage[],
  now: Date,
  isEdited: boolean,
): CheckResult {
  const page = pages[contact % pages.length]
  if (!page) throw new Error('there is no page to see')
  const life = lifeOf(contact)
  const luck = Math.floor(contact / 100)
  const hasBadHour = life.status === 'fresh' && luck % 100 === 7
  const recovers = life.status === 'suspect' && luck % 2 === 0
  const verdict = hasBadHour ? hiccup.verdict : recovers ? alive() : life.verdict
  const edited = verdict.state === 'alive' && (isEdited || luck % 10 === 3)
  const { httpStatus } = hasBadHour ? hiccup : recovers ? { httpStatus: 200 } : life
  return {
    observation: { ...(edited ? page.edited : page.unchanged), httpStatus, startedAt: now },
    verdict,
    memory: edited ? page.memoryOfEdited : null,
    screenshot: null,
  }
}

/** A result that leaves little beside the verdict: where only history is weighed. */
export function plainResult(verdict: Verdict, now: Date): CheckResult {
  return {
    observation: {
      evidence: null,
      facts: [],
      via: 'http',
      httpStatus: 200,
      finalUrl: 'http://farm.test/help',
      startedAt: now,
      durationMs: 12,
      trace: [],
    },
    verdict,
    memory: null,
    screenshot: null,
  }
}
