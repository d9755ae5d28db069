import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ConnectProxy, serveConnectProxy } from '../../test/support/connect-proxy.ts'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { type Served, serve } from '../../test/support/serve.ts'
import { alive, not } from '../domain/verdict.ts'
import { createRegistry } from '../kinds/index.ts'
import { pageKind } from '../kinds/page/index.ts'
import { sharedFactLabels } from '../kinds/reasons.ts'
import type { Net } from '../net/net.ts'
import type { EgressProxy } from '../net/net-config.ts'
import { openNet } from '../net/open-net.ts'
import { listChecks } from '../store/checks.ts'
import { requestRecheck } from './request-recheck.ts'
import { runBatch } from './run-batch.ts'
import { needsSecondOpinion, weigh } from './second-opinion.ts'
import { syncKb } from './sync-kb.ts'

const gone = not('gone', 'gone', 'http/not-found', '404')
const soft = not('gone', 'gone', 'page/soft-404', 'not found')
const wall = not('unknown', 'blocked', 'page/wall', 'a wall')
const late = not('unknown', 'timeout', 'net/timeout', 'late')
const moved = not('changed', 'drift', 'page/moved', 'moved')

describe('weighing', () => {
  const from = (verdict: typeof gone | ReturnType<typeof alive>) => ({ vantage: 'amsterdam', verdict })

  it.each([
    [gone, soft],
    [wall, late],
    [wall, wall],
    [late, late],
    [moved, moved],
  ])('$reason.code here and $reason.code there count as what was seen here', (here, there) => {
    expect(weigh(here, from(there))).toBe(here)
  })

  it.each([
    [gone, alive()],
    [gone, wall],
    [gone, late],
    [gone, moved],
    [wall, alive()],
    [late, alive()],
    // Something answers there, so the host is not down for everybody.
    [late, wall],
    [moved, gone],
  ])('%#: two different answers prove nothing', (here, there) => {
    const verdict = weigh(here, from(there))
    expect(verdict).toMatchObject({
      state: 'unknown',
      class: 'unclear',
      reason: { code: 'check/vantages-disagree' },
    })
    expect(verdict.reason?.message).toBe(
      `here: ${here.state} (${here.reason?.code}); amsterdam: ${there.state}${there.reason ? ` (${there.reason.code})` : ''}`,
    )
  })

  it.each([
    [gone, 'http', true],
    [late, 'http', true],
    [alive(), 'http', false],
    [not('unknown', 'human', 'phone/needs-human', 'call'), 'none', false],
    [not('unknown', 'self', 'net/offline', 'offline'), 'http', false],
    [not('unknown', 'blocked', 'http/rate-limited', '429'), 'http', false],
    [not('gone', 'dns', 'net/dns-not-found', 'no name'), 'http', false],
    [not('gone', 'gone', 'email/null-mx', 'no mail'), 'dns', false],
  ] as const)('%# is asked elsewhere only where that can tell more', (verdict, via, asked) => {
    const observation = { evidence: null, facts: [], via, httpStatus: null, finalUrl: null, trace: [] }
    const seen = { ...observation, startedAt: new Date(0), durationMs: 1 }
    expect(needsSecondOpinion({ verdict, observation: seen })).toBe(asked)
  })
})

