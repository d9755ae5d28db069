import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../src/store/database.ts'
import { packEvidence } from '../src/store/pack-evidence.ts'
import { pruneChecks } from '../src/store/prune-checks.ts'
import { loadInBulk } from './bulk-load.ts'
import type { LivedPage } from './lived-pages.ts'
import { livesTold, tellLives } from './lives.ts'
import { type Order, orderOf } from './order.ts'
import { seedChecks } from './seed-checks.ts'
import { runningSpell, seedPast } from './seed-past.ts'

/** What is to be filled in. */
export interface Wide {
  contacts: number
  fromAt: Date
  /** Finished routine checks of each contact, a day apart. */
  checksEach: number
  pages: readonly LivedPage[]
}

const dayMs = 24 * 3_600_000
const columns = sql`contact_id, marketplace, kind, audience, purpose, rank, documented, has_value, known_since_at,
  person_days, claims_work, claims_against, status, severity, status_since_at, failing_since_at, attested_at,
  claims_disputed`

/**
 * Fills the store as a long-lived one is: of a hundred contacts one is broken, one changed, two suspect, five wait
 * for a person; each has its memory, spells, changes of status and finished checks in the partitions that the
 * product would have by now. What is due together is on hosts of its own and lies scattered over every table.
 */
export async function seedWide(db: Database, wide: Wide): Promise<void> {
  await sql`truncate contacts, standings, memories, due, open_checks, checks, spells, status_changes, incidents, hosts,
    sites, marketplaces cascade`.execute(db)
  await fillWide(db, wide, seedDue)
}

/**
 * Fills an empty database.
 * @param begin standings, and what is due of them: what migrations after the twelfth keep elsewhere.
 */
export async function fillWide(
  db: Database,
  wide: Wide,
  begin: (one: Database, wide: Wide, order: Order) => Promise<void>,
): Promise<void> {
  await preparePast(db, wide.fromAt)
  await layOut(db, wide)
  const order = orderOf(wide.contacts)
  await loadInBulk(db, ['contacts', 'standings', 'shelf', 'spells', 'status_changes'], async (lane) => {
    await Promise.all([
      seedChecks(lane, wide, order),
      lane(async (one) => {
        await seedContacts(one, wide)
        await begin(one, wide, order)
        await seedShelf(one)
        await seedPast(one, wide, order)
      }),
    ])
  })
}

/** The partitions that there are after months: days of what is kept for three, months of what is kept for ninety. */
async function preparePast(db: Database, fromAt: Date): Promise<void> {
  const daysBefore = (days: number) => new Date(fromAt.getTime() - days * dayMs)
  for (const days of [90, 60, 30]) await sql`select prepare_checks(${daysBefore(days)}, 0, 0)`.execute(db)
  await sql`select prepare_checks(${fromAt}, 3, 7)`.execute(db)
  await pruneChecks(db, daysBefore(3), daysBefore(90))
}

/** What SQL makes rows of, a copy for each contact. */
async function layOut(db: Database, { pages, fromAt }: Wide): Promise<void> {
  await sql`drop table if exists bench_lives, bench_pages`.execute(db)
  await sql`create table bench_lives (place integer primary key, status text, severity smallint, verdict text,
    code text, message text, class text, http_status smallint, failing_since_at timestamptz, episode jsonb,
    recent text)`.execute(db)
  await sql`insert into bench_lives
    select * from jsonb_populate_recordset(null::bench_lives, ${JSON.stringify(tellLives(fromAt))}::jsonb)`.execute(
    db,
  )
  // Compressed once and kept in the row, they are copied as they are: compressing each copy would take minutes.
  await sql`create table bench_pages (place integer primary key, memory json storage main, evidence bytea storage main,
    facts json, trace text[])`.execute(db)
  for (const [place, { memory, unchanged }] of pages.entries())
    await sql`insert into bench_pages values (${place}, ${JSON.stringify(memory)}::json,
      ${packEvidence(unchanged.evidence)}, ${JSON.stringify(unchanged.facts)}::json, ${unchanged.trace}::text[])`.execute(
      db,
    )
}

