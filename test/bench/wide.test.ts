import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LivedPage, lookAtPages } from '../../bench/lived-pages.ts'
import { measureMigrations } from '../../bench/measure-migrations.ts'
import type { Bench } from '../../bench/measure-ours.ts'
import { measurePruning } from '../../bench/measure-pruning.ts'
import { measureStore } from '../../bench/measure-store.ts'
import { openBench } from '../../bench/open-bench.ts'
import { orderOf } from '../../bench/order.ts'
import { seedWide } from '../../bench/seed-wide.ts'
import { readLocks } from '../../bench/watch-locks.ts'
import { mendTallies } from '../../src/store/tallies.ts'

let bench: Bench & { close(): Promise<void> }
let pages: LivedPage[]

beforeAll(async () => {
  bench = await openBench({ redis: false })
  pages = await lookAtPages(3)
})
afterAll(() => bench.close())

async function ask<T>(query: string): Promise<T[]> {
  const { rows } = await sql.raw<T>(query).execute(bench.db)
  return rows
}

it('a wide store holds of each contact what months of checks leave', { timeout: 60_000 }, async () => {
  const indexes = () =>
    ask('select indexdef from pg_indexes where tablename !~ $$bench|20..$$ order by indexdef')
  const before = await indexes()
  await seedWide(bench.db, { contacts: 400, fromAt: new Date(), checksEach: 3, pages })
  expect(await indexes()).toEqual(before)
  expect(
    await ask(`
      select (select count(*) from memories) as memories,
        (select count(*) from standings s join spells p on p.id = s.spell_id and p.contact_id = s.contact_id
          join checks k on k.id = s.last_check_id and k.contact_id = s.contact_id
          where k.verdict = p.verdict and k.finished_at = s.checked_at and p.last_at = s.checked_at) as "inStep",
        (select count(*) from spells) as spells, (select count(*) from status_changes) as changes,
        (select count(*) from incidents) as incidents, (select count(*) from due) as due,
        (select count(*) from checks_passing) as passing, (select count(*) from checks_kept) as kept,
        (select count(*) from checks_passing_rest) + (select count(*) from checks_kept_rest) as rest`),
  ).toEqual([
    // Of 400: 36 fail; of the 364 others every second one had a bad hour.
    {
      memories: 400,
      inStep: 400,
      spells: 400 + 36 + 2 * 184,
      changes: 400 + 36 + 28 + 2 * 184,
      incidents: 8,
      due: 400,
      passing: 3 * 364,
      kept: 3 * 36 + 184,
      rest: 0,
    },
  ])
  expect(await mendTallies(bench.db)).toBe(0)
  expect(await ask('select name from pg_file_settings where name = $$fsync$$')).toEqual([])
})

it('no contact comes due twice a day, and neighbours in time lie apart', async () => {
  const { contactAt, placeOf } = orderOf(1_000)
  const { rows } = await sql<{ contacts: number; back: number; close: number }>`
    select count(distinct n) as contacts, count(*) filter (where ${placeOf('n')} = p) as back,
      count(*) filter (where abs(n - before) < 20) as close
    from (
      select p, n, lag(n) over (order by p) as before
      from (select p, ${contactAt('p')} as n from generate_series(0, 999) p) o
    ) s`.execute(bench.db)
  expect(rows).toEqual([{ contacts: 1_000, back: 1_000, close: 0 }])
  expect(() => orderOf(7_919)).toThrow('cannot be scattered')
})

it('what is recorded lengthens spells, learns edited pages and moves the statuses of a few', {
  timeout: 120_000,
}, async () => {
  const figures = await measureStore(bench.db, 4_000, bench.databasePid)
  expect(figures.checks).toBe(3 * 4_000 + 1_840)
  expect(figures.recordEdited.medianMs).toBeGreaterThan(0)
  const [recorded] = await ask<Record<string, number>>(`
    select (select count(*) from checks where id > ${4 * 4_000}) as checks,
      (select count(*) from spells where id <= ${3 * 4_000} and last_at > now() - interval '1 minute') as lengthened,
      (select count(*) from spells where id > ${3 * 4_000}) as begun,
      (select count(*) from memories where memory::text not in (select memory::text from bench_pages)) as learned`)
  expect(recorded?.checks).toBeGreaterThan(3_500)
  expect(recorded?.lengthened).toBeGreaterThan(3_000)
  expect(recorded?.begun).toBeGreaterThan(30)
  // A tenth of thirty rounds, and all that are alive of ten.
  expect(recorded?.learned).toBeGreaterThan(1_000)
  const { dropMs, idleMs } = await measurePruning(bench.db, 500)
  for (const ms of [dropMs, idleMs]) expect(ms).toBeGreaterThan(0)
})

it('migrations of a full store are timed one by one, with their log', { timeout: 60_000 }, async () => {
  const { migrations } = await measureMigrations(bench.databaseUrl, 300)
  expect(migrations.map(({ name }) => name).slice(0, 2)).toEqual(['013-due', '014-search'])
  for (const { seconds, logMb } of migrations) {
    expect(seconds).toBeGreaterThan(0)
    expect(logMb).toBeGreaterThan(0)
  }
})

it('a table that others cannot read is told from one that they cannot write', async () => {
  await bench.db.transaction().execute(async (tx) => {
    await sql`lock table sources in access exclusive mode`.execute(tx)
    await sql`lock table reviews in share mode`.execute(tx)
    await sql`select from contacts limit 1`.execute(tx)
    expect((await readLocks(bench.db)).toSorted((a, b) => (a.table < b.table ? -1 : 1))).toEqual([
      { table: 'reviews', keepsFrom: 'writing' },
      { table: 'sources', keepsFrom: 'reading' },
    ])
  })
})
