import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type DnsServer, serveDns } from '../../../test/support/dns-server.ts'
import { type Served, serve } from '../../../test/support/serve.ts'
import type { Net } from '../../net/net.ts'
import { openNet } from '../../net/open-net.ts'
import { emailKind } from './index.ts'

const now = new Date('2026-11-22T09:00:00Z')
const filler = '<p>Мы рады помочь каждому покупателю и продавцу нашего магазина каждый день.</p>'.repeat(4)
let server: Served
let dns: DnsServer
let net: Net

beforeAll(async () => {
  dns = await serveDns({
    'good.test': { mx: [{ exchange: 'mx.good.test', priority: 10 }], a: ['203.0.113.5'] },
    'mx.good.test': { a: ['203.0.113.6'] },
    'null.test': { mx: [{ exchange: '', priority: 0 }], a: ['203.0.113.5'] },
    'implicit.test': { a: ['203.0.113.5'] },
    'empty.test': {},
    'dangling.test': { mx: [{ exchange: 'mx.nowhere.test', priority: 10 }], a: ['203.0.113.5'] },
    'local.test': { mx: [{ exchange: 'localhost', priority: 0 }], a: ['203.0.113.5'] },
    'literal.test': { mx: [{ exchange: '203.0.113.9', priority: 10 }], a: ['203.0.113.5'] },
    'inner.test': { mx: [{ exchange: 'mx.inner.test', priority: 10 }] },
    'mx.inner.test': { a: ['10.1.2.3', '127.0.0.1'] },
    'two.test': {
      mx: [
        { exchange: 'mx.nowhere.test', priority: 5 },
        { exchange: 'mx.good.test', priority: 10 },
      ],
    },
    'sick.test': 'servfail',
  })
})
afterAll(() => dns.close())

beforeEach(async () => {
  server = await serve((request, response) => {
    const listed = request.url === '/listed' ? '<a href="mailto:help@good.test">Написать</a>' : ''
    response.writeHead(200, { 'content-type': 'text/html' }).end(`${filler}${listed}`)
  })
  net = await openNet({
    connectTo: [{ host1: 'shop.test', port1: null, host2: '127.0.0.1', port2: server.port }],
    allowNets: ['127.0.0.0/8'],
    dnsServers: [dns.address],
    chromiumPath: null,
    userAgent: 'test/1',
  })
})
afterEach(async () => {
  await net.close()
  await server.close()
})

async function check(
  value: string,
  listedOn: string[] = [],
  memory: { listed: boolean; via: 'http' } | null = null,
) {
  const settings = emailKind.settings.parse({})
  const tools = { net, browser: 'auto' as const, now, timeoutMs: 2000, signal: new AbortController().signal }
  const observation = await emailKind.check({ value, settings, listedOn, ownerDomains: [], memory }, tools)
  emailKind.evidence.parse(JSON.parse(JSON.stringify(observation.evidence)))
  return { observation, verdict: emailKind.judge(observation.evidence) }
}

it.each([
  ['help@good.test', 'alive', null, null],
  ['help@implicit.test', 'alive', null, null],
  ['help@null.test', 'gone', 'email/null-mx', 'gone'],
  ['help@empty.test', 'gone', 'email/no-mail-server', 'gone'],
  ['help@dangling.test', 'gone', 'email/no-mail-server', 'gone'],
  ['help@nowhere.test', 'gone', 'email/no-mail-server', 'dns'],
  ['help@two.test', 'alive', null, null],
  ['help@local.test', 'gone', 'email/no-mail-server', 'gone'],
  ['help@literal.test', 'unknown', 'email/no-mail-server', 'unclear'],
  ['help@inner.test', 'unknown', 'email/no-mail-server', 'unclear'],
  ['help@sick.test', 'unknown', 'net/dns-failure', 'timeout'],
])('says of %s that it is %s', async (value, state, code, failureClass) => {
  const { verdict } = await check(value)
  expect([verdict.state, verdict.reason?.code ?? null, verdict.class]).toEqual([state, code, failureClass])
})

it('asks DNS and nobody else', async () => {
  const before = dns.questions.length
  const { observation } = await check('help@good.test')
  expect(dns.questions.slice(before).map(({ name, type }) => `${type} ${name}`)).toEqual(
    expect.arrayContaining(['MX good.test', 'A mx.good.test']),
  )
  expect(observation).toMatchObject({ via: 'dns', httpStatus: null })
  expect(observation.facts).toContainEqual({ label: 'mailServers', value: 'mx.good.test' })
  expect(server.requests).toHaveLength(0)
})

it('looks on the pages that should print it', async () => {
  const listed = await check('help@good.test', ['http://shop.test/listed'])
  expect(listed.verdict.state).toBe('alive')
  expect(emailKind.learn(listed.observation.evidence)).toEqual({ listed: true, via: 'http' })
  const silent = await check('help@good.test', ['http://shop.test/silent'], { listed: true, via: 'http' })
  expect(silent.verdict).toMatchObject({ state: 'gone', reason: { code: 'email/not-listed' } })
  const never = await check('help@good.test', ['http://shop.test/silent'])
  expect(never.verdict.state).toBe('alive')
  expect(server.requests.map(({ url }) => url)).toEqual(['/listed', '/silent', '/silent'])
})

it('asks nobody about a value that is no address', async () => {
  const before = dns.questions.length
  const { verdict } = await check('help@оzon.test', ['http://shop.test/listed'])
  expect(verdict).toMatchObject({ state: 'unknown', reason: { code: 'email/invalid' }, class: 'human' })
  expect(dns.questions).toHaveLength(before)
  expect(server.requests).toHaveLength(0)
})

it('flags a domain whose Cyrillic letters look Latin', async () => {
  const parsed = emailKind.parse('help@сосо.test')
  const { observation } = await check(parsed.ok ? parsed.value : '')
  expect(observation.facts).toContainEqual({ label: 'lookAlike', value: 'сосо.test ≠ coco.test' })
})