async function seedContacts(one: Database, { contacts, fromAt }: Wide): Promise<void> {
  await sql`insert into marketplaces (id, name, domains)
    select 'm' || n, jsonb_build_object('ru', 'Площадка ' || n, 'en', 'Place ' || n), '{}'
    from generate_series(0, 19) n`.execute(one)
  await sql`
    insert into contacts (id, marketplace, kind, value, label, audience, purpose, importance, documented,
      listed_on, owner_domains, settings, check_every_hours, claims, stated_at, haystack, digest, known_since_at)
    select 'm' || n % 20 || '/c' || n, 'm' || n % 20, 'page', 'http://h' || n || '.farm.test/help',
      '{"ru":"Помощь","en":"Help"}', 'anyone', 'help', 'normal', 'live', '{}', '{farm.test}', '{"marker":[]}', 24,
      '[]', '{"file":"farm.yaml","line":1}', 'm' || n % 20 || '/c' || n || ' помощь', 'farm',
      ${fromAt}::timestamptz - interval '200 days'
    from generate_series(0, ${contacts}::int - 1) as n order by 1`.execute(one)
  await sql`insert into hosts (name, next_start_at)
    select 'h' || n || '.farm.test', ${fromAt}::timestamptz - interval '24 hours'
    from generate_series(0, ${contacts}::int - 1) as n order by 1`.execute(one)
}

async function seedShelf(one: Database): Promise<void> {
  await sql`insert into shelf (${columns}) select ${columns} from shelf_truth order by 1`.execute(one)
  await sql`insert into tallies
    select marketplace, audience, purpose, status, documented, has_value, claims_disputed, count(*)
    from shelf group by 1, 2, 3, 4, 5, 6, 7`.execute(one)
}

async function seedDue(one: Database, wide: Wide, order: Order): Promise<void> {
  const { contacts, fromAt } = wide
  await seedStandings(one, wide, order, { columns: sql``, values: sql`` })
  await sql`
    insert into due (contact_id, due_at, host)
    select 'm' || n % 20 || '/c' || n, ${dueAt(contacts, fromAt)}, 'h' || n || '.farm.test'
    from (select p, ${order.contactAt('p')} as n from generate_series(0, ${contacts}::int - 1) as p) c`.execute(
    one,
  )
}

/** SQL: when the contact at place `p` is due. */
export function dueAt(contacts: number, fromAt: Date): RawBuilder<Date> {
  return sql<Date>`${fromAt}::timestamptz + interval '24 hours' * p / ${contacts}::int`
}

/** @param more columns that other versions of the schema have here, and what they are filled with. */
export async function seedStandings(
  one: Database,
  wide: Wide,
  { placeOf }: Order,
  more: { columns: RawBuilder<unknown>; values: RawBuilder<unknown> },
): Promise<void> {
  const { contacts, fromAt, checksEach } = wide
  await sql`
    insert into standings (contact_id, host, site, status, severity, status_since_at, episode, failing_since_at,
      recent, checked_at, confirmed_at, last_check_id, last_via, spell_id, revision, promised_since_at, machine_hours
      ${more.columns})
    select 'm' || n % 20 || '/c' || n, 'h' || n || '.farm.test', 'farm' || n % 5000 || '.test', status, severity,
      coalesce(failing_since_at, ${fromAt}::timestamptz - interval '90 days'), episode, failing_since_at, recent, at,
      coalesce(failing_since_at - interval '1 day', at), ${contacts}::int * ${checksEach}::int + p + 1,
      case when failing_since_at is null then 'http' end, ${runningSpell(contacts)}, 200,
      ${fromAt}::timestamptz - interval '200 days', 24 ${more.values}
    from (
      select n, ${placeOf('n')} as p,
        ${fromAt}::timestamptz - interval '24 hours' * (1 - ${placeOf('n')}::float8 / ${contacts}::int) as at
      from generate_series(0, ${contacts}::int - 1) as n
    ) c join bench_lives on place = n % ${livesTold}::int order by 1`.execute(one)
}
