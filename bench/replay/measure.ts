import type { Replay } from './daily.ts'
import type { SiteHistory } from './history.ts'
import { firstJudgedDay, type Site } from './trace.ts'

const dayMs = 86_400_000
/** Deaths are judged if they began by this day: later ones have no time left to be noticed. */
const lastDeathDay = 100
/** An alarm is false if the site works again within so many days. */
const falseWithinDays = 7

/** The figures that a bootstrap can give an interval to; days where not said otherwise. */
export interface Figures {
  sites: number
  deaths: number
  firstFailDays: number
  brokenDays: number
  medianDelayDays: number
  falsePer10kLinkWeeks: number
  missedDeaths: number
}

/** What the sites of one domain add to the figures of one run. */
export interface DomainTally {
  sites: number
  weeks: number
  falseAlarms: number
  missed: number
  weight: number
  weightedFirstFailDays: number
  weightedBrokenDays: number
  delaysDays: number[]
}

/** The largest wave of a replay, with the incidents it made and the alarms for single contacts beside them. */
export interface LargestWave {
  contacts: number
  incidents: number
  contactAlarms: number
}

/** Tallies a run by domain, so that a bootstrap can draw domains. */
export function tally(replay: Replay, weightOf: (site: Site) => number): Map<string, DomainTally> {
  const tallies = new Map<string, DomainTally>()
  for (const [site, history] of replay.histories) {
    const sum = tallies.get(site.domain) ?? emptyTally()
    tallies.set(site.domain, sum)
    sum.sites += 1
    sum.weeks += (site.days.length - firstJudgedDay) / 7
    sum.falseAlarms += countFalseAlarms(site, history)
    const death = measureDeath(site, history)
    if (!death) continue
    const weight = weightOf(site)
    sum.weight += weight
    sum.weightedFirstFailDays += weight * death.firstFailDays
    sum.weightedBrokenDays += weight * death.brokenDays
    sum.delaysDays.push(death.delayDays)
    if (death.missed) sum.missed += 1
  }
  return tallies
}

function emptyTally(): DomainTally {
  return {
    sites: 0,
    weeks: 0,
    falseAlarms: 0,
    missed: 0,
    weight: 0,
    weightedFirstFailDays: 0,
    weightedBrokenDays: 0,
    delaysDays: [],
  }
}

/**
 * `brokenDays` from the death, `delayDays` from the first failing look of the series that ended in the alarm.
 * Whole days: the trace knows on which day a site died, not at which hour, so a look on that day is not late.
 */
function measureDeath(site: Site, history: SiteHistory) {
  const { diedOnDay } = site
  if (diedOnDay === null || diedOnDay < firstJudgedDay || diedOnDay > lastDeathDay) return null
  const endDay = site.days.length
  const alarm = history.alarms.at(-1)
  // An alarm stands for the death if the site was not seen well after it.
  const told = alarm && history.seriesBeganAt === alarm.seriesBeganAt ? alarm : null
  const firstFailDay = history.firstFailAt === null ? endDay : dayOf(history.firstFailAt)
  const toldDay = told ? Math.max(dayOf(told.at), diedOnDay) : endDay
  const beganDay = told ? Math.max(dayOf(told.seriesBeganAt), diedOnDay) : firstFailDay
  return {
    firstFailDays: firstFailDay - diedOnDay,
    brokenDays: toldDay - diedOnDay,
    delayDays: toldDay - Math.min(beganDay, toldDay),
    missed: told === null,
  }
}

function dayOf(at: number): number {
  return Math.floor(at / dayMs)
}

function countFalseAlarms(site: Site, { alarms }: SiteHistory): number {
  return alarms.filter(({ at }) => {
    const day = dayOf(at)
    return day >= firstJudgedDay && site.days.slice(day + 1, day + 1 + falseWithinDays).includes('2')
  }).length
}

/** The figures of some tallies; means are weighted by what a site means to its readers. */
export function sumUp(tallies: readonly DomainTally[]): Figures {
  const sum = (of: (one: DomainTally) => number) => tallies.reduce((total, one) => total + of(one), 0)
  const delays = tallies.flatMap(({ delaysDays }) => delaysDays)
  const weight = sum((one) => one.weight)
  return {
    sites: sum((one) => one.sites),
    deaths: delays.length,
    firstFailDays: sum((one) => one.weightedFirstFailDays) / weight,
    brokenDays: sum((one) => one.weightedBrokenDays) / weight,
    medianDelayDays: median(delays),
    falsePer10kLinkWeeks: (sum((one) => one.falseAlarms) / sum((one) => one.weeks)) * 10_000,
    missedDeaths: sum((one) => one.missed),
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  if (sorted.length % 2 === 1) return upper
  return (upper + (sorted[sorted.length / 2 - 1] ?? upper)) / 2
}

/** Each figure as the mean over runs. */
export function meanOf(runs: readonly Figures[]): Figures {
  const mean = (key: keyof Figures) => runs.reduce((total, run) => total + run[key], 0) / runs.length
  return mapFigures(mean)
}

export function mapFigures<T>(of: (key: keyof Figures) => T): Record<keyof Figures, T> {
  return {
    sites: of('sites'),
    deaths: of('deaths'),
    firstFailDays: of('firstFailDays'),
    brokenDays: of('brokenDays'),
    medianDelayDays: of('medianDelayDays'),
    falsePer10kLinkWeeks: of('falsePer10kLinkWeeks'),
    missedDeaths: of('missedDeaths'),
  }
}

/** Of all runs the wave that struck most contacts. */
export function largestWaveOf(replays: readonly Replay[]): LargestWave {
  const waves = replays.flatMap((replay) => replay.waves)
  const largest = waves.toSorted((a, b) => b.members.size - a.members.size)[0]
  if (!largest) return { contacts: 0, incidents: 0, contactAlarms: 0 }
  const { members, alarmsBeside } = largest
  return { contacts: members.size, incidents: 1 + alarmsBeside, contactAlarms: alarmsBeside }
}
