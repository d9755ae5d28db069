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
 * A fingerprint of an answer: status, way, headers, bytes, without what is new with every answer; of cookies the
 * names. 22 characters of SHA-256. Two answers with one fingerprint say the same to whoever reads them.
 */
export function printOfAnswer({ status, url, hops, headers, truncated }: Answer, bytes: Uint8Array): string {
  const lasting = Object.entries(headers)
    .filter(([name]) => !restless.has(name))
    .map(([name, value]) => [name, lastingOf(name, value)])
  // JSON says where a part ends, so that no header can stand in for another.
  const head = JSON.stringify([status, url, hops, lasting, truncated])
  const hash = createHash('sha256').update(head).update('\n')
  if (isMarkup.test(headers['content-type'] ?? ''))
    hash.update(
      withoutTokens(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')),
      'latin1',
    )
  else hash.update(bytes)
  return hash.digest('base64url').slice(0, 22)
}

function lastingOf(name: string, value: string): string | string[] {
  if (name === 'set-cookie') return value.split('\n').map((line) => line.split('=', 1)[0] ?? '')
  return name.startsWith('content-security-policy') ? withoutNonces(value) : value
}
