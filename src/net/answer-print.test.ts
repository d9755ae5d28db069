import { describe, expect, it } from 'vitest'
import { printsOfAnswer } from './answer-print.ts'

const answer = {
  status: 200,
  url: 'https://shop.test/help',
  hops: [{ url: 'http://shop.test/help', status: 301, location: 'https://shop.test/help' }],
  headers: { 'content-type': 'text/html', server: 'nginx', 'set-cookie': 'sid=1; Path=/\nlang=ru' },
  truncated: false,
}
const printsOf = (more: Partial<typeof answer> = {}, body = 'Помощь') => [
  ...printsOfAnswer({ ...answer, ...more }, Buffer.from(body)),
]
/** The one that knows no tokens. */
const printOf = (...about: Parameters<typeof printsOf>) => printsOf(...about).at(-1)
const withHeaders = (headers: Record<string, string>) =>
  printsOf({ headers: { ...answer.headers, ...headers } as typeof answer.headers })

describe('the fingerprints of an answer', () => {
  it('are 22 characters each, the same for the same answer', () => {
    for (const print of printsOf()) expect(print).toMatch(/^[\w-]{22}$/)
    expect(printsOf()).toEqual(printsOf())
  })

  it('are two of a document with tokens and one of anything else', () => {
    const token = '<i data-token="abcdefgh">'
    const typed = (type: string) => printsOf({ headers: { ...answer.headers, 'content-type': type } }, token)
    expect(typed('application/xhtml+xml')).toHaveLength(2)
    expect(typed('application/json')).toHaveLength(1)
    expect(printsOf()).toHaveLength(1)
  })

  it('tell a token in the bytes, and none in the document', () => {
    const [bytes, document] = printsOf({}, '<i data-token="abcdefgh">')
    const [otherBytes, otherDocument] = printsOf({}, '<i data-token="hgfedcba">')
    expect(otherBytes).not.toBe(bytes)
    expect(otherDocument).toBe(document)
  })

  it.each([
    ['a byte of the body', printsOf({}, 'Помощь ')],
    ['the status', printsOf({ status: 203 })],
    ['the address', printsOf({ url: 'https://shop.test/help/' })],
    ['the way', printsOf({ hops: [] })],
    ['a body that was cut off', printsOf({ truncated: true })],
    ['a header that names a wall', withHeaders({ 'cf-mitigated': 'challenge' })],
    ['the server', withHeaders({ server: 'wbaas' })],
    ['a header that nobody knows', withHeaders({ 'x-anything': '1' })],
    ['another cookie', withHeaders({ 'set-cookie': 'sid=1\nlang=ru\n__ddg1_=2' })],
    ['a header that moves into another', withHeaders({ server: 'nginx"],["x","y' })],
  ])('are others for %s', (_, others) => {
    for (const print of printsOf()) expect(others).not.toContain(print)
  })

  it('are others for another policy of content', () => {
    const policy = (script: string) => withHeaders({ 'content-security-policy': `script-src ${script}` })
    expect(policy("'nonce-a1b2' 'self'")).not.toEqual(policy("'nonce-a1b2'"))
    expect(policy("'nonce-a1b2' 'self'")).toEqual(policy("'nonce-c3d4' 'self'"))
  })

  it('know tokens in documents alone', () => {
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
  ])('do not know %s', (_, headers) => {
    expect(withHeaders(headers)).toEqual(printsOf())
  })
})
