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

  it.each([
    ['the time', { date: 'Mon, 23 Nov 2026 10:00:00 GMT' }],
    ['the age in a cache', { age: '120', expires: '0', etag: '"a"', 'last-modified': 'today' }],
    ['the number of the request', { 'x-request-id': '1f2e', 'cf-ray': '8f-FRA' }],
    ['the value of a cookie', { 'set-cookie': 'sid=2; Path=/\nlang=en' }],
  ])('does not know %s', (_, headers) => {
    expect(withHeaders(headers)).toBe(printOf())
  })
})
