import { once } from 'node:events'
import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { serve } from '../../test/support/serve.ts'
import { openDns } from './dns.ts'
import { openHttpClient } from './http.ts'
import type { NetConfig } from './net-config.ts'

it('a connection serves the next request, and is let go soon after the last one', async () => {
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
  }
  const client = openHttpClient(config, openDns(config))
  const url = `http://shop.test:${site.port}/`
  await client.get(url)
  await client.get(url)
  const [socket] = sockets
  if (!socket) throw new Error('nobody came')
  const restedAt = performance.now()
  await once(socket, 'close')
  // Far less than the five seconds after which the server itself would end it.
  expect(performance.now() - restedAt).toBeLessThan(1_800)
  expect(sockets.size).toBe(1)
  await client.close()
  await site.close()
})
