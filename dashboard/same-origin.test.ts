import { describe, expect, it } from 'vitest'
import { networkOf } from './client-address.ts'
import { isSameOrigin } from './same-origin.ts'

const publicUrl = 'https://watch.example'

function requestWith(headers: Record<string, string>): Request {
  return new Request('http://127.0.0.1:8080/contacts', { method: 'POST', headers })
}

describe('a change comes from our own page', () => {
  it.each([
    { origin: 'https://watch.example' },
    { origin: 'https://watch.example', 'sec-fetch-site': 'same-origin' },
    { origin: 'http://127.0.0.1:8080' },
    { 'sec-fetch-site': 'none' },
    {},
  ])('when its headers are %o', (headers) => {
    expect(isSameOrigin(requestWith(headers as Record<string, string>), publicUrl)).toBe(true)
  })

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://watch.example.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://watch.example', 'sec-fetch-site': 'same-site' },
  ])('but not when they are %o', (headers) => {
    expect(isSameOrigin(requestWith(headers as Record<string, string>), publicUrl)).toBe(false)
  })
})

describe('a client is counted', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
