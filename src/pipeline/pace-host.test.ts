import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { serve } from '../../test/support/serve.ts'
import { createRegistry } from '../kinds/index.ts'
import type { Kind } from '../kinds/kind.ts'
import { pageKind } from '../kinds/page/index.ts'
import type { Net } from '../net/net.ts'
import { openNet } from '../net/open-net.ts'
import { listChecks } from '../store/checks.ts'
import { planDue } from './plan-due.ts'
import { reconcile } from './reconcile.ts'
import { runBatch } from './run-batch.ts'
import { syncKb } from './sync-kb.ts'

const dayMs = 24 * 3_600_000
let test: TestPipeline
let net: Net
let site: Awaited<ReturnType<typeof serve>>
/** When each request came, by the pipeline's clock, and what it was for. */
let arrived: { at: Date; path: string }[]
let answer: { status: number; headers?: Record<string, string> }
let delays: (number | undefined)[]

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
  test.pipeline.wake.runHosts = async (wishes) => {
    test.wished.push(...wishes.flatMap(({ hosts }) => hosts))
    delays.push(...wishes.map(({ inMs }) => inMs))
  }
  site = await serve((request, response) => {
    arrived.push({ at: test.clock.now, path: request.url ?? '' })
    const { status, headers } = request.headers.host?.startsWith('calm') ? { status: 200 } : answer
    response.writeHead(status, { 'content-type': 'text/html', ...headers })
    response.end(`<title>Help</title><h1>Help</h1><p>${'How to reach us, and when. '.repeat(20)}</p>`)
  })
})
afterAll(async () => {
  await site.close()
  await net.close()
  await test.stop()
})
beforeEach(async () => {
  arrived = []
  delays = []
  answer = { status: 200 }
  test.pipeline.timeScale = 1
  await test.pipeline.db.deleteFrom('contacts').execute()
  await test.pipeline.db.deleteFrom('hosts').execute()
  await syncKb(test.pipeline, knowledgeBaseOf([]))
})

const pagesOf = (host: string, count: number) =>
  Array.from({ length: count }, (_, i) =>
    toy(`${host}-${i}`, { kind: 'page', value: `http://${host}.test:${site.port}/p/${i}` }),
  )
const after = (ms: number) => {
  test.clock.now = new Date(test.clock.now.getTime() + ms)
}
async function watchAndPlan(contacts: ReturnType<typeof pagesOf>) {
  await syncKb(test.pipeline, knowledgeBaseOf(contacts))
  after(dayMs)
  await planDue(test.pipeline)
  test.wished.length = 0
  delays.length = 0
}
const run = (host: string) => runBatch(test.pipeline, test.runner, host)
const openOf = async (host: string) =>
  (await test.pipeline.db.selectFrom('open_checks').select('starts').where('host', '=', host).execute()).map(
    ({ starts }) => starts,
  )
const hostRow = (name: string) =>
  test.pipeline.db.selectFrom('hosts').selectAll().where('name', '=', name).executeTakeFirstOrThrow()

it('429 stops the run for that host, and for no other', async () => {
  await watchAndPlan([...pagesOf('strict', 4), ...pagesOf('calm', 3)])
  answer = { status: 429, headers: { 'retry-after': '120' } }
  await Promise.all([run('strict.test'), run('calm.test')])
  expect(arrived.length).toBe(1 + 3)
  // The open ones wait as if nobody had come.
  expect(await openOf('strict.test')).toEqual([0, 0, 0])
  expect(await openOf('calm.test')).toEqual([])
})

it('the rest is run when the pause is over, not before, by whoever is sent', async () => {
  await watchAndPlan(pagesOf('strict', 3))
  answer = { status: 429, headers: { 'retry-after': '120' } }
  await run('strict.test')
  expect([test.wished, delays]).toEqual([['strict.test'], [120_000]])
  answer = { status: 200 }
  after(119_000)
  await run('strict.test')
  expect(arrived).toHaveLength(1)
  after(1_000)
  await run('strict.test')
  expect(arrived).toHaveLength(3)
  const [first, second] = arrived
  expect((second?.at.getTime() ?? 0) - (first?.at.getTime() ?? 0)).toBe(120_000)
  expect(await openOf('strict.test')).toEqual([])
})

