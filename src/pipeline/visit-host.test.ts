import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import {
  knowledgeBaseOf,
  startTestPipeline,
  type TestPipeline,
  toy,
  until,
} from '../../test/support/pipeline.ts'
import { serve } from '../../test/support/serve.ts'
import { createRegistry } from '../kinds/index.ts'
import { pageKind } from '../kinds/page/index.ts'
import type { Net } from '../net/net.ts'
import { openNet } from '../net/open-net.ts'
import { openChecks, priorities } from '../store/checks.ts'
import { planDue } from './plan-due.ts'
import { openBatches } from './run-batch.ts'
import { syncKb } from './sync-kb.ts'

const dayMs = 24 * 3_600_000
const host = 'shop.test'
let test: TestPipeline
let net: Net
let site: Awaited<ReturnType<typeof serve>>
/** Paths in the order in which they were asked for. */
let asked: string[]
/** What happens while a page is being answered. */
let meanwhile: (path: string) => Promise<unknown>
let status: number

beforeAll(async () => {
  test = await startTestPipeline([])
  test.pipeline.kinds = createRegistry([pageKind])
  net = await openNet({
    connectTo: [{ host1: null, port1: null, host2: '127.0.0.1', port2: null }],
    allowNets: [],
    dnsServers: [],
    chromiumPath: null,
    userAgent: 'test/1',
  })
  test.runner.net = net
  site = await serve(async (request, response) => {
    asked.push(request.url ?? '')
    await meanwhile(request.url ?? '')
    response.writeHead(status, { 'content-type': 'text/html' })
    response.end(`<title>Help</title><h1>Help</h1><p>${'How to reach us, and when. '.repeat(20)}</p>`)
  })
})
afterAll(async () => {
  await site.close()
  await net.close()
  await test.stop()
})
beforeEach(async () => {
  asked = []
  status = 200
  meanwhile = async () => undefined
  test.runner.stopping = new AbortController().signal
  await test.pipeline.db.deleteFrom('contacts').execute()
  await test.pipeline.db.deleteFrom('hosts').execute()
  const pages = Array.from({ length: 6 }, (_, i) =>
    toy(`page${i}`, { kind: 'page', value: `http://${host}:${site.port}/p/${i}` }),
  )
  await syncKb(test.pipeline, knowledgeBaseOf([]))
  await syncKb(test.pipeline, knowledgeBaseOf(pages))
  test.clock.now = new Date(test.clock.now.getTime() + dayMs)
  await test.pipeline.db.updateTable('due').set({ due_at: test.clock.now }).execute()
})

afterEach(() => vi.restoreAllMocks())

/** Whoever waits for others to share a statement or a transaction with waits for ever. */
function neverTiredOfWaiting(): void {
  const { setTimeout: real } = globalThis
  const slowed = (work: () => void, ms: number, ...about: []) =>
    real(work, ms === 50 ? 2 ** 31 - 1 : ms, ...about)
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(slowed as typeof setTimeout)
}

function openGate() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

async function run(): Promise<void> {
  const batches = openBatches(test.pipeline, test.runner)
  await batches.run(host)
  await batches.close()
}
const startsOfOpen = async () =>
  (await test.pipeline.db.selectFrom('open_checks').select('starts').execute()).map(({ starts }) => starts)

it('a host without a gap is visited once for many of its checks, each run once', async () => {
  await planDue(test.pipeline)
  await run()
  expect([...asked].sort()).toEqual(Array.from({ length: 6 }, (_, i) => `/p/${i}`))
  expect(await startsOfOpen()).toEqual([])
})

it('where nothing else runs, a host waits for no others to be taken or given back with', async () => {
  const names = ['a.test', 'b.test', 'c.test', 'd.test', 'e.test', 'f.test']
  const toys = names.map((name) =>
    toy(name.slice(0, 1), { kind: 'page', value: `http://${name}:${site.port}/` }),
  )
  await syncKb(test.pipeline, knowledgeBaseOf(toys))
  const batches = openBatches(test.pipeline, test.runner)
  const dueAgain = () => test.pipeline.db.updateTable('due').set({ due_at: test.clock.now }).execute()
  await dueAgain()
  await planDue(test.pipeline)
  const answers = openGate()
  meanwhile = () => answers.opened
  let running: Promise<unknown> = Promise.resolve()
  // Two questions of the turns wait for the lock, the third is for all others: then the turns are busy.
  await test.pipeline.db.transaction().execute(async (tx) => {
    running = Promise.all(names.map((name) => batches.run(name)))
    await until(async () => asked.length === names.length)
    await sql`select from hosts for update`.execute(tx)
    answers.open()
    await until(async () => (await startsOfOpen()).length === 0)
  })
  await running
  neverTiredOfWaiting()
  await dueAgain()
  await planDue(test.pipeline)
  await batches.run('a.test')
  await batches.close()
  expect(asked).toHaveLength(names.length + 1)
})

