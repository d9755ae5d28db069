import { sql } from 'kysely'
import type { Via } from '../domain/observation.ts'
import type { Database } from './database.ts'
import { retryDeadlock } from './retry-deadlock.ts'

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
  /** What the last check read that saw it alive; null where the next one has to read. */
  answer: KnownAnswer | null
}

/** An answer that was read and meant a contact that is alive. */
export interface KnownAnswer {
  /** Fingerprints of the answer, each with what else the check rested on: one in common is enough. */
  stamps: readonly string[]
  /** When it was read in full. */
  readAt: Date
}

/**
 * Opens a check for each contact that has none open, due or not; a person's question puts an open one
 * ahead, and one that is under way unasked is carried out once more: its answer may be from before the question.
 * Everybody who opens several takes them in the order of their contacts; recorders, which do not, may stand
 * against one who asks, so it is a statement for itself. @returns the open check of each contact and its host.
 */
export async function openChecks(
  db: Database,
  contacts: readonly { contactId: string; host: string; priority: number; askedBy: string | null }[],
  now: Date,
): Promise<{ id: number; contactId: string; host: string }[]> {
  if (contacts.length === 0) return []
  const open = sql<{ id: number; contactId: string; host: string }>`
    insert into open_checks as k (contact_id, host, priority, asked_by, queued_at)
    select r.*, ${now} from unnest(
      ${contacts.map(({ contactId }) => contactId)}::text[],
      ${contacts.map(({ host }) => host)}::text[],
      ${contacts.map(({ priority }) => priority)}::smallint[],
      ${contacts.map(({ askedBy }) => askedBy)}::text[]
    ) as r order by 1
    on conflict (contact_id) where contact_id is not null do update set
      priority = least(k.priority, excluded.priority),
      asked_by = coalesce(k.asked_by, excluded.asked_by),
      -- Once: who asks again and again would never hear.
      asked_anew = k.asked_anew
        or (excluded.asked_by is not null and k.asked_by is null and k.started_at is not null)
    returning k.id, k.contact_id as "contactId", k.host`
  return (await retryDeadlock(() => open.execute(db))).rows
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
  const row = await db.selectFrom('all_checks').select(checkColumns).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

export type CheckRow = NonNullable<Awaited<ReturnType<typeof readCheck>>>

/** The newest finished checks of a contact. */
export async function listChecks(db: Database, contactId: string, limit: number): Promise<CheckRow[]> {
  return db
    .selectFrom('checks')
    .select(checkColumns)
    .where('contact_id', '=', contactId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The check of a contact that waits or runs, if there is one. */
export async function readOpenCheck(db: Database, contactId: string) {
  const row = await db
    .selectFrom('open_checks')
    .select(['id', 'host', 'queued_at as queuedAt', 'started_at as startedAt'])
    .where('contact_id', '=', contactId)
    .executeTakeFirst()
  return row ?? null
}

/** How many checks people asked for since then. */
export async function countAsked(db: Database, since: Date): Promise<number> {
  const { rows } = await sql<{ asked: number }>`
    select
      (select count(*) from open_checks where priority = ${priorities.asked} and queued_at > ${since})
      + (select count(*) from checks
        where finished_at > ${since} and priority = ${priorities.asked} and queued_at > ${since}) as asked
  `.execute(db)
  return rows[0]?.asked ?? 0
}
