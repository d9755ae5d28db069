import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type DnsServer, serveDns } from '../../test/support/dns-server.ts'
import { serveRedirectingSite } from '../../test/support/redirecting-site.ts'
import { type Served, serve } from '../../test/support/serve.ts'
import { parseConnectTo } from './connect-to.ts'
import { openDns } from './dns.ts'
import { openHttpClient } from './http.ts'
import type { Exchange, HttpClient } from './net.ts'
import type { ConnectToRule, NetConfig } from './net-config.ts'

let dnsServer: DnsServer
let site: Served
let secret: Served
const clients: HttpClient[] = []

beforeAll(async () => {
  dnsServer = await serveDns({
    'site.test': { a: ['127.0.0.1'] },
    'www.site.test': { a: ['127.0.0.1'] },
    'mixed.test': { a: ['93.184.215.14', '127.0.0.1'] },
    'rebind.test': (nth) => ({ a: [nth % 2 === 0 ? '127.0.0.1' : '93.184.215.14'] }),
    'empty.test': {},
    localhost: { a: ['127.0.0.1'] },
  })
  secret = await serve((_request, response) => response.end('secret'))
  site = await serveRedirectingSite()
})

afterEach(async () => {
  site.requests.length = 0
  await Promise.all(clients.splice(0).map((client) => client.close()))
})

afterAll(async () => {
  for (const server of [site, secret, dnsServer]) await server.close()
})

test('a page comes back with its text, headers and address', async () => {
  const exchange = await get('/1251')
  expect(exchange).toMatchObject({
    ok: true,
    status: 200,
    body: 'Привет',
    bodyBytes: 6,
    truncated: false,
    hops: [],
  })
  expect(exchange.url).toBe(`http://site.test:${site.port}/1251`)
  const [request] = site.requests
  expect(request?.headers).toMatchObject({ host: `site.test:${site.port}`, 'user-agent': 'test/1' })
  expect(request?.headers['accept-language']).toBe('ru,en;q=0.8')
})

test('the charset comes from <meta> where the header has none, and an unknown one is UTF-8', async () => {
  expect(bodyOf(await get('/koi8'))).toContain('Привет')
  expect(bodyOf(await get('/nonsense'))).toBe('Привет')
})

test.each([301, 302, 303, 307, 308])('a %i is followed and recorded', async (code) => {
  const exchange = await get(`/status?code=${code}`)
  expect(exchange).toMatchObject({ ok: true, status: 200, url: url('/end'), body: 'end /end' })
  expect(exchange.hops).toEqual([{ url: url(`/status?code=${code}`), status: code, location: url('/end') }])
})

test('without redirects allowed the redirect is the answer', async () => {
  expect(await get('/status?code=301', {}, { maxRedirects: 0 })).toMatchObject({
    ok: true,
    status: 301,
    hops: [],
  })
})

test('a thousand redirects end after ten', async () => {
  const exchange = await get('/chain')
  expect(exchange).toMatchObject({ ok: false, failure: { code: 'net/too-many-redirects' } })
  expect(site.requests.length).toBe(11)
})

test.each(['/self', '/cycle-a'])('the loop %s is seen after one round', async (path) => {
  expect(await get(path)).toMatchObject({ ok: false, failure: { code: 'net/too-many-redirects' } })
  expect(site.requests.length).toBeLessThanOrEqual(2)
})

test('a site that sets a cookie and redirects to itself is let in', async () => {
  expect(await get('/cookie')).toMatchObject({ ok: true, status: 200, body: 'welcome' })
})

test('a raw UTF-8 location is understood, a missing one makes the redirect the answer', async () => {
  expect(bodyOf(await get('/raw-location'))).toBe('end /путь')
  expect(await get('/no-location')).toMatchObject({ ok: true, status: 302, body: 'nothing' })
})

test.each(['tg://resolve?domain=durov', 'market://details?id=x', 'javascript:alert(1)', 'mailto:a@b.test'])(
  'a redirect to %s is the last answer, with the hop recorded',
  async (location) => {
    const exchange = await get(`/to?url=${encodeURIComponent(location)}`)
    expect(exchange).toMatchObject({ ok: true, status: 302, hops: [{ status: 302, location }] })
  },
)

test.each([
  ['file:///etc/hostname', 'net/address-blocked'],
  ['http://user:pass@site.test/', 'net/bad-response'],
])('a redirect to %s is refused', async (location, code) => {
  const exchange = await get(`/to?url=${encodeURIComponent(location)}`)
  expect(exchange).toMatchObject({ ok: false, failure: { code }, hops: [{ status: 302 }] })
})

test('a redirect to an endless URL is refused', async () => {
  expect(await get('/long')).toMatchObject({ ok: false, failure: { code: 'net/bad-response' } })
})

