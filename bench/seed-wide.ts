import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'

const columns = sql`contact_id, marketplace, kind, audience, purpose, rank, documented, has_value, known_since_at,
  person_days, claims_work, claims_against, status, severity, status_since_at, failing_since_at, attested_at,
  claims_disputed`

/**
 * Fills the store as a long-lived one is: of a hundred contacts one is broken, one changed, two suspect, five wait
 * for a person. Neighbours in time are on hosts of their own. Triggers would take a minute for a million rows, so
 * what they keep is written at once.
 */
export async function seedWide(db: Database, contacts: number, fromAt: Date): Promise<void> {
  // One connection, which may take its time.
  await db.connection().execute(async (one) => {
    await sql`set statement_timeout = 0`.execute(one)
    await fill(one, contacts, fromAt)
    await sql`reset statement_timeout`.execute(one)
  })
}

async function fill(db: Database, contacts: number, fromAt: Date): Promise<void> {
  await sql`truncate contacts, standings, due, open_checks, checks, spells, status_changes, incidents, hosts, marketplaces cascade`.execute(
    db,
  )
  await sql`insert into marketplaces (id, name, domains)
    select 'm' || n, jsonb_build_object('ru', 'Площадка ' || n, 'en', 'Place ' || n), '{}'
    from generate_series(0, 19) n`.execute(db)
  await sql`
    insert into contacts (id, marketplace, kind, value, label, audience, purpose, importance, documented,
      listed_on, owner_domains, settings, check_every_hours, claims, stated_at, haystack, digest, known_since_at)
    select 'm' || n % 20 || '/c' || n, 'm' || n % 20, 'page', 'http://h' || n || '.farm.test/help',
      '{"ru":"Помощь","en":"Help"}', 'anyone', 'help', 'normal', 'live', '{}', '{farm.test}', '{"marker":[]}', 24,
      '[]', '{"file":"farm.yaml","line":1}', 'm' || n % 20 || '/c' || n || ' помощь', 'farm', ${fromAt}
    from generate_series(0, ${contacts}::int - 1) as n`.execute(db)
  await sql`alter table standings disable trigger user`.execute(db)
  await sql`alter table shelf disable trigger user`.execute(db)
  await sql`
    insert into standings (contact_id, host, site, status, severity, status_since_at, recent, checked_at,
      confirmed_at, promised_since_at, machine_hours)
    select 'm' || n % 20 || '/c' || n, 'h' || n || '.farm.test', 'farm' || n % 5000 || '.test', status,
      array_position(array['broken', 'changed', 'down', 'suspect', 'unverifiable', 'unchecked', 'retired', 'fresh'],
        status) - 1,
      ${fromAt}::timestamptz - interval '9 days', repeat('1', 30), ${fromAt}, ${fromAt},
      ${fromAt}, 24
    from (
      select n, case n % 100 when 0 then 'broken' when 1 then 'changed' when 2 then 'suspect' when 3 then 'suspect'
        else case when n % 100 < 9 then 'unverifiable' else 'fresh' end end as status
      from generate_series(0, ${contacts}::int - 1) as n
    ) s`.execute(db)
  await sql`
    insert into due (contact_id, due_at, host)
    select 'm' || n % 20 || '/c' || n, ${fromAt}::timestamptz + interval '24 hours' * n / ${contacts}::int,
      'h' || n || '.farm.test'
    from generate_series(0, ${contacts}::int - 1) as n`.execute(db)
  await sql`insert into shelf (${columns}) select ${columns} from shelf_truth`.execute(db)
  await sql`insert into tallies
    select marketplace, audience, purpose, status, documented, has_value, claims_disputed, count(*)
    from shelf group by 1, 2, 3, 4, 5, 6, 7`.execute(db)
  await sql`alter table standings enable trigger user`.execute(db)
  await sql`alter table shelf enable trigger user`.execute(db)
  await sql`vacuum analyze`.execute(db)
}
