import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openTools } from '../../test/support/check-tools.ts'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { type Served, serve } from '../../test/support/serve.ts'
import { createRegistry } from '../kinds/index.ts'
import { pageKind } from '../kinds/page/index.ts'
import { openChecks, priorities } from '../store/checks.ts'
import { forgetMemory } from '../store/memories.ts'
import { runBatch } from './run-batch.ts'
import { syncKb } from './sync-kb.ts'

const dayMs = 24 * 3_600_000
const host = '127.0.0.1'
let test: TestPipeline
let tools: Awaited<ReturnType<typeof openTools>>
let site: Served
let status: number
let words: string

beforeAll(async () => {
  test = await startTestPipeline([])
  tools = await openTools()
  test.pipeline.kinds = createRegistry([pageKind])
  test.runner.net = tools.net
  site = await serve((_, response) => {
    const prose = 'Пишите нам, мы ответим в течение дня. '.repeat(20)
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<title>Поддержка</title><h1>Служба поддержки</h1><p>${prose}</p><p>${words}</p>`)
  })
})
afterAll(async () => {
  await tools.close()
  await site.close()
  await test.stop()
})
beforeEach(async () => {
  status = 200
  words = 'Чат открыт'
  test.runner.rules = 'test'
  await test.pipeline.db.deleteFrom('contacts').execute()
  await know()
  await test.tick()
})

const know = (settings: Record<string, unknown> = {}) =>
  syncKb(
    test.pipeline,
    knowledgeBaseOf([toy('help', { kind: 'page', value: `${site.origin}/help/support`, settings })]),
  )
const checks = async () => {
  const rows = await test.pipeline.db
    .selectFrom('checks')
    .select(['verdict', 'evidence', 'facts', 'trace'])
    .where('contact_id', '=', 'shop/help')
    .orderBy('id')
    .execute()
  return rows.map(({ evidence, ...row }) => ({ ...row, read: evidence !== null }))
}
const lastRead = async () => (await checks()).at(-1)?.read
async function nextDay(days = 1): Promise<void> {
  test.clock.now = new Date(test.clock.now.getTime() + days * dayMs)
  await test.pipeline.db.updateTable('due').set({ due_at: test.clock.now }).execute()
  await test.tick()
}

it('an answer that was read is not read again: the check says when it was, and keeps no evidence twice', async () => {
  const readAt = test.clock.now
  await nextDay()
  const [first, second, ...others] = await checks()
  expect(others).toEqual([])
  expect(first).toMatchObject({ verdict: 'alive', read: true })
  expect(second).toMatchObject({ verdict: 'alive', read: false, facts: first?.facts })
  expect(second?.trace?.at(-1)).toBe(`the answer says what was read at ${readAt.toISOString()}`)
  const { status: standing, answer_read_at } = await test.pipeline.db
    .selectFrom('standings')
    .select(['status', 'answer_read_at'])
    .executeTakeFirstOrThrow()
  expect(standing).toBe('fresh')
  expect(answer_read_at).toEqual(readAt)
})

it('a reading serves for two days, however often its answer comes', async () => {
  for (let look = 1; look <= 6; look += 1) await nextDay(0.5)
  const read = (await checks()).map((check) => check.read)
  expect(read).toEqual([true, false, false, false, true, false, false])
})

it('a page with a new token each time is not read again, nor one that loses it', async () => {
  for (const token of ['qRk4b7Zx', '9sLm2PwT', 'Vb3xK8nD']) {
    words = `<span data-token="${token}">Чат открыт</span>`
    await nextDay(0.5)
  }
  words = '<span data-token="">Чат открыт</span>'
  await nextDay(0.25)
  const read = (await checks()).map((check) => check.read)
  expect(read).toEqual([true, true, false, false, false])
})

it('a page that changed is read, and known from then on', async () => {
  words = 'Чат закрыт на обед'
  await nextDay()
  expect(await lastRead()).toBe(true)
  await nextDay()
  expect(await lastRead()).toBe(false)
})

it('a page that failed is read when it is back, though it is the one that was known', async () => {
  status = 404
  await nextDay()
  expect((await checks()).at(-1)).toMatchObject({ verdict: 'gone', read: true })
  status = 200
  await nextDay()
  expect((await checks()).at(-1)).toMatchObject({ verdict: 'alive', read: true })
})

it('what a person asks for is read', async () => {
  test.clock.now = new Date(test.clock.now.getTime() + dayMs)
  const asked = { contactId: 'shop/help', host, priority: priorities.asked, askedBy: 'Anna' }
  await openChecks(test.pipeline.db, [asked], test.clock.now)
  await runBatch(test.pipeline, test.runner, host)
  expect(await checks()).toHaveLength(2)
  expect(await lastRead()).toBe(true)
})

it.each([
  ['rules of another version', async () => void Object.assign(test.runner, { rules: 'next' })],
  ['other settings', () => know({ marker: ['чат открыт'] })],
  ['nothing to remember', () => forgetMemory(test.pipeline.db, 'shop/help')],
])('it is read anew with %s, and known again after that', async (_, change) => {
  await change()
  await nextDay()
  expect(await lastRead()).toBe(true)
  await nextDay()
  expect(await lastRead()).toBe(false)
})

it('a clock that runs faster lets readings grow old faster', async () => {
  test.pipeline.timeScale = 2
  await nextDay()
  test.pipeline.timeScale = 1
  expect(await lastRead()).toBe(true)
})
