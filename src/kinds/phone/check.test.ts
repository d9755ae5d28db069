import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Served, serve } from '../../../test/support/serve.ts'
import type { Net } from '../../net/net.ts'
import { openNet } from '../../net/open-net.ts'
import type { Target } from '../kind.ts'
import type { PhoneMemory, PhoneSettings } from './evidence.ts'
import { phoneKind } from './index.ts'
import { importPlan } from './plan/import-plan.ts'

const now = new Date('2026-11-22T09:00:00Z')
const filler = '<p>Мы рады помочь каждому покупателю и продавцу нашего магазина каждый день.</p>'.repeat(4)
type Page = { status?: number; body: string; location?: string; type?: string }
const pages: Record<string, Page> = {
  '/listed': { body: `<h2>Горячая линия</h2><p>8 (800) 234-70-00</p>${filler}` },
  '/notice': {
    body: `<p>Линия 8 (800) 234-70-00 больше не обслуживается, звоните 8 800 775-55-05.</p>${filler}`,
  },
  '/other': { body: `<h2>Горячая линия</h2><p>8 800 775-55-05</p>${filler}` },
  '/none': { body: `<h2>Контакты</h2><p>Пишите в чат.</p>${filler}` },
  '/scripted': { body: `<h2>Контакты</h2><script src="/fill-in.js"></script>${filler}` },
  '/concealed': {
    body: `<h2>Контакты</h2><p>8 (800) 234-XX-XX <button>Показать телефон</button></p>${filler}`,
  },
  '/pdf': { type: 'application/pdf', body: `%PDF-1.7 ${'x'.repeat(300)}` },
  '/missing': { status: 404, body: '<h1>404</h1>' },
  '/shell': { body: '<div id="root"></div><script src="/app.js"></script>' },
  '/away': { status: 302, body: '', location: 'http://stranger.test/listed' },
}

let server: Served
let net: Net

beforeEach(async () => {
  server = await serve((request, response) => {
    const page: Page = pages[request.url ?? ''] ?? { status: 404, body: 'no' }
    const headers = {
      'content-type': page.type ?? 'text/html; charset=utf-8',
      ...(page.location && { location: page.location }),
    }
    response.writeHead(page.status ?? 200, headers).end(page.body)
  })
  net = await openNet({
    connectTo: [{ host1: null, port1: null, host2: '127.0.0.1', port2: server.port }],
    allowNets: ['127.0.0.0/8'],
    dnsServers: [],
    chromiumPath: null,
    userAgent: 'test/1',
  })
})

afterEach(async () => {
  await net.close()
  await server.close()
})

async function check(
  paths: string[],
  over: Partial<Target<PhoneSettings, PhoneMemory>> = {},
  plan?: unknown,
) {
  const target = {
    value: '+78002347000',
    settings: phoneKind.settings.parse({}),
    listedOn: paths.map((path) => (path.startsWith('/') ? `http://shop.test${path}` : path)),
    ownerDomains: ['shop.test'],
    memory: null,
    ...over,
  }
  const { signal } = new AbortController()
  const tools = { net, browser: 'auto' as const, now, timeoutMs: 2000, signal, reference: plan }
  const observation = await phoneKind.check(target, tools)
  phoneKind.evidence.parse(JSON.parse(JSON.stringify(observation.evidence)))
  return { observation, verdict: phoneKind.judge(observation.evidence) }
}

const asserted = { settings: { assertListed: true } }
const urls = () => server.requests.map(({ url, headers }) => `${headers.host}${url}`)

