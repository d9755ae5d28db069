import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { readLastLookAt } from './last-look.ts'
import { pruneChecks } from './prune-checks.ts'

const dayMs = 24 * 3_600_000
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([toy('bear')])
})
afterAll(() => test.stop())

const before = (days: number) => new Date(test.clock.now.getTime() - days * dayMs)

/** So many finished checks, a second apart, the newest so many days ago. */
async function finish(count: number, verdict: string, daysAgo: number) {
  await sql`
    insert into checks (contact_id, host, priority, queued_at, finished_at, verdict)
    select 'shop/bear', 'bear.test', 2, at, at, ${verdict}
    from (
      select ${before(daysAgo)}::timestamptz - n * interval '1 second' as at
      from generate_series(0, ${count}::int - 1) n
    ) k`.execute(test.pipeline.db)
}

it('more than a slice is pruned in one go, over failures that stay', async () => {
  await finish(7_000, 'alive', 10)
  await finish(6_000, 'gone', 20)
  await finish(500, 'gone', 91)
  await finish(10, 'alive', 1)
  expect(await pruneChecks(test.pipeline.db, before(3), before(90))).toBe(7_500)
  const { rows } = await sql<{ verdict: string; count: number }>`
    select verdict, count(*) as count from checks group by 1 order by 1`.execute(test.pipeline.db)
  expect(rows).toEqual([
    { verdict: 'alive', count: 10 },
    { verdict: 'gone', count: 6_000 },
  ])
})

it('the newest check stays however old it is, because it says when anybody looked last', async () => {
  await sql`delete from checks`.execute(test.pipeline.db)
  await finish(20, 'alive', 400)
  expect(await pruneChecks(test.pipeline.db, before(3), before(90))).toBe(19)
  expect(await readLastLookAt(test.pipeline.db)).toEqual(before(400))
})
