import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openCookieJar } from './cookies.ts'

const site = new URL('https://shop.test/a')

test('a cookie goes back to its host and to no other', () => {
  const jar = openCookieJar()
  jar.keep(site, ['a=1; Path=/', 'b=2; HttpOnly'])
  expect(jar.headerFor(new URL('https://shop.test/b'))).toBe('a=1; b=2')
  expect(jar.headerFor(new URL('https://www.shop.test/'))).toBe('')
  expect(jar.headerFor(new URL('https://evil.test/'))).toBe('')
})

test('a domain cookie reaches subdomains, but never a whole top-level domain or a stranger', () => {
  const jar = openCookieJar()
  jar.keep(site, ['wide=1; Domain=.shop.test', 'tld=1; Domain=test', 'other=1; Domain=evil.test'])
  expect(jar.headerFor(new URL('https://www.shop.test/'))).toBe('wide=1')
  expect(jar.headerFor(new URL('https://evil.test/'))).toBe('')
})

test('a secure cookie is not sent in the clear', () => {
  const jar = openCookieJar()
  jar.keep(site, ['s=1; Secure'])
  expect(jar.headerFor(new URL('http://shop.test/'))).toBe('')
})

test('an expired cookie is forgotten, a new value replaces the old', () => {
  const jar = openCookieJar()
  jar.keep(site, ['a=1', 'b=1', 'c=1'])
  jar.keep(site, ['a=2', 'b=; Max-Age=0', 'c=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])
  expect(jar.headerFor(site)).toBe('a=2')
})

test('a thousand cookies or a giant one do not grow the header', () => {
  const jar = openCookieJar()
  jar.keep(site, [`big=${'x'.repeat(10_000)}`, ...Array.from({ length: 1000 }, (_, i) => `c${i}=1`)])
  expect(jar.headerFor(site).length).toBeLessThan(500)
})

test('no set-cookie line makes the jar throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (line) => void openCookieJar().keep(site, [line])))
})
