import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../src/store/database.ts'
import { hiccup, livesTold } from './lives.ts'
import type { Order } from './order.ts'
import type { Wide } from './seed-wide.ts'

/**
 * SQL: when the contact at place `p` had its one bad hour. Every second of those that are fresh had one, between
 * eighty and ten days ago, in the order of their checks.
 */
export function hiccupAt({ contacts, fromAt }: Wide): RawBuilder<Date> {
  return sql<Date>`${fromAt}::timestamptz - interval '80 days' + interval '70 days' * p / ${contacts}::int`
}

/** SQL: whether contact `n` of this life had one. */
export const hadHiccup = sql<boolean>`failing_since_at is null and n % 2 = 1`

/** SQL: the number of the spell that runs, of contact `n` at place `p`. */
export function runningSpell(contacts: number): RawBuilder<number> {
  return sql<number>`case when failing_since_at is null and n % 2 = 0 then p + 1
    else ${contacts}::bigint * 2 + p + 1 end`
}

/** Memories of every page; the spells that ended, and the one that runs; changes of status; open incidents. */
export async function seedPast(one: Database, wide: Wide, { contactAt }: Order): Promise<void> {
  const { contacts, fromAt, pages } = wide
  await sql`
    insert into memories (contact_id, memory)
    select 'm' || n % 20 || '/c' || n, memory
    from generate_series(0, ${contacts}::int - 1) as n join bench_pages on place = n % ${pages.length}::int
    order by 1`.execute(one)
  const lived = sql`(
    select n, p, 'm' || n % 20 || '/c' || n as id, l.*, ${hiccupAt(wide)} as hiccup_at,
      ${fromAt}::timestamptz - interval '24 hours' * (1 - p::float8 / ${contacts}::int) as checked_at
    from (
      select p, ${contactAt('p')} as n from generate_series(0, ${contacts}::int - 1) as p
    ) c join bench_lives l on place = n % ${livesTold}::int
  ) s`
  await seedSpells(one, wide, lived)
  await seedChanges(one, wide, lived)
  await seedIncidents(one, lived)
}

async function seedSpells(
  one: Database,
  { contacts, fromAt }: Wide,
  lived: RawBuilder<unknown>,
): Promise<void> {
  const first = sql`select p + 1, id, 'alive', null, ${fromAt}::timestamptz - interval '199 days',
    case when ${hadHiccup} then hiccup_at - interval '1 day'
      else coalesce(failing_since_at - interval '1 day', checked_at) end, 190 from ${lived}`
  const bad = sql`select ${contacts}::bigint + p + 1, id, ${hiccup.verdict.state}, ${codeOfHiccup}, hiccup_at,
    hiccup_at + interval '30 seconds', 2 from ${lived} where ${hadHiccup}`
  const running = sql`select ${contacts}::bigint * 2 + p + 1, id, verdict, code,
    coalesce(failing_since_at, hiccup_at + interval '10 minutes'), checked_at, 30
    from ${lived} where ${hadHiccup} or failing_since_at is not null`
  for (const rows of [first, bad, running])
    await sql`insert into spells (id, contact_id, verdict, reason_code, started_at, last_at, checks)
      overriding system value ${rows} order by p`.execute(one)
  await sql`select setval(pg_get_serial_sequence('spells', 'id'), ${contacts}::bigint * 3 + 1, false)`.execute(
    one,
  )
}

const codeOfHiccup = hiccup.verdict.reason?.code ?? null

async function seedChanges(one: Database, { fromAt }: Wide, lived: RawBuilder<unknown>): Promise<void> {
  const begun = sql`select id, 'unchecked', 'fresh', ${fromAt}::timestamptz - interval '199 days', null::timestamptz, null,
    null, null::bigint from ${lived}`
  const hiccups = sql`select id, 'fresh', 'suspect', hiccup_at, hiccup_at, ${codeOfHiccup}, ${hiccup.verdict.class}, p + 1
    from ${lived} where ${hadHiccup}`
  const recoveries = sql`select id, 'suspect', 'fresh', hiccup_at + interval '10 minutes', null, null, null, null
    from ${lived} where ${hadHiccup}`
  const suspicions = sql`select id, 'fresh', 'suspect', failing_since_at, failing_since_at, code, class, null
    from ${lived} where failing_since_at is not null`
  const breaks = sql`select id, 'suspect', status, failing_since_at + interval '3 days', failing_since_at, code,
    class, null from ${lived} where status in ('broken', 'changed', 'unverifiable')`
  for (const rows of [begun, hiccups, recoveries, suspicions, breaks])
    await sql`insert into status_changes (contact_id, from_status, to_status, at, failing_since_at, code, class, check_id)
      ${rows} order by p`.execute(one)
}

async function seedIncidents(one: Database, lived: RawBuilder<unknown>): Promise<void> {
  await sql`
    with opened as (
      insert into incidents (cause, opened_at, told_at)
      select 'contact:' || id, failing_since_at + interval '3 days', failing_since_at + interval '3 days'
      from ${lived} where status in ('broken', 'changed') order by p
      returning id, cause, opened_at
    )
    insert into incident_contacts (incident_id, contact_id, joined_at)
    select id, substring(cause from 9), opened_at from opened`.execute(one)
}
