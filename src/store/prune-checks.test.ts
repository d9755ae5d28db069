import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { readLastLookAt } from './last-look.ts'
import { preparePartitions, pruneChecks } from './prune-checks.ts'

const dayMs = 24 * 3_600_000
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([toy('bear')])
})
afterAll(() => test.stop())
beforeEach(async () => {
  await sql`delete from checks`.execute(test.pipeline.db)
})

const before = (days: number) => new Date(test.clock.now.getTime() - days * dayMs)
const prune = () => pruneChecks(test.pipeline.db, before(3), before(90))

/** So many finished checks, a second apart, the newest so many days ago. */
async function finish(count: number, verdict: string, daysAgo: number, screenshot: string | null = null) {
  await sql`
    insert into checks (contact_id, host, priority, queued_at, finished_at, verdict, screenshot)
    select 'shop/bear', 'bear.test', 2, at, at, ${verdict}, ${screenshot}
    from (
      select ${before(daysAgo)}::timestamptz - n * interval '1 second' as at
      from generate_series(0, ${count}::int - 1) n
    ) k`.execute(test.pipeline.db)
}

/** How many checks there are of each verdict, and in which kind of table. */
async function held(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select verdict || ' ' || regexp_replace(tableoid::regclass::text, '[0-9]+', 'n') || ' ' || count(*) as line
    from checks group by verdict, regexp_replace(tableoid::regclass::text, '[0-9]+', 'n') order by 1
  `.execute(test.pipeline.db)
  return rows.map(({ line }) => line)
}

it('what has no partition is pruned in slices, over failures that stay', async () => {
  await finish(7_000, 'alive', 400)
  await finish(500, 'gone', 400)
  await finish(5, 'alive', 400, 'screenshots/1.png')
  test.clock.now = new Date(test.clock.now.getTime() - 390 * dayMs)
  await finish(6_000, 'gone', 20)
  expect(await held()).toEqual([
    'alive checks_kept_rest 5',
    'alive checks_passing_rest 7000',
    'gone checks_kept_rest 6500',
  ])
  expect(await prune()).toBe(7_000)
  test.clock.now = new Date(test.clock.now.getTime() + 390 * dayMs)
  expect(await prune()).toBe(505 + 6_000)
})

it('a day that is old enough is dropped as a whole, and not before it is over', async () => {
  const { db } = test.pipeline
  const startAt = test.clock.now
  const midnight = new Date(Math.floor(startAt.getTime() / dayMs) * dayMs + 40 * dayMs)
  test.clock.now = midnight
  await preparePartitions(db, midnight)
  const noon = new Date(midnight.getTime() + dayMs / 2)
  test.clock.now = noon
  await finish(10, 'alive', 0)
  await finish(3, 'gone', 0)
  await finish(1, 'alive', 0, 'screenshots/1.png')
  expect(await held()).toEqual(['alive checks_kept_n 1', 'alive checks_passing_n 10', 'gone checks_kept_n 3'])
  test.clock.now = new Date(noon.getTime() + 3 * dayMs)
  expect(await prune()).toBe(0)
  test.clock.now = new Date(midnight.getTime() + 4 * dayMs)
  expect(await prune()).toBe(10)
  expect(await held()).toEqual(['alive checks_kept_n 1', 'gone checks_kept_n 3'])
  test.clock.now = new Date(noon.getTime() + 125 * dayMs)
  expect(await prune()).toBe(4)
  test.clock.now = startAt
})

it('somebody who reads for long is not thrown out: the next pruning drops what he read', async () => {
  const { db } = test.pipeline
  const startAt = test.clock.now
  test.clock.now = new Date(startAt.getTime() + 80 * dayMs)
  await preparePartitions(db, test.clock.now)
  await finish(10, 'alive', 0)
  test.clock.now = new Date(test.clock.now.getTime() + 5 * dayMs)
  await db.transaction().execute(async (reader) => {
    await sql`select count(*) from checks`.execute(reader)
    expect(await prune()).toBe(0)
  })
  expect(await prune()).toBe(10)
  test.clock.now = startAt
})

it('a day that two processes prune in one moment is forgotten once', async () => {
  const { db } = test.pipeline
  const startAt = test.clock.now
  test.clock.now = new Date(startAt.getTime() + 110 * dayMs)
  await preparePartitions(db, test.clock.now)
  await finish(10, 'alive', 0)
  test.clock.now = new Date(test.clock.now.getTime() + 5 * dayMs)
  const forgotten = await Promise.all([prune(), prune(), prune()])
  expect(forgotten.reduce((sum, checks) => sum + checks, 0)).toBe(10)
  expect(await held()).toEqual([])
  test.clock.now = startAt
})

it('days are prepared once, also by two processes in one moment, and a day that has rows already is left', async () => {
  const { db } = test.pipeline
  const startAt = test.clock.now
  test.clock.now = new Date(startAt.getTime() + 200 * dayMs)
  await finish(1, 'alive', 0)
  await Promise.all([1, 2, 3].map(() => preparePartitions(db, test.clock.now)))
  await finish(1, 'alive', 0)
  await finish(1, 'alive', -1)
  expect(await held()).toEqual(['alive checks_passing_n 1', 'alive checks_passing_rest 2'])
  test.clock.now = startAt
})

it('when anybody looked last is known after all checks of a long standstill were forgotten', async () => {
  const { db } = test.pipeline
  const at = before(400)
  await db.updateTable('standings').set({ checked_at: at }).execute()
  await finish(20, 'alive', 400)
  expect(await prune()).toBe(20)
  expect(await readLastLookAt(db)).toEqual(at)
})

it('the checks of a contact go with it', async () => {
  const { db } = test.pipeline
  await finish(2, 'alive', 0)
  await sql`insert into open_checks (contact_id, host, priority, queued_at)
    values ('shop/bear', 'bear.test', 2, now())`.execute(db)
  await db.deleteFrom('contacts').execute()
  expect(await db.selectFrom('all_checks').select('id').execute()).toEqual([])
})
