import { daysToMs } from '../../src/domain/schedule.ts'
import { noteLook, openHistory, type SiteHistory } from './history.ts'
import { Neighbourhood, type Wave } from './neighbourhood.ts'
import type { Rule } from './rules.ts'
import type { Site } from './trace.ts'

/** What came of a replay. */
export interface Replay {
  histories: Map<Site, SiteHistory>
  waves: Wave[]
  budgetViolations: number
  hostGapViolations: number
}

/** Every site is seen on each day on which the trace saw it: only confirmation counts. */
export function replayDaily(sites: readonly Site[], rule: Rule): Replay {
  const watchers = new Map(sites.map((site) => [site, rule(site.name)]))
  const histories = new Map(sites.map((site) => [site, openHistory()]))
  const neighbourhoods = openNeighbourhoods(sites)
  const days = Math.max(...sites.map((site) => site.days.length))
  for (let day = 0; day < days; day += 1) {
    const now = new Date(daysToMs(day))
    for (const site of sites) {
      const letter = site.days[day] ?? '.'
      const watcher = watchers.get(site)
      const history = histories.get(site)
      const neighbourhood = neighbourhoods.get(site.domain)
      if (letter === '.' || !watcher || !history || !neighbourhood) continue
      if (letter !== '2') neighbourhood.strike(site.name, now)
      const opinion = watcher.look(letter, now, daysToMs(1), neighbourhood.placeOf(site.name))
      if (letter === '2') neighbourhood.recover(site.name)
      if (opinion.alarmed) neighbourhood.alarm(site.name)
      const diedAt = site.diedOnDay === null ? null : daysToMs(site.diedOnDay)
      noteLook(history, {
        at: now.getTime(),
        failures: opinion.failures,
        alarmed: opinion.alarmed,
        diedAt,
      })
    }
  }
  const waves = [...neighbourhoods.values()].flatMap((neighbourhood) => neighbourhood.waves)
  return { histories, waves, budgetViolations: 0, hostGapViolations: 0 }
}

export function openNeighbourhoods(sites: readonly Site[]): Map<string, Neighbourhood> {
  const sizes = new Map<string, number>()
  for (const { domain } of sites) sizes.set(domain, (sizes.get(domain) ?? 0) + 1)
  return new Map([...sizes].map(([domain, size]) => [domain, new Neighbourhood(domain, size)]))
}