describe('a phone', () => {
  it('is alive while a page of its owner prints it', async () => {
    const { observation, verdict } = await check(['/listed'])
    expect(verdict.state).toBe('alive')
    expect(observation.facts).toEqual([
      { label: 'number', value: '8 (800) 234-70-00' },
      { label: 'listedOn', value: 'http://shop.test/listed' },
    ])
    expect(observation).toMatchObject({ via: 'http', httpStatus: 200, finalUrl: 'http://shop.test/listed' })
    expect(phoneKind.learn(observation.evidence)).toEqual({
      listed: true,
      neighbours: [],
      via: 'http',
      context: 'Горячая линия 8 (800) 234-70-00',
    })
    expect(urls()).toEqual(['shop.test/listed'])
  })

  it('is changed where the owner says that it is no longer served', async () => {
    const { verdict } = await check(['/notice'])
    expect(verdict).toMatchObject({
      state: 'changed',
      reason: { code: 'phone/discontinued-notice' },
      suggestion: { action: 'replace', value: '+78007755505' },
    })
  })

  it('is replaced where another number stands in its place', async () => {
    const { verdict } = await check(['/other'], asserted)
    expect(verdict).toMatchObject({
      state: 'changed',
      reason: { code: 'phone/replaced' },
      suggestion: { value: '+78007755505' },
    })
  })

  it('is gone where it was printed and is not any more', async () => {
    const { verdict } = await check(['/none'], {
      memory: { listed: true, neighbours: [], via: 'http', context: '' },
    })
    expect(verdict).toMatchObject({ state: 'gone', reason: { code: 'phone/not-listed' } })
  })

  it.each([
    ['/missing', 'http/not-found', 'unclear'],
    ['/shell', 'page/empty-shell', 'unclear'],
    ['/away', 'page/moved', 'unclear'],
    ['/concealed', 'page/empty-shell', 'unclear'],
    ['/pdf', 'net/bad-response', 'unclear'],
  ])('stays undecided when %s cannot be read', async (path, code, failureClass) => {
    const { verdict } = await check(['/none', path], asserted)
    expect(verdict).toMatchObject({ state: 'unknown', reason: { code }, class: failureClass })
  })

  it('does not call it gone from a page that only a browser would see in full', async () => {
    const unseen = await check(['/scripted'], asserted)
    expect(unseen.verdict).toMatchObject({ state: 'unknown', reason: { code: 'page/empty-shell' } })
    const memory = { listed: true, neighbours: [], via: 'http' as const, context: '' }
    expect((await check(['/scripted'], { memory })).verdict.state).toBe('gone')
  })

  it('does not ask strangers', async () => {
    const { verdict, observation } = await check(['http://stranger.test/listed'])
    expect(verdict).toMatchObject({ state: 'unknown', reason: { code: 'phone/needs-human' }, class: 'human' })
    expect(observation.via).toBe('none')
    expect(server.requests).toHaveLength(0)
  })

  it('takes any listing page for the owner’s when no domains are given', async () => {
    const { verdict } = await check(['http://stranger.test/listed'], { ownerDomains: [] })
    expect(verdict.state).toBe('alive')
  })

  it('waits for a person where nothing lists it or no plan has it', async () => {
    expect((await check([])).verdict.reason?.code).toBe('phone/needs-human')
    expect((await check(['/listed'], { value: '+71234567890' })).verdict.reason?.code).toBe('phone/invalid')
    expect(server.requests).toHaveLength(0)
  })
})

describe('a phone and the numbering plan', () => {
  const plan = importPlan(['800;2340000;2349999;;АО "Связь";Российская Федерация\n495;1000000;1000999;;x;y'])
  const withPlan = (value: string, paths: string[]) => check(paths, { value }, plan)

  it('shows who has the range', async () => {
    const { observation, verdict } = await withPlan('+78002347000', ['/listed'])
    expect(verdict.state).toBe('alive')
    expect(observation.facts).toContainEqual({
      label: 'allocatedTo',
      value: 'АО "Связь", Российская Федерация',
    })
  })

  it('is gone where nobody has its range, and nobody prints it', async () => {
    const gone = { state: 'gone', reason: { code: 'phone/unassigned' }, class: 'gone' }
    expect((await withPlan('+78007755505', [])).verdict).toMatchObject(gone)
    expect((await withPlan('+78007755505', ['/none'])).verdict).toMatchObject(gone)
  })

  it('asks a person where the owner prints what nobody has', async () => {
    const { verdict } = await withPlan('+78007755505', ['/other'])
    expect(verdict).toMatchObject({ state: 'unknown', reason: { code: 'phone/unassigned' }, class: 'human' })
  })

  it('says nothing of codes that the plan does not cover', async () => {
    const { verdict } = await withPlan('+78124940606', [])
    expect(verdict.reason?.code).toBe('phone/needs-human')
  })

  it('leaves anything else than a plan alone', async () => {
    const { verdict } = await check(['/listed'], {}, { codes: 'no map' })
    expect(verdict.state).toBe('alive')
  })
})
