import { afterEach, beforeEach, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { lost } from '../../test/support/toy-kind.ts'
import { planDue } from './plan-due.ts'
import { syncKb } from './sync-kb.ts'

const dayMs = 24 * 3_600_000
let test: TestPipeline

beforeEach(async () => {
  test = await startTestPipeline([toy('bear'), toy('duck')])
})
afterEach(() => test.stop())

const sync = (...contacts: ReturnType<typeof toy>[]) => syncKb(test.pipeline, knowledgeBaseOf(contacts))
const standingOf = (id: string) =>
  test.pipeline.db
    .selectFrom('standings as s')
    .leftJoin('memories as m', 'm.contact_id', 's.contact_id')
    .leftJoin('due as d', 'd.contact_id', 's.contact_id')
    .selectAll('s')
    .select(['m.memory', 'd.due_at'])
    .where('s.contact_id', '=', id)
    .executeTakeFirstOrThrow()

it('reading the same files twice changes nothing', async () => {
  const before = await standingOf('shop/bear')
  expect(await sync(toy('bear'), toy('duck'))).toEqual({ contacts: 2, added: 0, changed: 0, removed: 0 })
  expect(await standingOf('shop/bear')).toEqual(before)
})

it('a new label keeps what is known, a new value begins anew', async () => {
  await test.live(dayMs)
  const report = await sync(
    toy('bear', { label: { ru: 'Мишка', en: 'Teddy' } }),
    toy('duck', { value: 'toy:drake' }),
  )
  expect(report).toEqual({ contacts: 2, added: 0, changed: 2, removed: 0 })
  expect(await standingOf('shop/bear')).toMatchObject({ status: 'fresh', memory: { seen: 'toy:bear' } })
  expect(await standingOf('shop/duck')).toMatchObject({
    status: 'unchecked',
    memory: null,
    host: 'drake.test',
  })
})

it('a contact that left the files is watched no more and its incident ends', async () => {
  await test.live(dayMs)
  test.toys.answers.set('toy:duck', lost)
  await test.live(5 * dayMs)
  expect((await standingOf('shop/duck')).status).toBe('broken')
  expect((await sync(toy('bear'))).removed).toBe(1)
  expect(await standingOf('shop/duck')).toMatchObject({ status: 'retired', due_at: null })
  const [incident] = await test.pipeline.db.selectFrom('incidents').selectAll().execute()
  expect(incident?.resolved_at).not.toBeNull()
})

it('a discontinued contact that left the files is asked no more whether it returned', async () => {
  const old = toy('old', { documented: 'retired' })
  await sync(toy('bear'), old)
  test.clock.now = new Date(test.clock.now.getTime() + dayMs)
  await planDue(test.pipeline)
  await sync(toy('bear'))
  await sync(toy('bear'), old)
  await sync(toy('bear'))
  expect(await standingOf('shop/old')).toMatchObject({ status: 'retired', due_at: null })
  await test.live(2 * dayMs)
  expect(test.toys.asked).not.toContain('toy:old')
})

it('a contact that comes back to the files is watched from its beginning', async () => {
  await sync(toy('bear'))
  await sync(toy('bear'), toy('duck'))
  expect(await standingOf('shop/duck')).toMatchObject({ status: 'unchecked' })
  await test.live(dayMs)
  expect((await standingOf('shop/duck')).status).toBe('fresh')
})

it('a gap waits for a person, a discontinued contact for its return, a phantom for nothing', async () => {
  await sync(
    toy('gap', { value: null }),
    toy('old', { documented: 'retired' }),
    toy('phantom', { documented: 'phantom' }),
  )
  expect(await standingOf('shop/gap')).toMatchObject({ status: 'unverifiable', due_at: null })
  expect(await standingOf('shop/old')).toMatchObject({ status: 'retired', due_at: expect.any(Date) })
  expect(await standingOf('shop/phantom')).toMatchObject({ status: 'retired', due_at: null })
})

it('contradicting claims of two witnesses make it disputed', async () => {
  const claims = [
    { source: 'article', says: 'works' as const, detail: null, asOf: null },
    { source: 'other', says: 'discontinued' as const, detail: null, asOf: null },
  ]
  await sync(toy('bear', { claims }), toy('duck'))
  expect(await standingOf('shop/bear')).toMatchObject({ disputed: true })
  expect(await standingOf('shop/duck')).toMatchObject({ disputed: false })
})

it('first checks of many new contacts are spread over time', async () => {
  await sync(...Array.from({ length: 400 }, (_, i) => toy(`cub${i}`)))
  const rows = await test.pipeline.db
    .selectFrom('due')
    .select('due_at')
    .where('contact_id', 'like', 'shop/cub%')
    .execute()
  const offsets = rows.map((row) => row.due_at.getTime() - test.clock.now.getTime())
  expect(Math.max(...offsets)).toBeLessThanOrEqual(100_000)
  expect(offsets.filter((ms) => ms < 50_000).length).toBeGreaterThan(150)
  expect(offsets.filter((ms) => ms >= 50_000).length).toBeGreaterThan(150)
})
