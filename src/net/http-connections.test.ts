import { once } from 'node:events'
import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { serve } from '../../test/support/serve.ts'
import { openDns } from './dns.ts'
import { openHttpClient } from './http.ts'
import type { NetConfig } from './net-config.ts'

it.each([
  { hostGapMs: 5_000, title: 'let go soon', atLeastMs: 0, atMostMs: 2_500 },
  {
    hostGapMs: 0,
    title: 'kept where the next check of its host comes at once',
    atLeastMs: 3_000,
    atMostMs: Number.POSITIVE_INFINITY,
  },
])('a connection serves the next request, and is then $title', async (expected) => {
  const sockets = new Set<Socket>()
  const site = await serve((request, response) => {
    sockets.add(request.socket)
    response.end('here')
  })
  const config: NetConfig = {
    connectTo: [{ host1: null, port1: null, host2: '127.0.0.1', port2: null }],
    allowNets: [],
    dnsServers: [],
    chromiumPath: null,
    userAgent: 'test/1',
    hostGapMs: expected.hostGapMs,
  }
  const client = openHttpClient(config, openDns(config))
  const url = `http://shop.test:${site.port}/`
  await client.get(url)
  await client.get(url)
  const [socket] = sockets
  if (!socket) throw new Error('nobody came')
  const restedAt = performance.now()
  await once(socket, 'close')
  // The server itself would end it after five seconds.
  const keptMs = performance.now() - restedAt
  expect(keptMs).toBeGreaterThan(expected.atLeastMs)
  expect(keptMs).toBeLessThan(expected.atMostMs)
  expect(sockets.size).toBe(1)
  await client.close()
  await site.close()
})
