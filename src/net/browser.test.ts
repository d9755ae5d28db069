import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DnsServer, serveDns } from '../../test/support/dns-server.ts'
import { type HostileSite, serveHostileSite } from '../../test/support/hostile-site.ts'
import { serve } from '../../test/support/serve.ts'
import { findChromium } from './find-chromium.ts'
import type { Net, Visit, VisitOptions } from './net.ts'
import { openNet } from './open-net.ts'

let dnsServer: DnsServer
let site: HostileSite
let net: Net

beforeAll(async () => {
  dnsServer = await serveDns({
    'site.test': { a: ['127.0.0.1'] },
    'inner.test': { a: ['127.0.0.2'] },
    'broken.test': 'servfail',
  })
  site = await serveHostileSite()
  net = await openNet({
    connectTo: [],
    allowNets: ['127.0.0.1/32'],
    dnsServers: [dnsServer.address],
    userAgent: 'test/1',
    chromiumPath: (await findChromium(null))?.path ?? null,
  })
})

afterAll(async () => {
  await net.close()
  expect(site.canaryHits()).toBe(0)
  await site.close()
  await dnsServer.close()
})

test('a page is seen as its scripts leave it', async () => {
  const visit = await see('/moved', { screenshot: true })
  expect(visit).toMatchObject({ ok: true, status: 200, url: at('/rendered') })
  expect(visit.hops).toEqual([{ url: at('/moved'), status: 301, location: at('/rendered') }])
  if (!visit.ok) return
  expect(visit.text).toContain('Привет Привет')
  expect(visit.html).toContain('Привет Привет')
  expect(visit.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(
    Buffer.from(visit.screenshot ?? [])
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  const headers = site.requests.at(-1)?.headers
  expect(headers?.['accept-language']).toContain('ru-RU')
  expect(headers?.['user-agent']).toMatch(/Chrome\/1\d\d\.0\.0\.0/)
})

test('frames come with their own document, a redirect by script is a hop', async () => {
  const framed = await see('/framed')
  expect(framed.ok && framed.frames).toMatchObject([
    { url: at('/rendered'), html: expect.stringContaining('Привет') },
  ])
  const moved = await see('/script-redirect')
  expect(moved).toMatchObject({ ok: true, url: at('/rendered') })
  expect(moved.hops).toEqual([{ url: at('/script-redirect'), status: 200, location: at('/rendered') }])
})

test.each([
  ['/missing', 404, 'no such page'],
  ['/missing-blank', 404, ''],
  ['/nothing', 204, ''],
  ['/file', 200, ''],
  ['/popups', 200, 'still here'],
  ['/title', 200, 'long title'],
  ['/meta-file', 200, 'here'],
  ['/leave', 200, 'stay'],
])('%s is an answer with status %i', async (path, status, text) => {
  const visit = await see(path)
  expect(visit).toMatchObject({ ok: true, status, text: expect.stringContaining(text) })
})

test.each([
  ['/while', 'net/timeout'],
  ['/alerts', 'net/timeout'],
  ['/silence', 'net/timeout'],
  ['/reload', 'net/too-many-redirects'],
  ['/memory', 'net/bad-response'],
  ['/reset', 'net/reset'],
  ['/to-private', 'net/address-blocked'],
  ['/to-inner', 'net/address-blocked'],
])('%s is %s, within its time, and the next visit is right', async (path, code) => {
  const startedAt = performance.now()
  const visit = await see(path, { timeoutMs: ['/memory', '/reload'].includes(path) ? 20_000 : 6_000 })
  expect(visit).toMatchObject({ ok: false, failure: { code } })
  expect(performance.now() - startedAt).toBeLessThan(22_000)
  expect(await see('/plain')).toMatchObject({ ok: true, text: 'plain' })
})

test('an endless body is cut, and its beginning is still read', async () => {
  const visit = await see('/endless', { timeoutMs: 8_000 })
  expect(visit.ok ? visit.html.length : visit.failure.code).toSatisfy(
    (got) => got === 'net/body-too-large' || got === 'net/timeout' || got <= 2 * 1024 * 1024,
  )
  const socket = site.requests.at(-1)?.socket
  expect(socket?.destroyed).toBe(true)
  expect(socket?.bytesWritten).toBeLessThan(40 * 1024 * 1024)
})

test.each([
  ['http://missing.test/', 'net/dns-not-found'],
  ['http://broken.test/', 'net/dns-failure'],
  ['http://[::ffff:127.0.0.2]/', 'net/address-blocked'],
  ['https://2130706434/', 'net/address-blocked'],
  ['file:///etc/hostname', 'net/address-blocked'],
])('the browser says of %s what the HTTP client says: %s', async (url, code) => {
  expect(await net.browser?.visit(url)).toMatchObject({ ok: false, failure: { code } })
})

test.each(['http', 'https'])('a connection that is refused says so, by %s', async (scheme) => {
  const closed = await serve((_request, response) => response.end())
  await closed.close()
  const visit = await net.browser?.visit(`${scheme}://site.test:${closed.port}/`)
  expect(visit).toMatchObject({ ok: false, failure: { code: 'net/refused' } })
})

test('a page that pries finds no private address', async () => {
  expect(await see('/nosy', { timeoutMs: 10_000 })).toMatchObject({ ok: true })
  expect(site.canaryHits()).toBe(0)
})

test('a caller who gives up gets an answer at once that blames nobody', async () => {
  const controller = new AbortController()
  const visit = see('/silence', { signal: controller.signal })
  await expect.poll(() => site.requests.at(-1)?.url, { interval: 20, timeout: 5000 }).toBe('/silence')
  controller.abort()
  expect(await visit).toMatchObject({ ok: false, failure: { code: 'net/offline' } })
})

function see(path: string, options?: VisitOptions): Promise<Visit> {
  if (!net.browser) throw new Error('no browser')
  return net.browser.visit(at(path), options)
}

function at(path: string): string {
  return `http://site.test:${site.port}${path}`
}
