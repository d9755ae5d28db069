import { isDeepStrictEqual } from 'node:util'
import { type Advanced, advance } from '../domain/advance.ts'
import type { Errand } from '../domain/budget.ts'
import { fingerprintOf } from '../domain/fingerprint.ts'
import { edgeOf } from '../domain/incident.ts'
import type { KindFlag, Observation } from '../domain/observation.ts'
import { jitterOf } from '../domain/schedule.ts'
import type { Standing, StatusChange } from '../domain/standing.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { KnownAnswer, OpenCheck } from '../store/checks.ts'
import type { Database } from '../store/database.ts'
import { finishChecks } from '../store/finish-checks.ts'
import { addStatusChanges } from '../store/incidents.ts'
import { type Pace, recall } from '../store/monitor.ts'
import { addToSpells } from '../store/record-spells.ts'
import { type LockedStanding, lockStandings, saveStandings } from '../store/record-standings.ts'
import type { Pipeline } from './context.ts'
import { routineGapMs } from './settle-pace.ts'
import { strikeSites } from './strike-sites.ts'

/** What one check came to, ready to be recorded. */
export interface CheckResult {
  observation: Observation
  verdict: Verdict
  /** What the kind wants to remember; null: nothing new. */
  memory: unknown
  screenshot: string | null
  /** What the next check need not read again; absent: it reads what comes. */
  answer?: KnownAnswer
  /** What the kind noticed; absent: it could not tell, so what it noticed before stays. */
  flags?: readonly KindFlag[]
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
  const pace = pipeline.checksPerDay ? ((await recall(tx, 'pace'))?.value ?? null) : null
  const moves = recordings.flatMap(({ check, result }) => {
    const stored = standings.get(check.contactId ?? '')
    // Without one: no contact's check, or removed from the knowledge base while the check ran.
    if (!stored) return []
    const runFails = pipeline.runWatch?.look(stored, result.verdict, now) ?? false
    return [{ check, result, stored, ...step(pipeline, stored, result, pace, runFails, now) }]
  })
  const spells = await addToSpells(
    tx,
    moves.map(({ stored, result }) => ({ stored, verdict: result.verdict })),
    now,
  )
  await saveStandings(
    tx,
    moves.map(({ check, result, stored, standing, dueAt, errand }) => {
      const { contactId, revision } = stored
      const alive = result.verdict.state === 'alive'
      return {
        contactId,
        revision,
        standing,
        checkedAt: now,
        confirmedAt: alive ? now : null,
        lastCheckId: check.id,
        lastVia: alive ? result.observation.via : null,
        picturedAt: result.screenshot === null ? null : now,
        spellId: spells.get(contactId) ?? 0,
        memory: alive && !isDeepStrictEqual(result.memory, check.memory) ? result.memory : null,
        answer: result.answer ?? null,
        kindFlags: result.flags ?? null,
        dueAt,
        errand,
      }
    }),
  )
  const changes = moves.flatMap(({ check, stored, change }) =>
    change
      ? [{ contactId: stored.contactId, host: stored.host, change, checkId: check.id, byWhom: null }]
      : [],
  )
  await addStatusChanges(tx, changes)
  const struck = moves.map(({ result, ...moved }) => ({ ...moved, verdict: result.verdict }))
  await strikeSites(pipeline, tx, struck, now)
  return new Map(changes.map(({ contactId, change }) => [contactId, change]))
}

/** What a result makes of a standing, and when to look again. Pure. */
function step(
  { timeScale, patience }: Pick<Pipeline, 'timeScale' | 'patience'>,
  stored: LockedStanding,
  { observation, verdict, restMs }: CheckResult,
  pace: Pace | null,
  runFails: boolean,
  now: Date,
): Pick<Advanced, 'standing' | 'change'> & { dueAt: Date; errand: Errand } {
  const everyMs = routineGapMs(stored, isSettled(stored.standing) ? null : pace) / timeScale
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
    wave: stored.wave,
    runFails,
  })
  const restedAt = now.getTime() + Math.min(restMs ?? 0, everyMs)
  const confirming = ['suspect', 'down'].includes(standing.status) || standing.recoveringSinceAt !== null
  return {
    standing,
    change,
    dueAt: new Date(Math.max(nextCheckAt.getTime(), restedAt)),
    errand: confirming ? 'ladder' : 'routine',
  }
}

/** What is broken cannot break: its promise says how soon its return is noticed. */
function isSettled({ status }: Standing): boolean {
  return status === 'broken' || status === 'changed' || status === 'unverifiable'
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
