import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../../test/support/serve.ts'
import { openDns } from './dns.ts'
import { openHttpClient } from './http.ts'
import type { HttpClient } from './net.ts'
import { watchConnectivity } from './online.ts'

let site: Served
let http: HttpClient

beforeAll(async () => {
  site = await serve((_request, response) => response.writeHead(503).end())
  const rule = (host1: string, port2: number) => ({ host1, port1: 80, host2: '127.0.0.1', port2 })
  const config = {
    connectTo: [rule('a.test', site.port), rule('b.test', site.port), rule('closed.test', 1)],
    allowNets: [],
    dnsServers: [],
    chromiumPath: null,
    userAgent: 'test/1',
  }
  http = openHttpClient(config, openDns(config))
})

afterAll(async () => {
  await http.close()
  await site.close()
})

const closed = ['http://closed.test/1', 'http://closed.test/2', 'http://closed.test/3']

test('two canaries that answer, with anything, mean online', async () => {
  const canaries = ['http://a.test/', 'http://b.test/', ...closed]
  expect(await watchConnectivity(http, { canaries })()).toMatchObject({ online: true })
})

test('one that answers among five means offline', async () => {
  const answer = await watchConnectivity(http, {
    canaries: ['http://a.test/', ...closed, 'http://closed.test/4'],
  })()
  expect(answer).toMatchObject({ online: false, reached: ['http://a.test/'] })
  expect(answer.failed.length).toBe(4)
})

test('where there is one canary, it decides', async () => {
  expect(await watchConnectivity(http, { canaries: ['http://a.test/'] })()).toMatchObject({ online: true })
  expect(await watchConnectivity(http, { canaries: ['http://closed.test/'] })()).toMatchObject({
    online: false,
  })
})

test('the answer is remembered, and asked once by many at a time', async () => {
  const asked = site.requests.length
  const isOnline = watchConnectivity(http, { canaries: ['http://a.test/'] })
  await Promise.all([isOnline(), isOnline(), isOnline()])
  await isOnline()
  expect(site.requests.length).toBe(asked + 1)
})
