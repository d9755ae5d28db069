import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { lost } from '../../test/support/toy-kind.ts'
import { recall } from '../store/monitor.ts'
import { planDue } from './plan-due.ts'
import { requestRecheck } from './request-recheck.ts'
import { routineGapMs, settlePace } from './settle-pace.ts'
import { syncKb } from './sync-kb.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([])
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.toys.answers.clear()
  await test.pipeline.db.deleteFrom('contacts').execute()
  await test.pipeline.db.deleteFrom('monitor').execute()
})

const watch = (count: number, importance: 'critical' | 'normal' | 'minor' = 'normal') =>
  syncKb(
    test.pipeline,
    knowledgeBaseOf(
      Array.from({ length: count }, (_, i) => toy(`${importance}${i}`, { importance, checkEveryHours: 720 })),
    ),
  )

it('without a budget everything that is due is planned', async () => {
  await watch(20)
  test.clock.now = new Date(test.clock.now.getTime() + hourMs)
  expect(await planDue(test.pipeline)).toBe(20)
})

it('with one, no more starts in an hour than its part of the day, and nothing is saved up for a burst', async () => {
  await watch(100)
  const pipeline = { ...test.pipeline, checksPerDay: 240 }
  test.clock.now = new Date(test.clock.now.getTime() + dayMs)
  let planned = await planDue(pipeline)
  for (let minute = 0; minute < 60; minute += 1) {
    test.clock.now = new Date(test.clock.now.getTime() + minuteMs)
    planned += await planDue(pipeline)
  }
  expect(planned).toBeGreaterThanOrEqual(9)
  expect(planned).toBeLessThanOrEqual(11)
})

it('what people asked for comes off what is left for routine', async () => {
  await watch(100)
  const pipeline = { ...test.pipeline, checksPerDay: 240 }
  await planDue(pipeline)
  test.clock.now = new Date(test.clock.now.getTime() + dayMs)
  const asked = Array.from({ length: 20 }, (_, i) => `shop/normal${i}`)
  await requestRecheck(pipeline, asked, { by: 'Anna' })
  let planned = 0
  for (let minute = 0; minute < 60; minute += 1) {
    test.clock.now = new Date(test.clock.now.getTime() + minuteMs)
    planned += await planDue(pipeline)
  }
  expect(planned).toBe(0)
})

it('a confirmation goes before routine that is due for longer', async () => {
  await watch(30)
  await test.live(31 * dayMs)
  const { db } = test.pipeline
  test.toys.answers.set('toy:normal7', lost)
  await db
    .updateTable('due')
    .set({ due_at: test.clock.now })
    .where('contact_id', '=', 'shop/normal7')
    .execute()
  await test.tick()
  const longAgo = new Date(test.clock.now.getTime() - dayMs)
  await db.updateTable('due').set({ due_at: longAgo }).where('contact_id', '!=', 'shop/normal7').execute()
  const pipeline = { ...test.pipeline, checksPerDay: 240 }
  await planDue(pipeline)
  test.clock.now = new Date(test.clock.now.getTime() + 6 * minuteMs)
  expect(await planDue(pipeline)).toBe(1)
  const open = await db.selectFrom('open_checks').select('contact_id').execute()
  expect(open).toEqual([{ contact_id: 'shop/normal7' }])
})

it('spreads the budget by what matters, and says so when it cannot keep the promises', async () => {
  await syncKb(
    test.pipeline,
    knowledgeBaseOf([
      ...Array.from({ length: 50 }, (_, i) =>
        toy(`minor${i}`, { importance: 'minor', checkEveryHours: 720 }),
      ),
      ...Array.from({ length: 5 }, (_, i) =>
        toy(`critical${i}`, { importance: 'critical', checkEveryHours: 720 }),
      ),
    ]),
  )
  await settlePace({ ...test.pipeline, checksPerDay: 48 })
  const pace = (await recall(test.pipeline.db, 'pace'))?.value ?? null
  const gapDays = (importance: 'critical' | 'minor') =>
    routineGapMs({ kind: 'toy', importance, checkEveryHours: 720, site: 'x.test' }, pace) / dayMs
  expect(gapDays('minor') / gapDays('critical')).toBeCloseTo(10, 0)
  expect(50 / gapDays('minor') + 5 / gapDays('critical')).toBeCloseTo(48, 0)
  await settlePace({ ...test.pipeline, checksPerDay: 1 })
  expect((await recall(test.pipeline.db, 'pace'))?.value.enough).toBe(false)
})

it('a promise is kept however small the budget makes the others’ share', () => {
  const pace = { theta: 1e9, enough: true, hazards: {}, sites: {} }
  const contact = { kind: 'toy', importance: 'minor' as const, checkEveryHours: 24, site: 'x.test' }
  expect(routineGapMs(contact, pace)).toBe(dayMs)
  expect(routineGapMs(contact, null)).toBe(dayMs)
})
