import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { cardPage, missingPage } from '../../test/fixtures/telegram-cards.ts'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { type Served, serve } from '../../test/support/serve.ts'
import { createRegistry } from '../kinds/index.ts'
import { telegramKind } from '../kinds/telegram/index.ts'
import type { Net } from '../net/net.ts'
import { openNet } from '../net/open-net.ts'
import { listChecks } from '../store/checks.ts'
import { listDetectors } from '../store/monitor.ts'
import { openDetectors } from './detectors.ts'
import { requestRecheck } from './request-recheck.ts'
import { runBatch } from './run-batch.ts'
import { syncKb } from './sync-kb.ts'

const channel = (title: string) => cardPage({ title, ogTitle: title, extra: '5 032 subscribers' })
const unknownPage = `<html><body>Welcome <!-- ${'x'.repeat(800)} --></body></html>`

/** What `t.me` does with a name: a layout is a function of who exists. */
type Layout = (name: string, exists: boolean) => string
const today: Layout = (name, exists) => (exists ? channel(name) : missingPage)

const known = new Set(['durov', 'telegram', 'shopnews', 'lostnews'])
let layout: Layout
let telegram: Served
let net: Net
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([])
  // Certificates of loopback have no known authority, so this t.me speaks plain HTTP.
  const plain = (url: string) => url.replace('https:', 'http:')
  const { controls } = telegramKind
  if (!controls) throw new Error('telegram has no controls')
  test.pipeline.kinds = createRegistry([
    {
      ...telegramKind,
      controls: { alive: controls.alive.map(plain), dead: (letters) => plain(controls.dead(letters)) },
    },
  ])
})
afterAll(() => test.stop())
beforeEach(async () => {
  layout = today
  telegram = await serve((request, response) => {
    const name = request.url?.slice(1) ?? ''
    response.writeHead(200, { 'content-type': 'text/html' }).end(layout(name, known.has(name)))
  })
  net = await openNet({
    connectTo: [{ host1: 't.me', port1: null, host2: '127.0.0.1', port2: telegram.port }],
    allowNets: [],
    dnsServers: [],
    chromiumPath: null,
    userAgent: 'test/1',
  })
  test.runner.net = net
  test.runner.detectors = openDetectors(test.pipeline, net)
  await test.pipeline.db.deleteFrom('contacts').execute()
  await test.pipeline.db.deleteFrom('monitor').execute()
  const contacts = ['shopnews', 'lostnews'].map((name) =>
    toy(name, { kind: 'telegram', value: `http://t.me/${name}` }),
  )
  await syncKb(test.pipeline, knowledgeBaseOf(contacts))
})
afterEach(async () => {
  await net.close()
  await telegram.close()
})

async function verdictsNow() {
  const ids = ['shop/lostnews', 'shop/shopnews']
  await requestRecheck(test.pipeline, ids, { by: 'test' })
  await runBatch(test.pipeline, test.runner, 't.me')
  const verdicts: Record<string, string> = {}
  for (const id of ids) {
    const [last] = await listChecks(test.pipeline.db, id, 1)
    verdicts[id] = `${last?.verdict} ${last?.reasonCode ?? ''}`.trim()
  }
  return verdicts
}

it('a name that was given up is gone while durov is there and a random name is nobody’s', async () => {
  layout = (name, exists) => today(name, exists && name !== 'lostnews')
  expect(await verdictsNow()).toEqual({
    'shop/lostnews': 'gone telegram/no-such-name',
    'shop/shopnews': 'alive',
  })
  const names = telegram.requests.map(({ url }) => url?.slice(1) ?? '')
  expect(names).toContain('durov')
  expect(names).toContainEqual(expect.stringMatching(/^[a-z]{20}$/))
})

it.each<[string, Layout, string]>([
  ['shows everybody the card of a missing name', () => missingPage, 'gone'],
  ['has a layout that nobody knows', () => unknownPage, 'unknown'],
  ['shows a wall', () => '<title>DDoS-Guard</title>', 'unknown'],
])('a t.me that %s freezes every bad verdict', async (_, changed, state) => {
  await verdictsNow()
  layout = changed
  test.clock.now = new Date(test.clock.now.getTime() + 40 * 60_000)
  expect(await verdictsNow()).toEqual({
    'shop/lostnews': 'unknown check/detector-suspended',
    'shop/shopnews': 'unknown check/detector-suspended',
  })
  const standings = await test.pipeline.db.selectFrom('standings').select(['status', 'episode']).execute()
  expect(standings).toEqual([
    { status: 'fresh', episode: null },
    { status: 'fresh', episode: null },
  ])
  const [check] = await listChecks(test.pipeline.db, 'shop/shopnews', 1)
  expect(check?.trace?.at(-1)).toMatch(new RegExp(`^${state} .*but the detector is suspended`))
  expect(await listDetectors(test.pipeline.db)).toMatchObject([{ kind: 'telegram', suspended: true }])
})

it('a t.me that cannot be reached from here is not evidence against channels', async () => {
  await verdictsNow()
  await telegram.close()
  test.clock.now = new Date(test.clock.now.getTime() + 40 * 60_000)
  expect(Object.values(await verdictsNow())).toEqual(Array(2).fill('unknown check/detector-suspended'))
  const [fact] = await listDetectors(test.pipeline.db)
  expect(fact?.why).toContain('net/refused')
})
