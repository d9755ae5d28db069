import { describe, expect, it } from 'vitest'
import { printOfAnswer } from './answer-print.ts'

const answer = {
  status: 200,
  url: 'https://shop.test/help',
  hops: [{ url: 'http://shop.test/help', status: 301, location: 'https://shop.test/help' }],
  headers: { 'content-type': 'text/html', server: 'nginx', 'set-cookie': 'sid=1; Path=/\nlang=ru' },
  truncated: false,
}
const printOf = (more: Partial<typeof answer> = {}, body = 'Помощь') =>
  printOfAnswer({ ...answer, ...more }, Buffer.from(body))
const withHeaders = (headers: Record<string, string>) =>
  printOf({ headers: { ...answer.headers, ...headers } as typeof answer.headers })

describe('the fingerprint of an answer', () => {
  it('is 22 characters, the same for the same answer', () => {
    expect(printOf()).toMatch(/^[\w-]{22}$/)
    expect(printOf()).toBe(printOf())
  })

  it.each([
    ['a byte of the body', printOf({}, 'Помощь ')],
    ['the status', printOf({ status: 203 })],
    ['the address', printOf({ url: 'https://shop.test/help/' })],
    ['the way', printOf({ hops: [] })],
    ['a body that was cut off', printOf({ truncated: true })],
    ['a header that names a wall', withHeaders({ 'cf-mitigated': 'challenge' })],
    ['the server', withHeaders({ server: 'wbaas' })],
    ['a header that nobody knows', withHeaders({ 'x-anything': '1' })],
    ['another cookie', withHeaders({ 'set-cookie': 'sid=1\nlang=ru\n__ddg1_=2' })],
    ['a header that moves into another', withHeaders({ server: 'nginx"],["x","y' })],
  ])('is another one for %s', (_, other) => {
    expect(other).not.toBe(printOf())
  })

  it('is another one for another policy of content', () => {
    const policy = (script: string) => withHeaders({ 'content-security-policy': `script-src ${script}` })
    expect(policy("'nonce-a1b2' 'self'")).not.toBe(policy("'nonce-a1b2'"))
    expect(policy("'nonce-a1b2' 'self'")).toBe(policy("'nonce-c3d4' 'self'"))
  })

  it('knows tokens in documents alone', () => {
    const print = (type: string, token: string) =>
      printOf({ headers: { ...answer.headers, 'content-type': type } }, `<i data-token="${token}">`)
    expect(print('text/html; charset=utf-8', 'abcdefgh')).toBe(print('text/html; charset=utf-8', 'hgfedcba'))
    expect(print('image/svg', 'abcdefgh')).not.toBe(print('image/svg', 'hgfedcba'))
  })

  it.each([
    ['the time', { date: 'Mon, 23 Nov 2026 10:00:00 GMT' }],
    ['the age in a cache', { age: '120', expires: '0', etag: '"a"', 'last-modified': 'today' }],
    ['the number of the request', { 'x-request-id': '1f2e', 'cf-ray': '8f-FRA' }],
    ['the value of a cookie', { 'set-cookie': 'sid=2; Path=/\nlang=en' }],
  ])('does not know %s', (_, headers) => {
    expect(withHeaders(headers)).toBe(printOf())
  })
})
