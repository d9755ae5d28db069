import { describe, expect, it } from 'vitest'
import { serve } from '../../test/support/serve.ts'
import { openNet } from './open-net.ts'
import { listenForPushback, readRetryAfter } from './pushback.ts'

const now = new Date('2026-03-01T09:00:00Z')

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 7 ', 7_000],
    ['Sun, 01 Mar 2026 09:05:00 GMT', 300_000],
    ['Sunday, 01-Mar-26 09:05:00 GMT', 300_000],
    ['Sun Mar  1 09:05:00 2026', 300_000],
    ['9999999999', 9_999_999_999_000],
  ])('%j asks for %i ms', (header, ms) => {
    expect(readRetryAfter(header, now)).toBe(ms)
  })

  it.each([
    '',
    '0',
    '-5',
    '1.5',
    '0x10',
    '1e9',
    'soon',
    'Sat, 28 Feb 2026 09:00:00 GMT',
    '2027-01-01',
    '99999999999999999999',
    `Sun, ${'0'.repeat(100_000)}`,
    '120; DROP TABLE hosts',
  ])('%j asks for nothing', (header) => {
    expect(readRetryAfter(header, now)).toBeNull()
  })
})

describe('what a host says of its patience', () => {
  async function hear(status: number, headers: Record<string, string> = {}) {
    const server = await serve((_request, response) => {
      response.writeHead(status, headers)
      response.end('hm')
    })
    const net = await openNet({
      connectTo: [],
      allowNets: ['127.0.0.0/8'],
      dnsServers: [],
      chromiumPath: null,
      userAgent: 'test/1',
    })
    const hearing = listenForPushback(net)
    await hearing.net.http.get(`${server.origin}/somewhere`)
    await net.close()
    await server.close()
    return { pushback: hearing.pushback(), answered: hearing.answered() }
  }

  it('429 is a pushback, with or without a Retry-After', async () => {
    expect(await hear(429)).toMatchObject({ pushback: { status: 429, retryAfter: null }, answered: false })
    expect(await hear(429, { 'retry-after': '60' })).toMatchObject({ pushback: { retryAfter: '60' } })
  })

  it('503 is one only with a Retry-After', async () => {
    expect(await hear(503, { 'retry-after': '60' })).toMatchObject({ pushback: { status: 503 } })
    expect(await hear(503)).toEqual({ pushback: null, answered: true })
  })

  it('any other answer is a usual one', async () => {
    expect(await hear(404)).toEqual({ pushback: null, answered: true })
    expect(await hear(403, { 'retry-after': '60' })).toEqual({ pushback: null, answered: true })
  })

  it('a host that does not answer said nothing', async () => {
    const net = await openNet({
      connectTo: [],
      allowNets: ['127.0.0.0/8'],
      dnsServers: [],
      chromiumPath: null,
      userAgent: 'test/1',
    })
    const hearing = listenForPushback(net)
    await hearing.net.http.get('http://127.0.0.1:1/')
    await net.close()
    expect([hearing.pushback(), hearing.answered()]).toEqual([null, false])
  })
})
