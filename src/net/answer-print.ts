import { createHash } from 'node:crypto'
import type { Hop } from './net.ts'
import { withoutNonces, withoutTokens } from './page-tokens.ts'

/** All of an answer that a reading of it rests on. */
interface Answer {
  status: number
  url: string
  hops: readonly Hop[]
  headers: Readonly<Record<string, string>>
  truncated: boolean
}

/**
 * Headers that are new with every answer of one and the same page. Those by which walls are told are not among
 * them, nor any that nobody thought of: such a page is read each time, which is only slower.
 */
const restless = new Set([
  'age',
  'cf-ray',
  'date',
  'etag',
  'expires',
  'keep-alive',
  'last-modified',
  'nel',
  'report-to',
  'server-timing',
  'traceparent',
  'x-amz-cf-id',
  'x-correlation-id',
  'x-request-id',
  'x-runtime',
  'x-timer',
  'x-trace-id',
])

const isMarkup = /html|xml/i

/**
 * Fingerprints of an answer, each made when it is asked for: of status, way, headers and bytes; then, of a
 * document with tokens, the same without them, which takes four times as long. Headers that are new with every answer
 * are in neither, and of cookies only the names. 22 characters of SHA-256. Two answers with a fingerprint in common
 * say the same to whoever reads them.
 */
export function* printsOfAnswer(
  { status, url, hops, headers, truncated }: Answer,
  bytes: Uint8Array,
): Generator<string> {
  const calm = Object.entries(headers)
    .filter(([name]) => !restless.has(name))
    .map(([name, value]) => [name, lastingOf(name, value)])
  // JSON says where a part ends, so that no header can stand in for another.
  const head = JSON.stringify([status, url, hops, calm, truncated])
  yield printOf(head, bytes)
  if (!isMarkup.test(headers['content-type'] ?? '')) return
  const document = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const lasting = withoutTokens(document)
  if (lasting !== document) yield printOf(head, Buffer.from(lasting, 'latin1'))
}

function printOf(head: string, content: Uint8Array): string {
  return createHash('sha256').update(head).update('\n').update(content).digest('base64url').slice(0, 22)
}

function lastingOf(name: string, value: string): string | string[] {
  if (name === 'set-cookie') return value.split('\n').map((line) => line.split('=', 1)[0] ?? '')
  return name.startsWith('content-security-policy') ? withoutNonces(value) : value
}
