import { advance } from '../domain/advance.ts'
import { fingerprintOf } from '../domain/fingerprint.ts'
import { edgeOf } from '../domain/incident.ts'
import type { KindFlag, Observation } from '../domain/observation.ts'
import { jitterOf } from '../domain/schedule.ts'
import type { StatusChange } from '../domain/standing.ts'
import type { Verdict } from '../domain/verdict.ts'
import { finishCheck, type OpenCheck } from '../store/checks.ts'
import type { Database } from '../store/database.ts'
import { addToSpell } from '../store/history.ts'
import { addStatusChange } from '../store/incidents.ts'
import { lockStanding, saveStanding } from '../store/standings.ts'
import type { Pipeline } from './context.ts'

/** What one check came to, ready to be recorded. */
export interface CheckResult {
  observation: Observation
  verdict: Verdict
  /** What the kind wants to remember; null: nothing new. */
  memory: unknown
  screenshot: string | null
  /** What the kind noticed; absent: it could not tell, so what it noticed before stays. */
  flags?: readonly KindFlag[]
  /** Looking again sooner would be in vain, milliseconds; the contact's own interval is the most it waits. */
  restMs?: number
}

/**
 * Records a check in one transaction: check, history, status, state change, incident and alert rows. Run
 * twice, the second run changes nothing.
 */
export async function recordCheck(pipeline: Pipeline, check: OpenCheck, result: CheckResult): Promise<void> {
  const now = pipeline.now()
  const outcome = await pipeline.db.transaction().execute(async (tx) => {
    const first = await finishCheck(tx, { id: check.id, ...result }, now)
    if (!first) return { first, change: null }
    return { first, change: check.contactId === null ? null : await move(pipeline, tx, check, result, now) }
  })
  if (!outcome.first) return
  const { change } = outcome
  pipeline.recorded?.({
    checkId: check.id,
    contactId: check.contactId,
    kind: check.kind,
    verdict: result.verdict.state,
    durationMs: result.observation.durationMs,
    change,
  })
  if (change && edgeOf(change)) await pipeline.wake.deliverAlerts()
}

async function move(
  pipeline: Pipeline,
  tx: Database,
  check: OpenCheck,
  { observation, verdict, memory, restMs, flags }: CheckResult,
  now: Date,
): Promise<StatusChange | null> {
  const contactId = check.contactId ?? ''
  const stored = await lockStanding(tx, contactId)
  // Removed from the knowledge base while the check ran.
  if (!stored) return null
  const everyMs = (stored.checkEveryHours * 3_600_000) / pipeline.timeScale
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
    patience: pipeline.patience,
    everyMs,
    jitter: jitterOf(contactId, now),
  })
  const spellId = await addToSpell(tx, contactId, stored.spellId, verdict, now)
  await saveStanding(tx, contactId, stored.revision, {
    standing,
    checkedAt: now,
    ...(verdict.state === 'alive' && { confirmedAt: now }),
    ...(verdict.state === 'alive' && memory !== null && { memory }),
    ...(flags && { kindFlags: flags }),
    lastCheckId: check.id,
    spellId,
    dueAt: new Date(Math.max(nextCheckAt.getTime(), now.getTime() + Math.min(restMs ?? 0, everyMs))),
  })
  if (change) await addStatusChange(tx, contactId, stored.host, change, { checkId: check.id, byWhom: null })
  return change
}
