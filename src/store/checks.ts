import { sql } from 'kysely'
import type { Observation } from '../domain/observation.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Database } from './database.ts'

/** Order in which the checks of a host are taken. */
export const priorities = { asked: 0, confirming: 1, routine: 2 } as const

/** A check that waits or runs, with all that its kind needs to run it. */
export interface OpenCheck {
  id: number
  contactId: string | null
  host: string
  kind: string
  value: string
  settings: Record<string, unknown>
  listedOn: string[]
  ownerDomains: string[]
  memory: unknown
  starts: number
  askedBy: string | null
}

/** What a finished check leaves. */
export interface FinishedCheck {
  id: number
  observation: Observation
  verdict: Verdict
  screenshot: string | null
}

/**
 * Opens a check for each contact that has none open, due or not; a person's question puts an open one
 * ahead. @returns the open check of each contact and its host.
 */
export async function openChecks(
  db: Database,
  contacts: readonly { contactId: string; host: string; priority: number; askedBy: string | null }[],
  now: Date,
): Promise<{ id: number; contactId: string; host: string }[]> {
  if (contacts.length === 0) return []
  const rows = await db
    .insertInto('checks')
    .values(
      contacts.map(({ contactId, host, priority, askedBy }) => ({
        contact_id: contactId,
        host,
        priority,
        asked_by: askedBy,
        queued_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .column('contact_id')
        .where('finished_at', 'is', null)
        .where('contact_id', 'is not', null)
        .doUpdateSet({
          priority: sql`least(checks.priority, excluded.priority)`,
          asked_by: sql`coalesce(checks.asked_by, excluded.asked_by)`,
        }),
    )
    .returning(['id', 'contact_id as contactId', 'host'])
    .execute()
  return rows.map(({ id, contactId, host }) => ({ id, contactId: contactId ?? '', host }))
}

/** Opens a check of a target that belongs to no contact. */
export async function openTargetCheck(
  db: Database,
  target: { kind: string; value: string },
  host: string,
  askedBy: string,
  now: Date,
): Promise<number> {
  const { id } = await db
    .insertInto('checks')
    .values({
      target: JSON.stringify(target),
      host,
      priority: priorities.asked,
      asked_by: askedBy,
      queued_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Takes the next check of a host, most urgent first, and counts the start before any work is done.
 * Only the holder of the host may call it.
 */
export async function takeCheck(db: Database, host: string, now: Date): Promise<OpenCheck | null> {
  const taken = await db
    .updateTable('checks')
    .set({ started_at: now, starts: sql`starts + 1` })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('checks')
        .select('id')
        .where('host', '=', host)
        .where('finished_at', 'is', null)
        .orderBy('priority')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'contact_id as contactId', 'target', 'host', 'starts', 'asked_by as askedBy'])
    .executeTakeFirst()
  if (!taken) return null
  const { target, ...check } = taken
  if (check.contactId === null) {
    const { kind, value } = target ?? { kind: '', value: '' }
    return { ...check, kind, value, settings: {}, listedOn: [], ownerDomains: [], memory: null }
  }
  const contact = await db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.id', '=', check.contactId)
    .select([
      'c.kind',
      'c.value',
      'c.settings',
      'c.listed_on as listedOn',
      'c.owner_domains as ownerDomains',
      's.memory',
    ])
    .executeTakeFirstOrThrow()
  return { ...check, ...contact, value: contact.value ?? '' }
}

/**
 * Writes the result of a check that is still open. False: it was finished before, and nothing may
 * follow from this second run.
 */
export async function finishCheck(db: Database, finished: FinishedCheck, now: Date): Promise<boolean> {
  const { observation, verdict } = finished
  const kept = verdict.state !== 'alive'
  const { numUpdatedRows } = await db
    .updateTable('checks')
    .set({
      finished_at: now,
      started_at: observation.startedAt,
      verdict: verdict.state,
      reason_code: verdict.reason?.code ?? null,
      reason_message: verdict.reason?.message ?? null,
      class: verdict.class,
      suggestion: verdict.suggestion ? JSON.stringify(verdict.suggestion) : null,
      via: observation.via,
      http_status: observation.httpStatus,
      final_url: observation.finalUrl,
      duration_ms: observation.durationMs,
      facts: JSON.stringify(observation.facts),
      trace: observation.trace,
      // Failures are argued about, successes are not: only they keep their evidence.
      evidence: kept ? JSON.stringify(observation.evidence) : null,
      screenshot: finished.screenshot,
    })
    .where('id', '=', finished.id)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const columns = [
  'id',
  'contact_id as contactId',
  'target',
  'host',
  'asked_by as askedBy',
  'queued_at as queuedAt',
  'started_at as startedAt',
  'finished_at as finishedAt',
  'verdict',
  'reason_code as reasonCode',
  'reason_message as reasonMessage',
  'suggestion',
  'via',
  'http_status as httpStatus',
  'final_url as finalUrl',
  'duration_ms as durationMs',
  'facts',
  'trace',
  'screenshot',
] as const

/** One check as the API and the pages show it; null when unknown or pruned. */
export async function readCheck(db: Database, id: number) {
  const row = await db.selectFrom('checks').select(columns).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

export type CheckRow = NonNullable<Awaited<ReturnType<typeof readCheck>>>

/** The newest finished checks of a contact. */
export async function listChecks(db: Database, contactId: string, limit: number): Promise<CheckRow[]> {
  return db
    .selectFrom('checks')
    .select(columns)
    .where('contact_id', '=', contactId)
    .where('finished_at', 'is not', null)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The check of a contact that waits or runs, if there is one. */
export async function readOpenCheck(db: Database, contactId: string) {
  const row = await db
    .selectFrom('checks')
    .select(['id', 'host', 'queued_at as queuedAt', 'started_at as startedAt'])
    .where('contact_id', '=', contactId)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** Hosts that have checks waiting although nobody holds them: what a queue lost. */
export async function listForgottenHosts(
  db: Database,
  queuedBefore: Date,
  now: Date,
): Promise<{ host: string; priority: number }[]> {
  const rows = await db
    .selectFrom('checks as c')
    .leftJoin('hosts as h', 'h.name', 'c.host')
    .where('c.finished_at', 'is', null)
    .where('c.queued_at', '<', queuedBefore)
    .where((eb) => eb.or([eb('h.held_until', 'is', null), eb('h.held_until', '<', now)]))
    .select(({ fn }) => ['c.host', fn.min('c.priority').as('priority')])
    .groupBy('c.host')
    .execute()
  return rows
}

/** Deletes finished checks: alive ones after `aliveBefore`, the others after `failedBefore`. @returns how many. */
export async function pruneChecks(db: Database, aliveBefore: Date, failedBefore: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('checks')
    .where((eb) =>
      eb.or([
        eb.and([eb('verdict', '=', 'alive'), eb('finished_at', '<', aliveBefore)]),
        eb('finished_at', '<', failedBefore),
      ]),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** How many checks wait or run for a host. */
export async function countOpenChecks(db: Database, host: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('checks')
    .where('host', '=', host)
    .where('finished_at', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .executeTakeFirstOrThrow()
  return waiting
}

/** Since when the oldest open check waits; null: none does. */
export async function oldestWaitingCheckAt(db: Database): Promise<Date | null> {
  const { oldestAt } = await db
    .selectFrom('checks')
    .where('finished_at', 'is', null)
    .select(({ fn }) => fn.min('queued_at').as('oldestAt'))
    .executeTakeFirstOrThrow()
  return oldestAt
}