it('the reconciler leaves a host alone that rests, and finds it when the wish was lost', async () => {
  await watchAndPlan(pagesOf('strict', 2))
  answer = { status: 429, headers: { 'retry-after': '600' } }
  await run('strict.test')
  after(300_000)
  expect(await reconcile(test.pipeline)).toBe(0)
  after(300_000)
  expect(await reconcile(test.pipeline)).toBe(1)
})

it('503 with a Retry-After is obeyed; without one the others are still asked', async () => {
  await watchAndPlan(pagesOf('strict', 3))
  answer = { status: 503 }
  await run('strict.test')
  expect(arrived).toHaveLength(3)
  await watchAndPlan(pagesOf('other', 3))
  answer = { status: 503, headers: { 'retry-after': '60' } }
  await run('other.test')
  expect(arrived).toHaveLength(4)
})

it('pushbacks in a row are counted, seen in the trace, and forgotten at the first usual answer', async () => {
  await watchAndPlan(pagesOf('strict', 4))
  answer = { status: 429 }
  for (let time = 1; time <= 2; time += 1) {
    await run('strict.test')
    expect(await hostRow('strict.test')).toMatchObject({ pushbacks: time, held_by: null })
    after(dayMs / 24)
  }
  expect(arrived).toHaveLength(2)
  const finished = await test.pipeline.db.selectFrom('checks').select('contact_id').execute()
  const [check] = await listChecks(test.pipeline.db, finished[0]?.contact_id ?? '', 1)
  expect(check?.trace?.at(-1)).toMatch(
    /^429 from http:\/\/strict\.test:\d+\/p\/\d: strict\.test rests until .+ \(pushback \d in a row\)$/,
  )
  answer = { status: 200 }
  await run('strict.test')
  expect(await hostRow('strict.test')).toMatchObject({ pushbacks: 0, paused_until: null })
  expect(await openOf('strict.test')).toEqual([])
})

it('a made-up neighbour that is met with 429 stops the run too', async () => {
  await watchAndPlan(pagesOf('strict', 2))
  const [page] = pagesOf('strict', 1)
  const calls: string[] = []
  const { http } = net
  test.runner.net = {
    ...net,
    http: {
      ...http,
      async get(url, options) {
        calls.push(url)
        answer = calls.length === 1 ? { status: 200 } : { status: 429, headers: { 'retry-after': '60' } }
        return http.get(url, options)
      },
    },
  }
  const probing: typeof pageKind = {
    ...pageKind,
    async check(target, tools) {
      const seen = await pageKind.check(target, tools)
      await tools.net.http.get(`${page?.value}-made-up`)
      return seen
    },
  }
  test.pipeline.kinds = createRegistry([probing as Kind])
  await run('strict.test')
  test.runner.net = net
  test.pipeline.kinds = createRegistry([pageKind])
  expect(calls).toHaveLength(2)
  expect(await openOf('strict.test')).toEqual([0])
})

it('a hostile Retry-After keeps a host for a day at most', async () => {
  await watchAndPlan(pagesOf('strict', 1))
  answer = { status: 429, headers: { 'retry-after': '99999999' } }
  await run('strict.test')
  const { paused_until: until } = await hostRow('strict.test')
  expect((until?.getTime() ?? 0) - test.clock.now.getTime()).toBe(dayMs)
})

it('a Retry-After is the host’s own clock: it is not scaled', async () => {
  test.pipeline.timeScale = 3_600
  await watchAndPlan(pagesOf('strict', 1))
  answer = { status: 429, headers: { 'retry-after': '60' } }
  await run('strict.test')
  expect(delays).toEqual([60_000])
})
