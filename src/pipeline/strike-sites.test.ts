import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { lost } from '../../test/support/toy-kind.ts'
import { not } from '../domain/verdict.ts'
import { syncKb } from './sync-kb.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const slow = not('unknown', 'timeout', 'net/timeout', 'no answer')
const names = (count: number) => Array.from({ length: count }, (_, i) => `bear${i}`)
// Weeks of looks, one transaction each.
vi.setConfig({ testTimeout: 90_000 })

let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([])
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.toys.answers.clear()
  await test.pipeline.db.deleteFrom('contacts').execute()
  await test.pipeline.db.deleteFrom('incidents').execute()
  await test.pipeline.db.deleteFrom('sites').execute()
})

const watch = (toys: string[], everyHours = 24) =>
  syncKb(test.pipeline, knowledgeBaseOf(toys.map((name) => toy(name, { checkEveryHours: everyHours }))))
const answer = (toys: string[], verdict: typeof slow) => {
  for (const name of toys) test.toys.answers.set(`toy:${name}`, verdict)
}
const incidents = () =>
  test.pipeline.db
    .selectFrom('incidents as i')
    .select((eb) => [
      'i.cause',
      'i.wave',
      eb('i.told_at', 'is not', null).as('told'),
      eb('i.resolved_at', 'is not', null).as('over'),
      eb
        .selectFrom('incident_contacts as m')
        .whereRef('m.incident_id', '=', 'i.id')
        .where('m.recovered_at', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('members'),
    ])
    .orderBy('i.id')
    .execute()
const alerts = async () =>
  (await test.pipeline.db.selectFrom('alerts').select('edge').orderBy('id').execute()).map(({ edge }) => edge)

it('a site that fails as a whole is one incident, of which nobody is mailed while it may pass', async () => {
  await watch(names(6))
  await test.live(2 * dayMs)
  answer(names(6), slow)
  await test.live(8 * dayMs)
  expect(await incidents()).toEqual([
    { cause: 'host:bear.test', wave: true, told: false, over: false, members: 6 },
  ])
  expect(await alerts()).toEqual([])
  test.toys.answers.clear()
  await test.live(2 * dayMs)
  expect(await incidents()).toMatchObject([{ wave: false, told: false, over: true, members: 0 }])
  expect(await alerts()).toEqual([])
})

it('a wave that does not pass is one mail, when its first contact is confirmed, and one when all are back', async () => {
  await watch(names(6))
  await test.live(2 * dayMs)
  answer(names(6), slow)
  await test.live(13 * dayMs)
  expect(await incidents()).toMatchObject([{ told: true, members: 6 }])
  expect(await alerts()).toEqual(['opened'])
  test.toys.answers.clear()
  await test.live(4 * dayMs)
  expect(await incidents()).toMatchObject([{ over: true, members: 0 }])
  expect(await alerts()).toEqual(['opened', 'resolved'])
})

it('what goes on failing when a wave passed is confirmed for itself', async () => {
  await watch(names(8))
  await test.live(2 * dayMs)
  answer(names(8), slow)
  await test.live(2 * dayMs)
  for (const name of names(8).slice(1)) test.toys.answers.delete(`toy:${name}`)
  await test.live(7 * dayMs)
  expect(await incidents()).toMatchObject([
    { cause: 'host:bear.test', over: true, told: false },
    { cause: 'host:bear.test', over: false, told: true, members: 1 },
  ])
})

it('four of many are no wave', async () => {
  await watch(names(30))
  await test.live(2 * dayMs)
  answer(names(4), slow)
  await test.live(2 * dayMs)
  expect(await incidents()).toEqual([])
})

it('a definite failure has siblings looked at long before their turn, and finds those that died with it', async () => {
  await watch(names(30), 720)
  await test.live(31 * dayMs)
  answer(names(30).slice(10), lost)
  const statuses = () => test.pipeline.db.selectFrom('standings').select(['contact_id', 'status']).execute()
  const failing = async () => (await statuses()).filter(({ status }) => status !== 'fresh').length
  while ((await failing()) === 0) await test.live(2 * hourMs)
  await test.live(2 * hourMs)
  expect(await failing()).toBe(20)
})

it('a blip sets off no cascade', async () => {
  await watch(names(30), 720)
  await test.live(31 * dayMs)
  answer(['bear3'], slow)
  test.toys.asked.length = 0
  await test.pipeline.db
    .updateTable('due')
    .set({ due_at: test.clock.now })
    .where('contact_id', '=', 'shop/bear3')
    .execute()
  await test.live(hourMs)
  expect(test.toys.asked).toContain('toy:bear3')
  expect(await test.pipeline.db.selectFrom('sites').selectAll().execute()).toEqual([])
})

it('in a wave two sentinels go on asking, and when both answer the others are asked at once', async () => {
  await watch(names(12))
  await test.live(2 * dayMs)
  answer(names(12), slow)
  await test.live(2 * dayMs)
  test.toys.asked.length = 0
  await test.live(3 * dayMs)
  const asked = (name: string) => test.toys.asked.filter((one) => one === `toy:${name}`).length
  const members = names(12).sort().slice(2)
  // One look a day each, whatever their ladder says.
  for (const name of members) expect(asked(name)).toBeLessThanOrEqual(4)
  test.toys.answers.clear()
  const sentinels = names(12).sort().slice(0, 2)
  await test.pipeline.db
    .updateTable('due')
    .set({ due_at: test.clock.now })
    .where(
      'contact_id',
      'in',
      sentinels.map((name) => `shop/${name}`),
    )
    .execute()
  await test.pipeline.db
    .updateTable('due')
    .set({ due_at: new Date(test.clock.now.getTime() + dayMs) })
    .where(
      'contact_id',
      'in',
      members.map((name) => `shop/${name}`),
    )
    .execute()
  await test.live(hourMs)
  expect(await incidents()).toMatchObject([{ wave: false, over: true, members: 0 }])
})