test.each([
  '127.0.0.1',
  'localhost',
  '2130706433',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '0',
  '127.1',
  '①②⑦.⓪.⓪.①',
  '0x7f.1',
  '017700000001',
  '169.254.169.254',
  '168.63.129.16',
])('a redirect to the private address %s never connects', async (host) => {
  const location = `http://${host}:${secret.port}/`
  const config = { connectTo: rules(`site.test:::`) }
  const exchange = await get(`/to?url=${encodeURIComponent(location)}`, { ...config, allowNets: [] })
  expect(exchange).toMatchObject({
    ok: false,
    failure: { code: 'net/address-blocked' },
    hops: [{ status: 302 }],
  })
  expect(secret.requests).toEqual([])
})

test.each(['mixed.test', 'rebind.test'])(
  '%s is refused although it has a public address too',
  async (host) => {
    const client = open({ allowNets: [] })
    const exchange = await client.get(`http://${host}:${secret.port}/`)
    expect(exchange).toMatchObject({ ok: false, failure: { code: 'net/address-blocked' } })
    expect(JSON.stringify(exchange)).not.toContain('127.0.0.1')
    expect(secret.requests).toEqual([])
  },
)

test('a missing name and a name without addresses are not found', async () => {
  const client = open()
  for (const host of ['missing.test', 'empty.test']) {
    expect(await client.get(`http://${host}/`)).toMatchObject({ failure: { code: 'net/dns-not-found' } })
  }
})

test.each(['file:///etc/hostname', 'http://u:p@site.test/', 'nonsense', ''])(
  '%j is refused before anything',
  async (text) => {
    expect(await open().get(text)).toMatchObject({
      ok: false,
      failure: { code: 'net/address-blocked' },
      url: text,
    })
  },
)

test('a connect-to rule leads a public name to a private address and keeps its host', async () => {
  const client = open({
    connectTo: rules(`shop.test:80:127.0.0.1:${site.port}`),
    allowNets: [],
    dnsServers: [],
  })
  expect(await client.get('http://shop.test/headers')).toMatchObject({ ok: true, status: 200 })
  expect(site.requests[0]?.headers.host).toBe('shop.test')
})

test('cookies and authorization of the caller stay with the first host', async () => {
  const client = open()
  const headers = { cookie: 'mine=1', authorization: 'Bearer x', 'x-extra': '1' }
  await client.get(url(`/to?url=${encodeURIComponent(`http://www.site.test:${site.port}/headers`)}`), {
    headers,
  })
  expect(site.requests[0]?.headers).toMatchObject(headers)
  expect(site.requests[1]?.headers).toMatchObject({ 'x-extra': '1' })
  expect(site.requests[1]?.headers).not.toHaveProperty('cookie')
  expect(site.requests[1]?.headers).not.toHaveProperty('authorization')
})

test('an answer that the caller knows is not made into text', async () => {
  const first = await get('/1251', {}, { isKnown: () => false })
  expect(first).toMatchObject({ body: 'Привет', asKnown: false, prints: [expect.any(String)] })
  const prints = first.ok ? first.prints : []
  const again = await get('/1251', {}, { isKnown: (print: string) => prints.includes(print) })
  expect(again).toMatchObject({ body: '', bodyBytes: 6, asKnown: true, prints })
  expect(await get('/1251')).toMatchObject({ body: 'Привет', asKnown: false, prints: [] })
})

test('repeated headers are joined, cookies by a line break', async () => {
  const exchange = await get('/two-cookies')
  expect(exchange.ok && exchange.headers['set-cookie']).toBe('a=1\nb=2')
})

test('a connection that is refused says so without naming an address', async () => {
  const closed = await serve((_request, response) => response.end())
  await closed.close()
  const exchange = await open().get(`http://site.test:${closed.port}/`)
  expect(exchange).toMatchObject({
    ok: false,
    failure: { code: 'net/refused', message: expect.not.stringContaining('127') },
  })
})

test('a caller who gives up is not held against the target', async () => {
  const client = open()
  const aborted = await client.get(url('/end'), { signal: AbortSignal.abort() })
  expect(aborted).toMatchObject({ ok: false, failure: { code: 'net/offline' } })
})

function url(path: string): string {
  return `http://site.test:${site.port}${path}`
}

function get(path: string, config: Partial<NetConfig> = {}, options = {}): Promise<Exchange> {
  return open(config).get(url(path), options)
}

function open(config: Partial<NetConfig> = {}): HttpClient {
  const full: NetConfig = {
    connectTo: [],
    allowNets: ['127.0.0.0/8'],
    dnsServers: [dnsServer.address],
    chromiumPath: null,
    userAgent: 'test/1',
    ...config,
  }
  const client = openHttpClient(full, openDns(full))
  clients.push(client)
  return client
}

function rules(...texts: string[]): ConnectToRule[] {
  return texts.flatMap((text) => {
    const parsed = parseConnectTo(text)
    return parsed.ok ? [parsed.rule] : []
  })
}

function bodyOf(exchange: Exchange): string | null {
  return exchange.ok ? exchange.body : null
}
