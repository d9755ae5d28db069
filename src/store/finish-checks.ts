import { sql } from 'kysely'
import type { Observation } from '../domain/observation.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Database } from './database.ts'
import { packEvidence } from './pack-evidence.ts'
import { prepared } from './prepared.ts'
import { storableJson } from './storable.ts'
import { tableOf } from './table-of.ts'

/** What a finished check leaves. */
export interface FinishedCheck {
  id: number
  observation: Observation
  verdict: Verdict
  screenshot: string | null
}

/**
 * Writes the results of checks that are still open. What is due of their contacts is locked before the checks are,
 * as planners do it; whoever calls has locked the standings, so nothing else becomes due meanwhile.
 * @returns the ids of those. The others were finished before, or a person asked meanwhile and they stay open to be
 * taken once more: nothing may follow from this run.
 */
export async function finishChecks(
  tx: Database,
  finished: readonly FinishedCheck[],
  now: Date,
): Promise<Set<number>> {
  const ids = finished.map(({ id }) => id)
  const evidence = joinEvidence(finished)
  const results = finished.map((one, place) => toRow(one, evidence.places[place] ?? nowhere))
  const { rows } = await sql<{ id: number }>`${prepared}
    with waiting as materialized (
      select from due d join open_checks k using (contact_id) where k.id = any(${ids}::bigint[])
      order by contact_id for update of d
    ), ended as (
      delete from open_checks
      where id = any(${ids}::bigint[]) and not asked_anew and (select count(*) from waiting) >= 0 returning *
    )
    insert into checks (id, contact_id, target, host, priority, asked_by, queued_at, starts, started_at,
      finished_at, verdict, reason_code, reason_message, class, suggestion, via, http_status, final_url,
      duration_ms, facts, trace, evidence, screenshot)
    select id, contact_id, target, host, priority, asked_by, queued_at, starts, r.began_at,
      ${now}, verdict, reason_code, reason_message, class, suggestion, via, http_status, final_url,
      duration_ms, facts, trace::text[], substring(${evidence.bytes}::bytea from r.seen_from for r.seen_bytes), screenshot
    from ended join ${tableOf(results, columnTypes)} as r using (id)
    returning id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

const columnTypes = {
  id: 'bigint',
  began_at: 'timestamptz',
  verdict: 'text',
  reason_code: 'text',
  reason_message: 'text',
  class: 'text',
  suggestion: 'jsonb',
  via: 'text',
  http_status: 'smallint',
  final_url: 'text',
  duration_ms: 'integer',
  facts: 'json',
  trace: 'text',
  screenshot: 'text',
  seen_from: 'integer',
  seen_bytes: 'integer',
}

/** Where the evidence of a check is among that of all, bytes from 1. */
interface Place {
  seen_from: number | null
  seen_bytes: number | null
}
const nowhere: Place = { seen_from: null, seen_bytes: null }

/**
 * The evidence of all checks as one piece, and where that of each is: a parameter that PostgreSQL takes as it is,
 * while it would read text in JSON three times. Of alive checks too: new rules must show what they would call gone.
 */
function joinEvidence(finished: readonly FinishedCheck[]) {
  const pieces = finished.map(({ observation }) => packEvidence(observation.evidence))
  let from = 1
  const places = pieces.map((piece) => {
    if (!piece) return null
    const place = { seen_from: from, seen_bytes: piece.length }
    from += piece.length
    return place
  })
  return { bytes: Buffer.concat(pieces.filter((piece) => piece !== null)), places }
}

function toRow({ id, observation, verdict, screenshot }: FinishedCheck, place: Place) {
  return {
    id,
    began_at: observation.startedAt,
    verdict: verdict.state,
    reason_code: verdict.reason?.code,
    reason_message: verdict.reason?.message,
    class: verdict.class,
    suggestion: verdict.suggestion && storableJson(verdict.suggestion),
    via: observation.via,
    http_status: observation.httpStatus,
    final_url: observation.finalUrl,
    duration_ms: observation.durationMs,
    facts: storableJson(observation.facts),
    trace: observation.trace,
    screenshot,
    ...place,
  }
}
