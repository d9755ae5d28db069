import { sql } from 'kysely'
import type { Observation } from '../domain/observation.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Database } from './database.ts'
import { storableJson } from './storable.ts'

/** What a finished check leaves. */
export interface FinishedCheck {
  id: number
  observation: Observation
  verdict: Verdict
  screenshot: string | null
}

/**
 * Writes the results of checks that are still open. @returns the ids of those; the others were finished
 * before, and nothing may follow from this second run.
 */
export async function finishChecks(
  tx: Database,
  finished: readonly FinishedCheck[],
  now: Date,
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    update checks k set
      finished_at = ${now}, started_at = r.started_at, verdict = r.verdict, reason_code = r.reason_code,
      reason_message = r.reason_message, class = r.class, suggestion = r.suggestion, via = r.via,
      http_status = r.http_status, final_url = r.final_url, duration_ms = r.duration_ms, facts = r.facts,
      trace = r.trace, evidence = r.evidence, screenshot = r.screenshot
    from json_to_recordset(${storableJson(finished.map(toRow))}::json) as r (
      id bigint, started_at timestamptz, verdict text, reason_code text, reason_message text, class text,
      suggestion jsonb, via text, http_status smallint, final_url text, duration_ms integer, facts jsonb,
      trace text[], evidence jsonb, screenshot text
    )
    where k.id = r.id and k.finished_at is null
    returning k.id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

function toRow({ id, observation, verdict, screenshot }: FinishedCheck) {
  return {
    id,
    started_at: observation.startedAt,
    verdict: verdict.state,
    reason_code: verdict.reason?.code,
    reason_message: verdict.reason?.message,
    class: verdict.class,
    suggestion: verdict.suggestion,
    via: observation.via,
    http_status: observation.httpStatus,
    final_url: observation.finalUrl,
    duration_ms: observation.durationMs,
    facts: observation.facts,
    trace: observation.trace,
    // Of alive checks too, while they last: new rules must show what they would call gone.
    evidence: observation.evidence,
    screenshot,
  }
}
