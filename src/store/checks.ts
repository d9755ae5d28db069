import { sql } from 'kysely'
import type { Observation, Via } from '../domain/observation.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Database } from './database.ts'
import { storableJson, storableText } from './storable.ts'

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
  /** Failures of the running episode. */
  failures: number
  /** The way by which the last check saw it alive; null when that one failed, or there was none. */
  lastAliveVia: Via | null
  /** When a picture of it was last kept. */
  lastPictureAt: Date | null
  /** Null for a target that belongs to no contact. */
  knownSinceAt: Date | null
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

/** A target that belongs to no contact has no settings and no past. */
const unknownTarget = {
  settings: {},
  listedOn: [],
  ownerDomains: [],
  memory: null,
  failures: 0,
  lastAliveVia: null,
  lastPictureAt: null,
  knownSinceAt: null,
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
    return { ...check, ...unknownTarget, ...(target ?? { kind: '', value: '' }) }
  }
  const contact = await db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .leftJoin('checks as l', 'l.id', 's.last_check_id')
    .where('c.id', '=', check.contactId)
    .select((eb) => [
      'c.kind',
      'c.value',
      'c.settings',
      'c.listed_on as listedOn',
      'c.owner_domains as ownerDomains',
      'c.known_since_at as knownSinceAt',
      's.memory',
      sql<number>`coalesce((s.episode ->> 'failures')::integer, 0)`.as('failures'),
      sql<Via | null>`case when l.verdict = 'alive' then l.via end`.as('lastAliveVia'),
      eb
        .selectFrom('checks as p')
        .whereRef('p.contact_id', '=', 'c.id')
        .where('p.screenshot', 'is not', null)
        .select(({ fn }) => fn.max('p.finished_at').as('at'))
        .as('lastPictureAt'),
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
  const { numUpdatedRows } = await db
    .updateTable('checks')
    .set({
      finished_at: now,
      started_at: observation.startedAt,
      verdict: verdict.state,
      reason_code: verdict.reason?.code ?? null,
      reason_message: verdict.reason && storableText(verdict.reason.message),
      class: verdict.class,
      suggestion: verdict.suggestion ? storableJson(verdict.suggestion) : null,
      via: observation.via,
      http_status: observation.httpStatus,
      final_url: observation.finalUrl && storableText(observation.finalUrl),
      duration_ms: observation.durationMs,
      facts: storableJson(observation.facts),
      trace: observation.trace.map(storableText),
      // Of alive checks too, while they last: new rules must show what they would call gone.
      evidence: storableJson(observation.evidence),
      screenshot: finished.screenshot,
    })
    .where('id', '=', finished.id)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What pages and the API show of a check. */
export const checkColumns = [
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
  const row = await db.selectFrom('checks').select(checkColumns).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

export type CheckRow = NonNullable<Awaited<ReturnType<typeof readCheck>>>

/** The newest finished checks of a contact. */
export async function listChecks(db: Database, contactId: string, limit: number): Promise<CheckRow[]> {
  return db
    .selectFrom('checks')
    .select(checkColumns)
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
