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

const broke = sql`to_status in ('broken', 'changed')`
const cameBack = sql`to_status = 'fresh' and from_status in ('broken', 'changed')`

/** Days on which contacts broke or came back, from `since` on. */
export async function countChangesByDay(db: Database, since: Date): Promise<DayOfChanges[]> {
  const day = sql<string>`to_char(at at time zone 'Europe/Moscow', 'YYYY-MM-DD')`
  return (
    db
      .selectFrom('status_changes')
      .where('at', '>=', since)
      // In the words of the index that holds these only: hiccups are far more frequent.
      .where(sql<boolean>`(${broke} or (${cameBack}))`)
      .select([
        day.as('day'),
        sql<number>`count(*) filter (where ${broke})`.as('broke'),
        sql<number>`count(*) filter (where ${cameBack})`.as('back'),
      ])
      .groupBy(day)
      .execute()
  )
}

/** What a contact was before a moment and is now, where the two differ. */
export interface ChangeSince {
  id: string
  label: Bilingual
  from: Status
  to: Status
  at: Date
}

/** Changes that are looked at, the newest first: who was away for a month reads the list instead. */
const newest = 300

/**
 * Contacts whose status is another than before `since`, the latest change first. `total` counts those among the
 * newest changes; `isMore`: there were others before these.
 */
export async function listChangesSince(
  db: Database,
  since: Date,
  limit: number,
): Promise<{ rows: ChangeSince[]; total: number; isMore: boolean }> {
  const { rows } = await sql<ChangeSince & { total: number; seen: number }>`
    with recent as materialized (
      select contact_id from status_changes where at > ${since} order by at desc limit ${newest}
    ), differing as (
      select h.contact_id, b.from_status as "from", h.status as to, h.status_since_at as at,
        count(*) over () as total
      from (select distinct contact_id from recent) r
      join shelf h on h.contact_id = r.contact_id
      cross join lateral (
        select from_status from status_changes x
        where x.contact_id = r.contact_id and x.at > ${since} order by x.id limit 1
      ) b
      where h.status <> b.from_status
      order by h.status_since_at desc, h.contact_id limit ${limit}
    )
    select c.id, c.label, d."from", d."to", d.at, d.total, (select count(*) from recent) as seen
    from differing d join contacts c on c.id = d.contact_id
    order by d.at desc, c.id`.execute(db)
  return {
    rows: rows.map(({ total: _total, seen: _seen, ...row }) => row),
    total: rows[0]?.total ?? 0,
    isMore: (rows[0]?.seen ?? 0) >= newest,
  }
}
