import type { Importance } from '../domain/contact.ts'
import { hazardOf, kindHazard } from '../domain/hazard.ts'
import { daysToMs, gapDaysAt, solveTheta, weightOf } from '../domain/schedule.ts'
import { note, type Pace, recall } from '../store/monitor.ts'
import { countExperience, groupWatched, listTellingSites } from '../store/pace.ts'
import type { Pipeline } from './context.ts'

/** What most deep links do, for kinds that say nothing of themselves: a tenth of them breaks in a year. */
const usualPerYear = 0.1

/**
 * Learns how often kinds break, and spreads the budget over all contacts by weight and hazard: the square-root
 * law. Without a budget every contact is looked at as often as was promised, and this does nothing.
 */
export async function settlePace({ db, kinds, checksPerDay, now, log }: Pipeline): Promise<void> {
  if (!checksPerDay) return
  const at = now()
  const experience = await countExperience(db, at)
  const hazards = Object.fromEntries(
    kinds.kinds.map(({ name, breaksPerYear }) => {
      const seen = experience.get(name) ?? { breaks: 0, contactYears: 0 }
      return [name, kindHazard(seen, breaksPerYear ?? usualPerYear)]
    }),
  )
  const groups = (await groupWatched(db)).map(({ kind, importance, contacts, checkEveryHours }) => ({
    weight: weightOf[importance],
    hazardPerYear: hazards[kind] ?? usualPerYear,
    contacts,
    ceilingDays: checkEveryHours / 24,
  }))
  const { theta, enough } = solveTheta(groups, checksPerDay)
  const before = await recall(db, 'pace')
  await note(db, 'pace', { theta, enough, hazards, sites: await listTellingSites(db, at) }, at)
  if (!enough && before?.value.enough !== false)
    log.warn({ checksPerDay }, 'the budget cannot keep all promises: some contacts will be overdue')
}

/** Milliseconds between routine looks at a contact: its promise, or sooner where the budget allows. */
export function routineGapMs(
  contact: {
    kind: string
    importance: Importance
    checkEveryHours: number
    site: string
  },
  pace: Pace | null,
): number {
  const promiseMs = contact.checkEveryHours * 3_600_000
  if (!pace) return promiseMs
  const ofKind = pace.hazards[contact.kind] ?? usualPerYear
  const site = pace.sites[contact.site] ?? { breaks: 0, contactYears: 0 }
  const hazardPerYear = hazardOf(ofKind, site)
  const urge = { weight: weightOf[contact.importance], hazardPerYear }
  return Math.min(promiseMs, daysToMs(gapDaysAt(pace.theta, urge)))
}
