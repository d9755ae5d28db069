import { hazardOf } from '../../src/domain/hazard.ts'
import { daysToMs, gapDaysAt, longestGapDays, solveTheta, type UrgeGroup } from '../../src/domain/schedule.ts'

/** Government home pages, of which the trace is made: 5 % a year is the prior of the literature. */
const priorPerYear = 0.05
/** How often theta is solved anew. */
const solveEveryMs = daysToMs(1) / 4

/** Gaps between routine looks, milliseconds. */
export interface Pace {
  gapMs(site: { domain: string; siblings: number; weight: number }): number
  /** Tells that a site of the domain broke. */
  learn(domain: string): void
  /** Spreads what the budget leaves for routine over all sites. */
  settle(at: number, routinePerDay: number): void
}

/** The same gap for all, as most monitors have it. */
export function fixedPace(gapMs: number): Pace {
  return { gapMs: () => gapMs, learn: () => undefined, settle: () => undefined }
}

/** The product's own gaps: the square-root law of weight and hazard. */
export function indexPace(weights: readonly number[]): Pace {
  const groups = groupWeights(weights)
  const breaks = new Map<string, number>()
  let theta = 0
  let settledAt = Number.NEGATIVE_INFINITY
  return {
    gapMs({ domain, siblings, weight }) {
      const contactYears = (siblings * settledAt) / daysToMs(365)
      const hazardPerYear = hazardOf(priorPerYear, { breaks: breaks.get(domain) ?? 0, contactYears })
      return daysToMs(gapDaysAt(theta, { weight, hazardPerYear }))
    },
    learn: (domain) => void breaks.set(domain, (breaks.get(domain) ?? 0) + 1),
    settle(at, routinePerDay) {
      if (at - settledAt < solveEveryMs) return
      settledAt = at
      theta = solveTheta(groups, routinePerDay).theta
    },
  }
}

/** Sites of about the same weight as one group: within two per cent. */
function groupWeights(weights: readonly number[]): UrgeGroup[] {
  const groups = new Map<number, UrgeGroup>()
  for (const weight of weights) {
    const key = Math.round(Math.log(weight) * 50)
    const group = groups.get(key)
    if (group) group.contacts += 1
    else groups.set(key, { weight, hazardPerYear: priorPerYear, contacts: 1, ceilingDays: longestGapDays })
  }
  return [...groups.values()]
}
