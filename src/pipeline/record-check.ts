import { type Advanced, advance } from '../domain/advance.ts'
import { fingerprintOf } from '../domain/fingerprint.ts'
import { edgeOf } from '../domain/incident.ts'
import type { Observation } from '../domain/observation.ts'
import { jitterOf } from '../domain/schedule.ts'
import type { StatusChange } from '../domain/standing.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { OpenCheck } from '../store/checks.ts'
import type { Database } from '../store/database.ts'
import { finishChecks } from '../store/finish-checks.ts'
import { addStatusChanges } from '../store/incidents.ts'
import { addToSpells } from '../store/record-spells.ts'
import { type LockedStanding, lockStandings, saveStandings } from '../store/record-standings.ts'
import type { Pipeline } from './context.ts'

/** What one check came to, ready to be recorded. */
export interface CheckResult {
  observation: Observation
  verdict: Verdict
  /** What the kind wants to remember; null: nothing new. */
  memory: unknown
  screenshot: string | null
  /** Looking again sooner would be in vain, milliseconds; the contact's own interval is the most it waits. */
  restMs?: number
}

/** A check with its result. */
export interface Recording {
  check: OpenCheck
  result: CheckResult
}

/**
 * Records a check in one transaction: check, history, status, state change, incident and alert rows. Run
 * twice, the second run changes nothing.
 */
export function recordCheck(pipeline: Pipeline, check: OpenCheck, result: CheckResult): Promise<void> {
  return recordChecks(pipeline, [{ check, result }])
}

/** Records many checks in one transaction, all or none. Of two results for one contact the first counts. */
export async function recordChecks(pipeline: Pipeline, recordings: readonly Recording[]): Promise<void> {
  const single = firstOfEach(recordings)
  const now = pipeline.now()
  const recorded = await pipeline.db.transaction().execute(async (tx) => {
    // Standings before checks: the planner locks them in this order too.
    const standings = await lockStandings(
      tx,
      single.flatMap(({ check }) => check.contactId ?? []),
    )
    const results = single.map(({ check, result }) => ({ id: check.id, ...result }))
    const finished = await finishChecks(tx, results, now)
    const first = single.filter(({ check }) => finished.has(check.id))
    return { first, changes: await move(pipeline, tx, first, standings, now) }
  })
  for (const recording of recorded.first) tell(pipeline, recording, recorded.changes)
  if ([...recorded.changes.values()].some(edgeOf)) await pipeline.wake.deliverAlerts()
}

/** A contact has one open check: a second result is of the same check, which two workers ran. */
function firstOfEach(recordings: readonly Recording[]): Recording[] {
  const byTarget = new Map<string | number, Recording>()
  for (const recording of recordings) {
    const key = recording.check.contactId ?? recording.check.id
    if (!byTarget.has(key)) byTarget.set(key, recording)
  }
  return [...byTarget.values()]
}

/** Moves the standings of what was recorded. @returns the changes of status by contact. */
async function move(
  pipeline: Pipeline,
  tx: Database,
  recordings: readonly Recording[],
  standings: ReadonlyMap<string, LockedStanding>,
  now: Date,
): Promise<Map<string, StatusChange>> {
  const moves = recordings.flatMap(({ check, result }) => {
    const stored = standings.get(check.contactId ?? '')
    // Without one: no contact's check, or removed from the knowledge base while the check ran.
    return stored ? [{ check, result, stored, ...step(pipeline, stored, result, now) }] : []
  })
  const spells = await addToSpells(
    tx,
    moves.map(({ stored, result }) => ({ stored, verdict: result.verdict })),
    now,
  )
  await saveStandings(
    tx,
    moves.map(({ check, result, stored, standing, dueAt }) => {
      const { contactId, revision } = stored
      const alive = result.verdict.state === 'alive'
      return {
        contactId,
        revision,
        standing,
        checkedAt: now,
        confirmedAt: alive ? now : null,
        lastCheckId: check.id,
        spellId: spells.get(contactId) ?? 0,
        memory: alive ? result.memory : null,
        dueAt,
      }
    }),
  )
  const changes = moves.flatMap(({ check, stored, change }) =>
    change
      ? [{ contactId: stored.contactId, host: stored.host, change, checkId: check.id, byWhom: null }]
      : [],
  )
  await addStatusChanges(tx, changes)
  return new Map(changes.map(({ contactId, change }) => [contactId, change]))
}

/** What a result makes of a standing, and when to look again. Pure. */
function step(
  { timeScale, patience }: Pick<Pipeline, 'timeScale' | 'patience'>,
  stored: LockedStanding,
  { observation, verdict, restMs }: CheckResult,
  now: Date,
): Pick<Advanced, 'standing' | 'change'> & { dueAt: Date } {
  const everyMs = (stored.checkEveryHours * 3_600_000) / timeScale
  const { standing, change, nextCheckAt } = advance(stored.standing, {
    documented: stored.documented,
    verdict,
    fingerprint: fingerprintOf({
      state: verdict.state,
      code: verdict.reason?.code ?? null,
      httpStatus: observation.httpStatus,
      finalUrl: observation.finalUrl,
    }),
    now,
    patience,
    everyMs,
    jitter: jitterOf(stored.contactId, now),
  })
  const restedAt = now.getTime() + Math.min(restMs ?? 0, everyMs)
  return { standing, change, dueAt: new Date(Math.max(nextCheckAt.getTime(), restedAt)) }
}

function tell(
  pipeline: Pipeline,
  { check, result }: Recording,
  changes: ReadonlyMap<string, StatusChange>,
): void {
  pipeline.recorded?.({
    checkId: check.id,
    contactId: check.contactId,
    kind: check.kind,
    verdict: result.verdict.state,
    durationMs: result.observation.durationMs,
    change: (check.contactId !== null && changes.get(check.contactId)) || null,
  })
}
