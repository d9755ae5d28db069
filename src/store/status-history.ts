import { sql } from 'kysely'
import type { Bilingual } from '../domain/contact.ts'
import type { Status } from '../domain/standing.ts'
import type { Database } from './database.ts'

/** One day in Moscow, `2026-11-22`: how many contacts broke, and how many came back. */
export interface DayOfChanges {
  day: string
  broke: number
  back: number
}

/** Days on which a status changed, from `since` on. */
export async function countChangesByDay(db: Database, since: Date): Promise<DayOfChanges[]> {
  const day = sql<string>`to_char(at at time zone 'Europe/Moscow', 'YYYY-MM-DD')`
  return db
    .selectFrom('status_changes')
    .where('at', '>=', since)
    .select([
      day.as('day'),
      sql<number>`count(*) filter (where to_status in ('broken', 'changed'))`.as('broke'),
      sql<number>`count(*) filter (where to_status = 'fresh' and from_status in ('broken', 'changed'))`.as(
        'back',
      ),
    ])
    .groupBy(day)
    .execute()
}

/** What a contact was before a moment and is now, where the two differ. */
export interface ChangeSince {
  id: string
  label: Bilingual
  from: Status
  to: Status
  at: Date
}

/** Contacts whose status is another than before `since`, the latest change first; `total` counts all. */
export async function listChangesSince(
  db: Database,
  since: Date,
  limit: number,
): Promise<{ rows: ChangeSince[]; total: number }> {
  const rows = await db
    .with('first', (qb) =>
      qb
        .selectFrom('status_changes')
        .distinctOn('contact_id')
        .select(['contact_id', 'from_status as from'])
        .where('at', '>', since)
        .orderBy('contact_id')
        .orderBy('id'),
    )
    .selectFrom('first as f')
    .innerJoin('contacts as c', 'c.id', 'f.contact_id')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.removed_at', 'is', null)
    .whereRef('s.status', '<>', 'f.from')
    .select(['c.id', 'c.label', 'f.from', 's.status as to', 's.status_since_at as at'])
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy('s.status_since_at', 'desc')
    .orderBy('c.id')
    .limit(limit)
    .execute()
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
