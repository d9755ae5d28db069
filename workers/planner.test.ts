import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { readNextDue } from '../src/store/due.ts'
import { startTestPipeline, type TestPipeline, toy, until } from '../test/support/pipeline.ts'
import { openPlanner, type Planner } from './planner.ts'

let test: TestPipeline
let planner: Planner
const minuteMs = 60_000

beforeAll(async () => {
  test = await startTestPipeline([toy('bear'), toy('doll'), toy('kite')])
})
afterAll(() => test.stop())
beforeEach(() => {
  planner = openPlanner(test.pipeline, minuteMs)
})
afterEach(async () => {
  await planner.stop()
  await test.pipeline.db.deleteFrom('open_checks').execute()
})

/** Makes toys due so many milliseconds from now, by a clock that stands until it is moved. */
async function dueIn({ pipeline, clock }: TestPipeline, offsets: Record<string, number>): Promise<void> {
  await pipeline.db.deleteFrom('due').execute()
  const rows = Object.entries(offsets).map(([name, ms]) => {
    const due_at = new Date(clock.now.getTime() + ms)
    return { contact_id: `shop/${name}`, errand: 'routine' as const, due_at, host: 'toys.test' }
  })
  await pipeline.db.insertInto('due').values(rows).execute()
}
const later = ({ clock }: TestPipeline, ms: number) => {
  clock.now = new Date(clock.now.getTime() + ms)
}
const opened = async ({ pipeline }: TestPipeline) => {
  const rows = await pipeline.db.selectFrom('open_checks').select('contact_id as id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

it('what becomes due between two ticks is planned when its time comes, what comes later is not', async () => {
  await dueIn(test, { bear: -1_000, doll: 60, kite: 2 * minuteMs })
  await planner.plan()
  expect(await opened(test)).toEqual(['shop/bear'])
  later(test, 100)
  await until(async () => (await opened(test)).length === 2)
  expect(await opened(test)).toEqual(['shop/bear', 'shop/doll'])
  await planner.stop()
  expect(await opened(test)).not.toContain('shop/kite')
})

it('what becomes due after that, and before the tick, is planned too', async () => {
  await dueIn(test, { bear: 60, doll: 400 })
  await planner.plan()
  later(test, 100)
  await until(async () => (await opened(test)).length === 1)
  later(test, 400)
  await until(async () => (await opened(test)).length === 2)
})

it.each([40, 70, 100, 130])(
  'what becomes due while a plan is made does not wait for the tick: %i ms',
  async (ms) => {
    await dueIn(test, { bear: ms })
    // Each question for the time takes some of it.
    const now = () => {
      later(test, 30)
      return test.clock.now
    }
    const slow = openPlanner({ ...test.pipeline, now }, minuteMs)
    await slow.plan()
    await until(async () => (await opened(test)).length === 1)
    await slow.stop()
  },
)

it('more is gathered only after a go that found something to plan', async () => {
  const waits: number[] = []
  const { setTimeout: real } = globalThis
  const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms: number) => {
    waits.push(ms)
    return real(work, ms)
  }) as typeof setTimeout)
  await dueIn(test, { doll: 70 })
  await planner.plan()
  expect(waits).toContain(71)
  await dueIn(test, { bear: -1_000, doll: 70 })
  await planner.plan()
  expect(waits).toContain(250)
  spy.mockRestore()
})

it('a planner that was stopped plans nothing more', async () => {
  await dueIn(test, { bear: 60 })
  await planner.plan()
  await planner.stop()
  later(test, 100)
  // Another house, which began later and waits for longer, tells that the time has passed.
  const other = await startTestPipeline([toy('clock')])
  const running = openPlanner(other.pipeline, minuteMs)
  await dueIn(other, { clock: 400 })
  await running.plan()
  later(other, 500)
  await until(async () => (await opened(other)).length > 0)
  await running.stop()
  await other.stop()
  expect(await opened(test)).toEqual([])
})

it('the next moment is found among all errands', async () => {
  const { now } = test.clock
  const at = (ms: number) => new Date(now.getTime() + ms)
  await dueIn(test, { bear: 0, doll: 0, kite: 0 })
  const { db } = test.pipeline
  const set = (id: string, errand: 'routine' | 'ladder' | 'cascade', due_at: Date) =>
    db.updateTable('due').set({ errand, due_at }).where('contact_id', '=', `shop/${id}`).execute()
  await set('bear', 'routine', at(-10))
  await set('doll', 'cascade', at(500))
  await set('kite', 'ladder', at(300))
  expect(await readNextDue(db, now, at(1_000))).toEqual(at(300))
  expect(await readNextDue(db, at(300), at(1_000))).toEqual(at(500))
  expect(await readNextDue(db, at(500), at(1_000))).toBeNull()
  expect(await readNextDue(db, now, at(300))).toBeNull()
})
