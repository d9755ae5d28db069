import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createAuthority, type TestAuthority } from '../../test/support/certificates.ts'
import { type DnsServer, serveDns } from '../../test/support/dns-server.ts'
import { type Served, serve } from '../../test/support/serve.ts'
import { findChromium } from './find-chromium.ts'
import type { Net } from './net.ts'
import type { NetConfig } from './net-config.ts'
import { openNet } from './open-net.ts'

const run = promisify(execFile)

let dnsServer: DnsServer
let site: Served
let authority: TestAuthority
let secure: Served
const nets: Net[] = []

beforeAll(async () => {
  dnsServer = await serveDns({ 'site.test': { a: ['127.0.0.1'] } })
  site = await serve((_request, response) => response.end('plain'))
  authority = await createAuthority()
  secure = await serveSecure(authority)
})

afterEach(async () => {
  await Promise.all(nets.splice(0).map((each) => each.close()))
})

afterAll(async () => {
  for (const server of [site, secure, dnsServer, authority]) await server.close()
})

test('Chromium verifies certificates itself where no connect-to rule is set', async () => {
  const own = await open({ allowNets: ['127.0.0.1/32'] })
  const visit = await own.browser?.visit(`https://site.test:${secure.port}/`)
  expect(visit).toMatchObject({ ok: false, failure: { code: 'net/tls-untrusted' } })
})

test('under connect-to rules the proxy verifies, and an unknown authority is refused', async () => {
  const other = await open({
    connectTo: [{ host1: 'shop.test', port1: 443, host2: '127.0.0.1', port2: secure.port }],
  })
  const visit = await other.browser?.visit('https://shop.test/')
  expect(visit).toMatchObject({ ok: false, failure: { code: 'net/tls-untrusted' } })
  expect(secure.requests).toEqual([])
})

test('under connect-to rules NODE_EXTRA_CA_CERTS counts, and the host is still checked', async () => {
  const script = `
    import { openNet } from '${fileURLToPath(new URL('./open-net.ts', import.meta.url))}'
    const rule = (host1) => ({ host1, port1: 443, host2: '127.0.0.1', port2: ${secure.port} })
    const net = await openNet({ connectTo: [rule('shop.test'), rule('other.test')], allowNets: [], dnsServers: [],
      chromiumPath: ${JSON.stringify((await findChromium(null))?.path)}, userAgent: 'test/1' })
    const seen = []
    for (const url of ['https://shop.test/', 'https://other.test/']) {
      const visit = await net.browser.visit(url)
      seen.push(visit.ok ? visit.text : visit.failure.code)
    }
    await net.close()
    process.stdout.write(JSON.stringify(seen))`
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: authority.caFile }
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    env,
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  })
  expect(JSON.parse(stdout)).toEqual(['secure', 'net/tls-wrong-host'])
  expect(secure.requests.at(-1)?.headers.host).toBe('shop.test')
})

test('nothing of the browser listens on a network interface, and Ctrl-C stays ours', async () => {
  const own = await open({ allowNets: ['127.0.0.1/32'] })
  expect(await own.browser?.visit(site.origin)).toMatchObject({ ok: true })
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/self/net/${name}`, 'utf8')))
  const mine = await socketsOfThisProcess()
  const listening = tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && mine.has(inode ?? ''))
    .map(([, local]) => local?.split(':')[0])
  expect(listening.length).toBeGreaterThan(0)
  expect(listening.filter((address) => !/^0[12]00007F$/.test(address ?? ''))).toEqual([])
  expect(process.listeners('SIGINT').map(({ name }) => name)).not.toContain('sigintHandler')
})

test('a closed browser leaves no process and says that it is closed', async () => {
  const other = await open({ allowNets: ['127.0.0.1/32'] })
  const before = await children()
  expect(await other.browser?.visit(site.origin)).toMatchObject({ ok: true })
  expect((await children()).length).toBeGreaterThan(before.length)
  await other.close()
  await expect
    .poll(async () => (await children()).length, { interval: 50, timeout: 5000 })
    .toBe(before.length)
  expect(await other.browser?.visit(site.origin)).toMatchObject({ failure: { code: 'net/offline' } })
})

test('a browser that was killed is replaced', async () => {
  const before = await children()
  const own = await open({ allowNets: ['127.0.0.1/32'] })
  expect(await own.browser?.visit(site.origin)).toMatchObject({ ok: true })
  for (const pid of await children()) if (!before.includes(pid)) process.kill(Number(pid), 'SIGKILL')
  expect(await own.browser?.visit(site.origin)).toMatchObject({ ok: true })
})

test('a browser that is not there fails the visit, not the process', async () => {
  const other = await open({ allowNets: ['127.0.0.1/32'], chromiumPath: '/nonexistent/chromium' })
  expect(await other.browser?.visit(site.origin)).toMatchObject({ failure: { code: 'net/offline' } })
})

async function open(config: Partial<NetConfig>): Promise<Net> {
  const chromiumPath = (await findChromium(null))?.path ?? null
  const base = {
    connectTo: [],
    allowNets: [],
    dnsServers: [dnsServer.address],
    userAgent: 'test/1',
    chromiumPath,
  }
  const opened = await openNet({ ...base, ...config })
  nets.push(opened)
  return opened
}

async function serveSecure(ca: TestAuthority): Promise<Served> {
  const requests: Served['requests'] = []
  const server = createServer(await ca.issue(['shop.test', 'site.test']), (request, response) => {
    requests.push(request)
    response.end('secure')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { port, origin: `https://127.0.0.1:${port}`, requests, close }
}

async function children(): Promise<string[]> {
  const { stdout } = await run('ps', ['-o', 'pid=,comm=', '--ppid', String(process.pid)])
  return stdout
    .split('\n')
    .filter((line) => line.trim() && !line.includes(' ps'))
    .map((line) => line.trim().split(' ')[0] ?? '')
}

async function socketsOfThisProcess(): Promise<Set<string>> {
  const names = await readdir('/proc/self/fd')
  const links = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')))
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []))
}
