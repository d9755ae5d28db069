import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  knowledgeBaseOf,
  startTestPipeline,
  type TestPipeline,
  toy,
  until,
} from '../../test/support/pipeline.ts'
import { planDue } from './plan-due.ts'
import { openBatches } from './run-batch.ts'
import { syncKb } from './sync-kb.ts'

/** More than what may wait for its transaction, in visits of eight. */
const hosts = Array.from(
  { length: 80 },
  (_, n) => `h${String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26))}`,
)
const each = 8
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([])
  const toys = hosts.flatMap((host) =>
    Array.from({ length: each }, (_, n) => toy(`${host}${n}`, { value: `toy:${host}${n}` })),
  )
  await syncKb(test.pipeline, knowledgeBaseOf(toys))
  test.clock.now = new Date(test.clock.now.getTime() + 24 * 3_600_000)
  await planDue(test.pipeline, [10_000])
})
afterAll(() => test.stop())

it('where the store is slower than the world, no more is begun than may wait, and nothing is lost', async () => {
  const { db } = test.pipeline
  const batches = openBatches(test.pipeline, test.runner)
  const asked = () => test.toys.asked.length
  const running = await db.transaction().execute(async (tx) => {
    await sql`select from standings for update`.execute(tx)
    const runs = Promise.all(hosts.map((host) => batches.run(`${host}.test`)))
    await until(async () => asked() >= 400)
    // Time enough for hundreds more, if anybody began them.
    for (let turn = 0; turn < 50; turn += 1) await sql`select 1`.execute(tx)
    // Those that were under way when the last place was taken.
    expect(asked()).toBeLessThanOrEqual(432)
    return { runs }
  })
  await running.runs
  await batches.close()
  expect(asked()).toBe(hosts.length * each)
  expect(await db.selectFrom('open_checks').select('id').execute()).toEqual([])
})
