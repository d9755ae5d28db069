import { hazardOf, kindHazard } from '../../src/domain/hazard.ts'
import { daysToMs, gapDaysAt, longestGapDays, solveTheta, type UrgeGroup } from '../../src/domain/schedule.ts'

/** Government home pages, of which the trace is made: 5 % a year is the prior of the literature. */
const priorPerYear = 0.05
const settledDays = 7
/** How often theta is solved anew. */
const solveEveryMs = daysToMs(1) / 4

/** What a pace needs to know of a site. */
export interface Paced {
  domain: string
  /** Sites of the domain, itself included. */
  siblings: number
  weight: number
  /** It was told of and has not come back: nothing more can break. */
  settled: boolean
}

/** Gaps between routine looks, milliseconds. */
export interface Pace {
  gapMs(site: Paced): number
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
export function indexPace(sites: readonly Paced[]): Pace {
  const breaks = new Map<string, number>()
  let allBreaks = 0
  let theta = 0
  let settledAt = Number.NEGATIVE_INFINITY
  const hazardPerYear = ({ domain, siblings }: Paced): number => {
    const years = settledAt / daysToMs(365)
    const ofKind = kindHazard({ breaks: allBreaks, contactYears: sites.length * years }, priorPerYear)
    return hazardOf(ofKind, { breaks: breaks.get(domain) ?? 0, contactYears: siblings * years })
  }
  return {
    gapMs(site) {
      const urge = { weight: site.weight, hazardPerYear: hazardPerYear(site) }
      return daysToMs(site.settled ? settledDays : gapDaysAt(theta, urge))
    },
    learn(domain) {
      allBreaks += 1
      breaks.set(domain, (breaks.get(domain) ?? 0) + 1)
    },
    settle(at, routinePerDay) {
      if (at - settledAt < solveEveryMs) return
      settledAt = at
      const going = sites.filter(({ settled }) => !settled)
      const groups = groupUrges(going.map((site) => site.weight * hazardPerYear(site)))
      theta = solveTheta(groups, routinePerDay - (sites.length - going.length) / settledDays).theta
    },
  }
}

/** Sites of about the same urge as one group: within two per cent. */
function groupUrges(urges: readonly number[]): UrgeGroup[] {
  const groups = new Map<number, UrgeGroup>()
  for (const urge of urges) {
    const key = Math.round(Math.log(urge) * 50)
    const group = groups.get(key)
    if (group) group.contacts += 1
    else groups.set(key, { weight: urge, hazardPerYear: 1, contacts: 1, ceilingDays: longestGapDays })
  }
  return [...groups.values()]
}
