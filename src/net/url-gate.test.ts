import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bareHost, judgeUrl, portOf } from './url-gate.ts'

test.each([
  ['ftp://example.com/', 'scheme ftp:'],
  ['file:///etc/hostname', 'scheme file:'],
  ['javascript:alert(1)', 'scheme javascript:'],
  ['data:text/html,x', 'scheme data:'],
  ['http://user:pass@example.com/', 'user name'],
  ['http://example.com@127.0.0.1/', 'user name'],
  ['http://169.254.169.254:8888\\@example.com/', 'backslash'],
  ['http://example.com/\r\nx: y', 'control character'],
  ['http://exa\u0000mple.com/', 'control character'],
  ['example.com', 'not a URL'],
  ['http://', 'not a URL'],
  ['', 'not a URL'],
  [`http://example.com/${'a'.repeat(2048)}`, 'longer than 2048'],
])('%j is refused', (text, problem) => {
  const verdict = judgeUrl(text)
  expect(verdict).toMatchObject({ ok: false, problem: expect.stringContaining(problem) })
})

test('a Russian name comes out in punycode, a backslash in the query stays', () => {
  const verdict = judgeUrl('https://почта.рф/a?b=\\c')
  expect(verdict).toMatchObject({ ok: true })
  expect(verdict.ok && verdict.url.hostname).toBe('xn--80a1acny.xn--p1ai')
})

test('hosts lose brackets and the last dot, ports are spelt out', () => {
  expect(bareHost('[::1]')).toBe('::1')
  expect(bareHost('example.com.')).toBe('example.com')
  expect(portOf(new URL('https://a.test/'))).toBe(443)
  expect(portOf(new URL('http://a.test:8080/'))).toBe(8080)
})

test('no text makes the gate throw, and what passes is http or https', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string({ unit: 'binary' })), (text) => {
      const verdict = judgeUrl(text)
      if (verdict.ok) expect(verdict.url.protocol).toMatch(/^https?:$/)
    }),
  )
})
