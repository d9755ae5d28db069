import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ConnectProxy, serveConnectProxy } from '../../test/support/connect-proxy.ts'
import { type DnsServer, serveDns } from '../../test/support/dns-server.ts'
import { type Served, serve } from '../../test/support/serve.ts'
import { findChromium } from './find-chromium.ts'
import type { Net } from './net.ts'
import type { NetConfig } from './net-config.ts'
import { openNet } from './open-net.ts'

let dnsServer: DnsServer
let site: Served
let proxy: ConnectProxy
const nets: Net[] = []

beforeAll(async () => {
  dnsServer = await serveDns({
    'site.test': { a: ['127.0.0.1'] },
    'inner.test': { a: ['127.0.0.2'] },
    'far.test': { a: ['93.184.215.14', '93.184.215.15'] },
  })
  site = await serve((_request, response) => response.end(`<p>${'seen '.repeat(40)}</p>`))
})
beforeEach(async () => {
  proxy = await serveConnectProxy()
})
afterEach(async () => {
  await Promise.all(nets.splice(0).map((net) => net.close()))
  await proxy.close()
  site.requests.length = 0
})
afterAll(async () => {
  await site.close()
  await dnsServer.close()
})

async function openThrough(url: string, more: Partial<NetConfig> = {}): Promise<Net> {
  const net = await openNet({
    connectTo: [],
    allowNets: ['127.0.0.1/32'],
    dnsServers: [dnsServer.address],
    chromiumPath: null,
    userAgent: 'test/1',
    proxy: { name: 'amsterdam', url },
    ...more,
  })
  nets.push(net)
  return net
}

test('HTTP goes through the proxy, which is told the vetted address and never the name', async () => {
  const net = await openThrough(proxy.url)
  const exchange = await net.http.get(`http://site.test:${site.port}/page`)
  expect(exchange).toMatchObject({ ok: true, status: 200, url: `http://site.test:${site.port}/page` })
  expect(proxy.asked.map(({ target }) => target)).toEqual([`127.0.0.1:${site.port}`])
  expect(site.requests[0]?.headers.host).toBe(`site.test:${site.port}`)
  expect(site.requests[0]?.headers).not.toHaveProperty('proxy-authorization')
})

test('what the address gate refuses never reaches the proxy', async () => {
  const net = await openThrough(proxy.url)
  for (const host of ['inner.test', '127.0.0.2', '[::1]', '169.254.169.254'])
    expect(await net.http.get(`http://${host}:${site.port}/`)).toMatchObject({
      ok: false,
      failure: { code: 'net/address-blocked' },
    })
  expect(proxy.asked).toEqual([])
})

test('name and password of the proxy go to the proxy alone', async () => {
  const net = await openThrough(`http://ed%40itor:s%3Acret@127.0.0.1:${proxy.port}`)
  await net.http.get(`http://site.test:${site.port}/`)
  const sent = proxy.asked[0]?.headers['proxy-authorization'] ?? ''
  expect(Buffer.from(sent.replace('Basic ', ''), 'base64').toString()).toBe('ed@itor:s:cret')
  expect(JSON.stringify(site.requests[0]?.headers)).not.toContain('Basic')
})

test.each([
  [502, 'net/refused', 2],
  [599, 'net/refused', 2],
  [504, 'net/timeout', 2],
  [403, 'net/offline', 1],
  [407, 'net/offline', 1],
  [302, 'net/offline', 1],
])('a proxy that answers %i means %s', async (status, code, tries) => {
  proxy.lead = { to: 'status', status }
  const net = await openThrough(proxy.url)
  const exchange = await net.http.get('http://far.test/')
  expect(exchange).toMatchObject({ ok: false, failure: { code } })
  expect(proxy.asked.map(({ target }) => target)).toHaveLength(tries)
})

test('a proxy that is away, or is none, is our own trouble and says so without its address', async () => {
  const closed = await serve((_request, response) => response.end())
  await closed.close()
  for (const url of [closed.origin, site.origin]) {
    const exchange = await (await openThrough(url)).http.get('http://far.test/')
    expect(exchange).toMatchObject({ ok: false, failure: { code: 'net/offline' } })
    expect(exchange.ok ? '' : exchange.failure.message).toMatch(/amsterdam(?!.*127\.0\.0\.1)/)
  }
})

test('a tunnel that is never opened ends with the time limit', async () => {
  proxy.lead = { to: 'silence' }
  const net = await openThrough(proxy.url)
  const exchange = await net.http.get('http://far.test/', { timeoutMs: 300 })
  expect(exchange).toMatchObject({ ok: false, failure: { code: 'net/timeout' } })
})

test('TLS inside the tunnel is verified on our side', async () => {
  const { createAuthority } = await import('../../test/support/certificates.ts')
  const { createServer } = await import('node:https')
  const authority = await createAuthority()
  const server = createServer(await authority.issue(['site.test'], -30, -2), (_request, response) =>
    response.end('secret'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const net = await openThrough(proxy.url)
  expect(await net.http.get(`https://site.test:${port}/`)).toMatchObject({
    ok: false,
    failure: { code: 'net/tls-expired' },
  })
  // The handshake, and the one that reads what is wrong.
  expect(proxy.asked).toHaveLength(2)
  server.close()
  await authority.close()
})

test('the browser goes the same way', async () => {
  const chromiumPath = (await findChromium(null))?.path ?? null
  const net = await openThrough(proxy.url, { chromiumPath })
  const visit = await net.browser?.visit(`http://site.test:${site.port}/page`, { timeoutMs: 20_000 })
  expect(visit).toMatchObject({ ok: true, status: 200, text: expect.stringContaining('seen seen') })
  expect(new Set(proxy.asked.map(({ target }) => target))).toEqual(new Set([`127.0.0.1:${site.port}`]))
  const blocked = await net.browser?.visit(`http://inner.test:${site.port}/`)
  expect(blocked).toMatchObject({ ok: false, failure: { code: 'net/address-blocked' } })
})
