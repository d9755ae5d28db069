import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DnsServer, serveDns } from '../../test/support/dns-server.ts'
import { openDns } from './dns.ts'

let first: DnsServer
let second: DnsServer

beforeAll(async () => {
  first = await serveDns({
    'both.test': { a: ['192.0.2.1', '192.0.2.2'], aaaa: ['2001:db8::1'] },
    'v4.test': { a: ['192.0.2.4'] },
    'mail.test': { mx: [{ exchange: 'mx1.mail.test', priority: 10 }] },
    'null-mx.test': { mx: [{ exchange: '', priority: 0 }] },
    'empty.test': {},
    'broken.test': 'servfail',
    'half.test': 'servfail',
    'silent.test': 'silence',
  })
  second = await serveDns({ 'half.test': { a: ['192.0.2.9'] }, 'only-second.test': { a: ['192.0.2.10'] } })
})

afterAll(async () => {
  await first.close()
  await second.close()
})

test('addresses are A and AAAA together', async () => {
  const dns = openDns({ dnsServers: [first.address] })
  expect(await dns.addresses('both.test')).toEqual({
    ok: true,
    records: ['192.0.2.1', '192.0.2.2', '2001:db8::1'],
  })
  expect(await dns.addresses('v4.test')).toEqual({ ok: true, records: ['192.0.2.4'] })
})

test('a second question within the TTL is not asked', async () => {
  const dns = openDns({ dnsServers: [first.address] })
  await Promise.all([dns.addresses('v4.test'), dns.addresses('V4.test')])
  const asked = first.questions.length
  await dns.addresses('v4.test')
  expect(first.questions.length).toBe(asked)
})

test('mail servers come with their priority, a null MX has an empty exchange', async () => {
  const dns = openDns({ dnsServers: [first.address] })
  expect(await dns.mx('mail.test')).toEqual({
    ok: true,
    records: [{ exchange: 'mx1.mail.test', priority: 10 }],
  })
  expect(await dns.mx('null-mx.test')).toEqual({ ok: true, records: [{ exchange: '', priority: 0 }] })
})

test('a name without such records is an answer with none', async () => {
  const dns = openDns({ dnsServers: [first.address] })
  expect(await dns.addresses('empty.test')).toEqual({ ok: true, records: [] })
  expect(await dns.mx('empty.test')).toEqual({ ok: true, records: [] })
})

test('a missing name and a failing server are told apart', async () => {
  const dns = openDns({ dnsServers: [first.address] })
  expect(await dns.addresses('missing.test')).toMatchObject({ failure: { code: 'net/dns-not-found' } })
  expect(await dns.mx('missing.test')).toMatchObject({ failure: { code: 'net/dns-not-found' } })
  expect(await dns.addresses('broken.test')).toMatchObject({ failure: { code: 'net/dns-failure' } })
})

test('a second server confirms that a name is missing', async () => {
  const dns = openDns({ dnsServers: [first.address, second.address] })
  expect(await dns.addresses('missing.test')).toMatchObject({ failure: { code: 'net/dns-not-found' } })
  expect(second.questions).toContainEqual({ name: 'missing.test', type: 'A' })
})

test('a name that the second server knows is not missing', async () => {
  const dns = openDns({ dnsServers: [first.address, second.address] })
  expect(await dns.addresses('only-second.test')).toEqual({ ok: true, records: ['192.0.2.10'] })
})

test('where one server fails the other is asked, and a lone NXDOMAIN proves nothing', async () => {
  const dns = openDns({ dnsServers: [first.address, second.address] })
  expect(await dns.addresses('half.test')).toEqual({ ok: true, records: ['192.0.2.9'] })
  expect(await dns.addresses('broken.test')).toMatchObject({
    failure: { code: 'net/dns-failure', message: expect.stringContaining('confirms') },
  })
})

test('a server that says nothing is given up in time', async () => {
  const dns = openDns({ dnsServers: [first.address] }, 200)
  const startedAt = performance.now()
  expect(await dns.addresses('silent.test')).toMatchObject({ failure: { code: 'net/dns-failure' } })
  expect(performance.now() - startedAt).toBeLessThan(1000)
})

test('the system knows localhost, from its hosts file', async () => {
  const answer = await openDns({ dnsServers: [] }).addresses('localhost')
  expect(answer.ok && answer.records.every((a) => a === '127.0.0.1' || a === '::1')).toBe(true)
})

test('hostile names are answers, not exceptions', async () => {
  const dns = openDns({ dnsServers: [first.address] })
  for (const name of [
    '',
    '.',
    'a..b',
    `${'a'.repeat(64)}.test`,
    'a b',
    '\u0000',
    `${'a.'.repeat(200)}test`,
  ]) {
    expect(await dns.addresses(name)).toMatchObject({ ok: false })
    expect(await dns.mx(name)).toMatchObject({ ok: false })
  }
})
