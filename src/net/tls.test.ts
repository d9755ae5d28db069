import { execFile } from 'node:child_process'
import { type AddressInfo, createServer as createPlain, type Server } from 'node:net'
import { createServer } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Certified, createAuthority, type TestAuthority } from '../../test/support/certificates.ts'
import { openDns } from './dns.ts'
import { openHttpClient } from './http.ts'
import type { HttpClient } from './net.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\nsecure'

let authority: TestAuthority
let client: HttpClient
const ports: Record<string, number> = {}
const servers: Server[] = []
let plainBytes = ''

beforeAll(async () => {
  authority = await createAuthority()
  const { issue } = authority
  const certified: Record<string, Certified> = {
    good: await issue(['site.test', '127.0.0.1']),
    expired: await issue(['site.test'], -30, -2),
    early: await issue(['site.test'], 2, 30),
    other: await issue(['other.test']),
    self: await authority.selfSigned(['site.test']),
    'self for another': await authority.selfSigned(['other.test']),
  }
  for (const [name, pair] of Object.entries(certified)) {
    const server = createServer(pair, (socket) => {
      socket.on('error', () => socket.destroy())
      socket.once('data', () => socket.end(answer))
    })
    ports[name] = await listen(server)
  }
  ports.plain = await listen(createPlain((socket) => socket.on('error', () => undefined).end(answer)))
  ports.mute = await listen(
    createPlain((socket) => {
      socket.on('error', () => undefined)
      socket.on('data', (data) => {
        plainBytes += data.toString('latin1')
      })
    }),
  )
  const connectTo = [{ host1: 'site.test', port1: null, host2: '127.0.0.1', port2: null }]
  const config = { connectTo, allowNets: [], dnsServers: [], chromiumPath: null, userAgent: 'test/1' }
  client = openHttpClient(config, openDns(config))
})

afterAll(async () => {
  await client.close()
  for (const server of servers) server.close()
  await authority.close()
})

test.each([
  ['good', 'net/tls-untrusted', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['expired', 'net/tls-expired', 'ended on 20'],
  ['early', 'net/tls-expired', 'begins on 20'],
  ['other', 'net/tls-wrong-host', 'another host'],
  ['self', 'net/tls-untrusted', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['self for another', 'net/tls-wrong-host', 'another host'],
  ['plain', 'net/tls-untrusted', 'ERR_SSL'],
])('without a known authority the certificate "%s" is %s', async (name, code, message) => {
  const exchange = await client.get(urlOf(name))
  expect(exchange).toMatchObject({ ok: false, failure: { code, message: expect.stringContaining(message) } })
})

test('a handshake that stalls ends in time, and nothing was sent in the clear', async () => {
  const startedAt = performance.now()
  expect(await client.get(urlOf('mute'), { timeoutMs: 300 })).toMatchObject({
    failure: { code: 'net/timeout' },
  })
  expect(performance.now() - startedAt).toBeLessThan(1000)
  expect(plainBytes).not.toContain('GET')
})

test('NODE_EXTRA_CA_CERTS makes an authority known, and what is wrong is still told', async () => {
  const asked = ['good', 'expired', 'early', 'other', 'self'].map((name) => `'${urlOf(name)}'`)
  const script = `
    import { openDns } from '${here}dns.ts'
    import { openHttpClient } from '${here}http.ts'
    const connectTo = [{ host1: 'site.test', port1: null, host2: '127.0.0.1', port2: null }]
    const config = { connectTo, allowNets: ['127.0.0.1/32'], dnsServers: [], chromiumPath: null, userAgent: 'test/1' }
    const client = openHttpClient(config, openDns(config))
    const codes = []
    for (const url of [${asked}, 'https://127.0.0.1:${ports.good}/', 'https://127.0.0.1:${ports.other}/']) {
      const exchange = await client.get(url)
      codes.push(exchange.ok ? exchange.body : exchange.failure.code)
    }
    await client.close()
    process.stdout.write(JSON.stringify(codes))`
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: authority.caFile }
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, cwd: here })
  expect(JSON.parse(stdout)).toEqual([
    'secure',
    'net/tls-expired',
    'net/tls-expired',
    'net/tls-wrong-host',
    'net/tls-untrusted',
    'secure',
    'net/tls-wrong-host',
  ])
})

function urlOf(name: string): string {
  return `https://site.test:${ports[name]}/`
}

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
