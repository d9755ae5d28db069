import { sql } from 'kysely'
import type { Status } from '../domain/standing.ts'
import { type AsOf, type Flag, hasFlag } from './contact-flags.ts'
import type { Database } from './database.ts'

/** Contacts of one marketplace that have one status. */
export interface ContactCount {
  marketplace: string
  status: Status
  contacts: number
  /** Of these, without a value: gaps that only a person can fill. */
  gap: number
}

/** How many contacts have each status, now and exactly, at the cost of a few hundred rows. */
export async function countContacts(db: Database): Promise<ContactCount[]> {
  return db
    .selectFrom('tallies')
    .select(['marketplace', 'status'])
    .select([
      sql<number>`sum(contacts)::bigint`.as('contacts'),
      sql<number>`coalesce(sum(contacts) filter (where not has_value), 0)::bigint`.as('gap'),
    ])
    .groupBy(['marketplace', 'status'])
    .having(sql<boolean>`sum(contacts) <> 0`)
    .orderBy('marketplace')
    .orderBy('status')
    .execute()
}

/** A number that was counted no further than a page needs it. */
export interface Capped {
  count: number
  /** There are more than `count`. */
  isMore: boolean
}

/** Nobody acts on the difference between more than this and much more. */
export const countedAtMost = 1_000

/**
 * How many contacts have a flag that clocks decide, counted up to `countedAtMost`, so that a monitor that stood
 * still, whose contacts are all overdue, answers as fast as any other.
 */
export async function countFlagged(db: Database, flag: Flag, asOf: AsOf): Promise<Capped> {
  const onShelf = sql`shelf h`
  const onStandings = sql`standings s`
  // Whoever left the knowledge base is retired, which is never overdue, and has no place on the shelf.
  const both = sql`standings s join contacts c on c.id = s.contact_id join shelf h on h.contact_id = c.id`
  const isUsualPace = asOf.timeScale === 1
  const from =
    isUsualPace && flag === 'disputed' ? onShelf : isUsualPace && flag === 'overdue' ? onStandings : both
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
    select from ${from} where ${hasFlag(flag, asOf)} limit ${countedAtMost + 1}) as counted`.execute(db)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countedAtMost), isMore: count > countedAtMost }
}

const alike = sql`marketplace, audience, purpose, status, documented, has_value, claims_disputed`

/** So many differences are read faster than they are summed up. */
const foldedFrom = 1_000

/** Sums the differences up where there are many. Safe at any time, and by several at once. */
export async function foldTallies(db: Database): Promise<void> {
  await sql`
    with folded as (
      delete from tallies where (select count(*) from (select from tallies limit ${foldedFrom}) t) = ${foldedFrom}
      returning *
    )
    insert into tallies
    select ${alike}, sum(contacts) from folded group by ${alike} having sum(contacts) <> 0`.execute(db)
}

/**
 * Compares the sums with the contacts themselves, in one snapshot, and adds what is missing. Triggers keep them
 * right; this finds out if anything ever went past the triggers. @returns how many sums were wrong.
 */
export async function mendTallies(db: Database): Promise<number> {
  const { rows } = await sql`
    insert into tallies
    select ${alike}, sum(contacts) from (
      select ${alike}, 1 as contacts from shelf_truth
      union all
      select ${alike}, -contacts from tallies
    ) as differences
    group by ${alike} having sum(contacts) <> 0
    returning 1`.execute(db)
  return rows.length
}
