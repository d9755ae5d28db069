import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyConnectTo, parseConnectTo } from './connect-to.ts'
import type { ConnectToRule } from './net-config.ts'

function rule(text: string): ConnectToRule {
  const parsed = parseConnectTo(text)
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.rule
}

test.each([
  ['a.test:443:127.0.0.1:8443', { host1: 'a.test', port1: 443, host2: '127.0.0.1', port2: 8443 }],
  ['::127.0.0.1:8080', { host1: null, port1: null, host2: '127.0.0.1', port2: 8080 }],
  [':::', { host1: null, port1: null, host2: null, port2: null }],
  ['[::1]:80:[2001:db8::1]:', { host1: '::1', port1: 80, host2: '2001:db8::1', port2: null }],
  ['Почта.РФ::b.test:', { host1: 'xn--80a1acny.xn--p1ai', port1: null, host2: 'b.test', port2: null }],
])('%s is read', (text, expected) => {
  expect(rule(text)).toEqual(expected)
})

test.each([
  ['a.test:443:b.test', 'HOST1:PORT1:HOST2:PORT2'],
  ['a.test:443', 'HOST1:PORT1:HOST2:PORT2'],
  ['::1:80:127.0.0.1:80', 'HOST1:PORT1:HOST2:PORT2'],
  ['a.test:0:b.test:1', '0 is not a port'],
  ['a.test:1:b.test:65536', '65536 is not a port'],
  ['a.test:http:b.test:1', 'http is not a port'],
  ['a/b:1:b.test:1', 'a/b is not a host'],
  ['a@b:1:b.test:1', 'a@b is not a host'],
  ['[zz]:1:b.test:1', '[zz] is not a host'],
])('%s is refused in words that help', (text, problem) => {
  const parsed = parseConnectTo(text)
  expect(parsed).toMatchObject({ ok: false, problem: expect.stringContaining(problem) })
  expect(!parsed.ok && parsed.problem).toContain(`"${text}"`)
})

test('the first rule that matches wins, empty parts match anything and change nothing', () => {
  const rules = [rule('a.test:443::8443'), rule('a.test::b.test:'), rule(':80:c.test:8080')]
  expect(applyConnectTo(rules, 'A.test', 443)).toEqual({ host: 'A.test', port: 8443, matched: rules[0] })
  expect(applyConnectTo(rules, 'a.test', 80)).toEqual({ host: 'b.test', port: 80, matched: rules[1] })
  expect(applyConnectTo(rules, 'x.test', 80)).toEqual({ host: 'c.test', port: 8080, matched: rules[2] })
  expect(applyConnectTo(rules, 'x.test', 443)).toEqual({ host: 'x.test', port: 443, matched: null })
})

test('an IPv6 host is matched in any spelling', () => {
  expect(applyConnectTo([rule('[::1]:::81')], '0:0:0:0:0:0:0:1', 80)).toMatchObject({ port: 81 })
})

test('no text makes the parser throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseConnectTo(text)))
})
