import { expect, test } from 'vitest'
import { type NetCode, netFailureClasses } from '../domain/failure.ts'
import { failureAs, failureOf, NetFailureError } from './failure.ts'

test.each<[string, NetCode]>([
  ['ENOTFOUND', 'net/dns-not-found'],
  ['EAI_AGAIN', 'net/dns-failure'],
  ['ECONNREFUSED', 'net/refused'],
  ['ECONNRESET', 'net/reset'],
  ['UND_ERR_SOCKET', 'net/reset'],
  ['ETIMEDOUT', 'net/timeout'],
  ['EHOSTUNREACH', 'net/timeout'],
  ['ENETUNREACH', 'net/offline'],
  ['EMFILE', 'net/offline'],
  ['CERT_HAS_EXPIRED', 'net/tls-expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'net/tls-wrong-host'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'net/tls-untrusted'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'net/tls-untrusted'],
  ['UND_ERR_HEADERS_OVERFLOW', 'net/bad-response'],
  ['HPE_INVALID_CONSTANT', 'net/bad-response'],
  ['Z_DATA_ERROR', 'net/bad-response'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'net/body-too-large'],
])('the code %s is %s', (code, expected) => {
  const error = Object.assign(new Error('connect to 10.0.0.1:443 failed'), { code })
  expect(failureOf(error).code).toBe(expected)
  expect(failureOf(new Error('fetch failed', { cause: error })).code).toBe(expected)
  expect(failureOf(error).message).not.toContain('10.0.0.1')
})

test.each<[string, NetCode]>([
  ['page.goto: net::ERR_NAME_NOT_RESOLVED at http://a.test/', 'net/dns-not-found'],
  ['page.goto: net::ERR_CONNECTION_REFUSED at http://a.test/', 'net/refused'],
  ['page.goto: net::ERR_EMPTY_RESPONSE at http://a.test/', 'net/reset'],
  ['page.goto: net::ERR_CERT_DATE_INVALID at https://a.test/', 'net/tls-expired'],
  ['page.goto: net::ERR_CERT_COMMON_NAME_INVALID at https://a.test/', 'net/tls-wrong-host'],
  ['page.goto: net::ERR_CERT_AUTHORITY_INVALID at https://a.test/', 'net/tls-untrusted'],
  ['page.goto: net::ERR_SSL_PROTOCOL_ERROR at https://a.test/', 'net/tls-untrusted'],
  ['page.goto: net::ERR_TOO_MANY_REDIRECTS at http://a.test/', 'net/too-many-redirects'],
  ['page.goto: net::ERR_INVALID_HTTP_RESPONSE at http://a.test/', 'net/bad-response'],
  ['page.goto: net::ERR_INTERNET_DISCONNECTED at http://a.test/', 'net/offline'],
  ['page.goto: Target page, context or browser has been closed', 'net/offline'],
  ['page.goto: Page crashed', 'net/bad-response'],
  ['frame.evaluate: Execution context was destroyed', 'net/bad-response'],
])('the browser error "%s" is %s', (message, expected) => {
  expect(failureOf(new Error(message)).code).toBe(expected)
})

test('of several attempts the one that tells most counts', () => {
  const attempts = ['ENETUNREACH', 'ECONNREFUSED'].map((code) => Object.assign(new Error(code), { code }))
  expect(failureOf(new AggregateError(attempts)).code).toBe('net/refused')
})

test('a failure survives its way through callbacks', () => {
  const failure = failureAs('net/address-blocked')
  expect(failureOf(new NetFailureError(failure))).toBe(failure)
})

test('our own bugs stay errors', () => {
  expect(() => failureOf(new TypeError('x is not a function'))).toThrow('no network explains')
  expect(() => failureOf('text')).toThrow('no error')
})

test('every code has words, in one line', () => {
  for (const code of Object.keys(netFailureClasses) as NetCode[]) {
    expect(failureAs(code, 'detail').message).toMatch(/^[^\n]+ \(detail\)$/)
  }
})
