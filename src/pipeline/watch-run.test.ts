import { afterAll, beforeAll, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { lost } from '../../test/support/toy-kind.ts'
import { syncKb } from './sync-kb.ts'
import { openRunWatch } from './watch-run.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Each a site of its own. */
const names = [...'abcdefghijklmnop']
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([])
})
afterAll(() => test.stop())

const countOf = async () => {
  const rows = await test.pipeline.db.selectFrom('standings').select('status').execute()
  return Object.fromEntries(
    [...new Set(rows.map(({ status }) => status))].map((status) => [
      status,
      rows.filter((row) => row.status === status).length,
    ]),
  )
}

it('when most of what was well fails at once, few are suspected, all are recorded, and a day later it is believed', async () => {
  const watch = openRunWatch(1)
  test.pipeline.runWatch = watch
  await syncKb(test.pipeline, knowledgeBaseOf(names.map((name) => toy(name))))
  await test.live(4 * dayMs)
  expect(await countOf()).toEqual({ fresh: 16 })
  expect(watch.heldSinceAt()).toBeNull()
  for (const name of names) test.toys.answers.set(`toy:${name}`, lost)
  while (watch.heldSinceAt() === null) await test.live(hourMs)
  const heldAt = test.clock.now.getTime()
  await test.live(20 * hourMs)
  expect((await countOf()).fresh).toBeGreaterThan(3)
  const { failed } = await test.pipeline.db
    .selectFrom('checks')
    .where('verdict', '=', 'gone')
    .select(({ fn }) => fn.count<number>('contact_id').distinct().as('failed'))
    .executeTakeFirstOrThrow()
  expect(failed).toBe(16)
  await test.live(heldAt + 2 * dayMs - test.clock.now.getTime())
  expect(watch.heldSinceAt()).toBeNull()
  expect((await countOf()).fresh ?? 0).toBe(0)
}, 120_000)