describe('with other ways out', () => {
  const prose = `<title>Служба поддержки</title><h1>Служба поддержки</h1><p>${'Пишите нам, мы ответим. '.repeat(30)}</p>`
  let test: TestPipeline
  let here: Served
  let elsewhere: Served
  let proxies: ConnectProxy[]
  let nets: Net[]
  const seen = { here: 404, elsewhere: 200 }

  beforeAll(async () => {
    test = await startTestPipeline([])
    test.pipeline.kinds = createRegistry([pageKind])
  })
  afterAll(() => test.stop())
  beforeEach(async () => {
    here = await serve((_request, response) => {
      response.writeHead(seen.here, { 'content-type': 'text/html; charset=utf-8' }).end(prose)
    })
    elsewhere = await serve((_request, response) => {
      response.writeHead(seen.elsewhere, { 'content-type': 'text/html; charset=utf-8' }).end(prose)
    })
    proxies = [await serveConnectProxy(), await serveConnectProxy()]
    for (const proxy of proxies) proxy.lead = { to: 'port', port: elsewhere.port }
    nets = []
    const open = async (proxy?: EgressProxy) => {
      const config = { connectTo: [], allowNets: ['127.0.0.0/8'], dnsServers: [], chromiumPath: null }
      const net = await openNet({ ...config, userAgent: 'test/1', ...(proxy && { proxy }) })
      nets.push(net)
      return net
    }
    test.runner.net = await open()
    test.runner.vantages = await Promise.all(
      proxies.map(async ({ url }, i) => {
        const name = ['amsterdam', 'kazan'][i] ?? ''
        return { name, net: await open({ name, url }) }
      }),
    )
    await test.pipeline.db.deleteFrom('contacts').execute()
    // One that was told to slow down before rests.
    await test.pipeline.db.deleteFrom('hosts').execute()
    const contact = toy('help', { kind: 'page', value: `${here.origin}/help/support` })
    await syncKb(test.pipeline, knowledgeBaseOf([contact]))
  })
  afterEach(async () => {
    await Promise.all(nets.map((net) => net.close()))
    for (const server of [here, elsewhere, ...proxies]) await server.close()
  })

  async function check() {
    await requestRecheck(test.pipeline, ['shop/help'], { by: 'test' })
    await runBatch(test.pipeline, test.runner, '127.0.0.1')
    const [last] = await listChecks(test.pipeline.db, 'shop/help', 1)
    if (!last) throw new Error('not checked')
    const facts = (last.facts ?? []).filter(({ label }) => label === 'vantage').map(({ value }) => value)
    return { ...last, short: `${last.verdict} ${last.reasonCode ?? ''}`.trim(), opinions: facts }
  }

  it('what is gone here and alive elsewhere is unknown, with both answers shown', async () => {
    Object.assign(seen, { here: 404, elsewhere: 200 })
    const { short, opinions, trace, reasonMessage } = await check()
    expect(short).toBe('unknown check/vantages-disagree')
    expect(opinions).toEqual(['here: gone (http/not-found)', 'amsterdam: alive'])
    expect(sharedFactLabels).toHaveProperty('vantage')
    expect(reasonMessage).toBe('here: gone (http/not-found); amsterdam: alive')
    expect(trace).toContainEqual(expect.stringMatching(/^\[amsterdam\] GET .*help\/support -> 200/))
    expect(elsewhere.requests.map(({ url }) => url)).toContain('/help/support')
    expect(proxies.map(({ asked }) => asked.length > 0)).toEqual([true, false])
    const { episode } = await test.pipeline.db
      .selectFrom('standings')
      .select('episode')
      .executeTakeFirstOrThrow()
    expect(episode?.classes).toEqual({ unclear: 1 })
  })

  it('what is gone from both counts', async () => {
    Object.assign(seen, { here: 404, elsewhere: 410 })
    const { short, opinions } = await check()
    expect(short).toBe('gone http/not-found')
    expect(opinions).toEqual(['here: gone (http/not-found)', 'amsterdam: gone (http/gone)'])
  })

  it('a wall or a failure here does not count against what is alive elsewhere', async () => {
    Object.assign(seen, { here: 503, elsewhere: 200 })
    expect((await check()).short).toBe('unknown check/vantages-disagree')
  })

  it('good news is not asked twice', async () => {
    Object.assign(seen, { here: 200, elsewhere: 404 })
    expect(await check()).toMatchObject({ short: 'alive', opinions: [] })
    expect(proxies.flatMap(({ asked }) => asked)).toEqual([])
  })

  it('who is told to slow down here does not come back by another door', async () => {
    Object.assign(seen, { here: 429, elsewhere: 200 })
    expect(await check()).toMatchObject({ short: 'unknown http/rate-limited', opinions: [] })
    expect(proxies.flatMap(({ asked }) => asked)).toEqual([])
  })

  it('a way out that cannot be used, or that cannot tell, leaves the answer to the next one', async () => {
    Object.assign(seen, { here: 404, elsewhere: 404 })
    if (proxies[0]) proxies[0].lead = { to: 'status', status: 407 }
    expect(await check()).toMatchObject({
      short: 'gone http/not-found',
      opinions: ['here: gone (http/not-found)', 'kazan: gone (http/not-found)'],
    })
    if (proxies[0]) proxies[0].lead = { to: 'status', status: 502 }
    expect(await check()).toMatchObject({
      short: 'gone http/not-found',
      opinions: expect.arrayContaining(['amsterdam: unknown (net/refused)', 'kazan: gone (http/not-found)']),
    })
  })

  it('where no way out can be used the first answer stands, and the trace says so', async () => {
    Object.assign(seen, { here: 404, elsewhere: 200 })
    await Promise.all(proxies.map((proxy) => proxy.close()))
    const { short, opinions, trace } = await check()
    expect([short, opinions]).toEqual(['gone http/not-found', []])
    expect(trace?.at(-1)).toBe('no other way out could be used: there is no second opinion')
    proxies = []
  })
})