it('the last result of all does not wait for others to be recorded with', async () => {
  await planDue(test.pipeline)
  const { db } = test.pipeline
  const finished = async () => (await db.selectFrom('checks').select('id').execute()).length
  const before = await finished()
  const answers = openGate()
  // Two transactions wait for the lock, the third takes what came meanwhile: then the recorder is busy.
  meanwhile = async () => {
    if (asked.length < 6) return
    answers.open()
    await until(async () => (await finished()) === before + 5)
  }
  neverTiredOfWaiting()
  let running: Promise<void> = Promise.resolve()
  await db.transaction().execute(async (tx) => {
    await sql`select from standings for update`.execute(tx)
    running = run()
    await answers.opened
  })
  await running
  expect(await finished()).toBe(before + 6)
})

it('a question that comes meanwhile waits for one running check only', async () => {
  await planDue(test.pipeline)
  const batches = openBatches(test.pipeline, test.runner)
  const contactOf = (path: string) => `shop/page${path.at(-1)}`
  let last = ''
  meanwhile = async () => {
    if (asked.length !== 2) return
    last =
      ['/p/0', '/p/1', '/p/2', '/p/3', '/p/4', '/p/5'].filter((path) => !asked.includes(path)).at(-1) ?? ''
    const contacts = [{ contactId: contactOf(last), host, priority: priorities.asked, askedBy: 'Anna' }]
    await openChecks(test.pipeline.db, contacts, test.clock.now)
    await batches.run(host, true)
  }
  await batches.run(host)
  await batches.close()
  expect(asked[2]).toBe(last)
  expect(asked).toHaveLength(6)
})

it('once the question is answered, what is left of its host is wished for as routine', async () => {
  await planDue(test.pipeline)
  const contacts = [{ contactId: 'shop/page4', host, priority: priorities.asked, askedBy: 'Anna' }]
  await openChecks(test.pipeline.db, contacts, test.clock.now)
  test.wished.length = 0
  const batches = openBatches(test.pipeline, { ...test.runner, hostGapMs: 3_600_000 })
  await batches.run(host, true)
  await batches.close()
  expect(asked).toEqual(['/p/4'])
  expect(await startsOfOpen()).toEqual([0, 0, 0, 0, 0])
  expect(test.wished).toEqual([host])
})

it('a question for another host goes ahead of all visits that have not begun', async () => {
  const hosts = Array.from({ length: 52 }, (_, i) => `h${i}.test`)
  const contactOf = (name: string) => `shop/${name.split('.')[0]}`
  const pages = hosts.map((name) =>
    toy(name.split('.')[0] ?? '', { kind: 'page', value: `http://${name}:${site.port}/${name}` }),
  )
  await syncKb(test.pipeline, knowledgeBaseOf(pages))
  let answer: () => void = () => undefined
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  meanwhile = () => answered
  const batches = openBatches(test.pipeline, test.runner)
  const start = async (names: readonly string[], priority: number, askedBy: string | null) => {
    const contacts = names.map((name) => ({ contactId: contactOf(name), host: name, priority, askedBy }))
    await openChecks(test.pipeline.db, contacts, test.clock.now)
    return Promise.all(names.map((name) => batches.run(name, askedBy !== null)))
  }
  const taken = async () => (await startsOfOpen()).filter((starts) => starts > 0).length
  const routine = start(hosts.slice(0, 51), priorities.routine, null)
  await until(async () => asked.length === 32 && (await taken()) === 51)
  const question = start(hosts.slice(51), priorities.asked, 'Anna')
  await until(async () => (await taken()) === 52)
  answer()
  await Promise.all([routine, question])
  await batches.close()
  expect(asked).toHaveLength(52)
  expect(asked.indexOf('/h51.test')).toBeLessThan(51)
})

it('what was taken and not begun is put back when the host asks for a pause', async () => {
  await planDue(test.pipeline)
  status = 429
  await run()
  expect(asked).toHaveLength(1)
  expect(await startsOfOpen()).toEqual([0, 0, 0, 0, 0])
})

it('what was taken and not begun is put back when the worker stops', async () => {
  await planDue(test.pipeline)
  const stopping = new AbortController()
  test.runner.stopping = stopping.signal
  meanwhile = async () => stopping.abort()
  await run()
  expect(asked).toHaveLength(1)
  expect(await startsOfOpen()).toEqual([0, 0, 0, 0, 0])
})
