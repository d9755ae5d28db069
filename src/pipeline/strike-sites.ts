import { isWave, isWaveOver, sentinelCount, waveWindowMs } from '../domain/breakers.ts'
import { siblingsToAsk, spreads } from '../domain/cascade.ts'
import type { Standing, StatusChange } from '../domain/standing.ts'
import type { Verdict } from '../domain/verdict.ts'
import { askSiblings, countBreak, strikeCascade } from '../store/cascades.ts'
import type { Database } from '../store/database.ts'
import type { LockedStanding } from '../store/record-standings.ts'
import { askWave, countStruck, endWave, findWave, joinWave, leaveWave, openWave } from '../store/waves.ts'
import type { Pipeline } from './context.ts'

/** A recorded check as its site sees it. */
export interface Struck {
  stored: LockedStanding
  standing: Standing
  verdict: Verdict
  change: StatusChange | null
}

/** Failures of a site this close together are one cascade, milliseconds before the time scale. */
const cascadeWindowMs = 48 * 3_600_000

/**
 * What results mean for the other contacts of their sites: many that begin to fail together are a wave, one
 * that failed definitely has its siblings looked at, and a wave that passed lets its contacts go.
 */
export async function strikeSites(
  pipeline: Pipeline,
  tx: Database,
  struck: readonly Struck[],
  now: Date,
): Promise<void> {
  const bySite = new Map<string, Struck[]>()
  for (const one of struck) {
    const { site } = one.stored
    if (site !== '' && concernsSite(one)) bySite.set(site, [...(bySite.get(site) ?? []), one])
  }
  // In one order for everybody, since two workers may record contacts of the same sites.
  for (const [site, members] of [...bySite].sort(([a], [b]) => (a < b ? -1 : 1)))
    await strikeSite(pipeline, tx, site, members, now)
}

function concernsSite(one: Struck): boolean {
  return beganToFail(one) || answersAgain(one) || wantsCascade(one) || one.change?.to === 'broken'
}

function beganToFail({ stored, standing }: Struck): boolean {
  return standing.episode !== null && stored.standing.episode === null
}

function answersAgain({ stored, standing }: Struck): boolean {
  return standing.episode === null && stored.standing.episode !== null
}

/** The first definite failure asks a few siblings, the next rung that confirms it some more. */
function wantsCascade({ standing, verdict }: Struck): boolean {
  const failures = standing.episode?.failures ?? 0
  return standing.status === 'suspect' && failures >= 1 && failures <= 2 && spreads(verdict.class)
}

async function strikeSite(
  pipeline: Pipeline,
  tx: Database,
  site: string,
  members: readonly Struck[],
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - waveWindowMs / pipeline.timeScale)
  if (members.some(beganToFail)) await watchForWave(tx, site, since, now)
  const recovered = members.filter(answersAgain).map(({ stored }) => stored.contactId)
  const wave = recovered.length > 0 ? await findWave(tx, site) : null
  if (wave !== null) {
    const failing = await leaveWave(tx, wave, recovered, now)
    const { watched } = await countStruck(tx, site, since)
    await askWave(tx, wave, sentinelCount, now)
    if (isWaveOver({ watched, failing })) await endWave(tx, wave, now)
  }
  for (const { change } of members) if (change?.to === 'broken') await countBreak(tx, site)
  // On a platform the names of strangers are no siblings: its controls tell when the platform itself fails.
  const spreading = members.filter(
    (one) => wantsCascade(one) && !pipeline.kinds.kindNamed(one.stored.kind)?.controls,
  )
  for (const _ of spreading) await cascade(pipeline, tx, site, now)
}

async function watchForWave(tx: Database, site: string, since: Date, now: Date): Promise<void> {
  const open = await findWave(tx, site)
  if (open !== null) return joinWave(tx, open, site, since, now)
  if (isWave(await countStruck(tx, site, since)))
    await joinWave(tx, await openWave(tx, site, now), site, since, now)
}

async function cascade(pipeline: Pipeline, tx: Database, site: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - cascadeWindowMs / pipeline.timeScale)
  const row = await strikeCascade(tx, site, since, now)
  const wanted = siblingsToAsk(row.struck, row.asked)
  if (wanted > 0) await askSiblings(tx, site, row, wanted, now)
}
