import type { Readable } from 'node:stream'
import { type ReadBody, readBody } from './body.ts'
import type { Connections } from './connections.ts'
import { systemCodeOf } from './failure.ts'
import { type TimeLimit, untilStruck } from './time-limit.ts'

/** An answer whose body is still on the wire. */
export interface Answered {
  status: number
  headers: Record<string, string>
  setCookies: string[]
  body: Readable
}

/** A redirect's body is read to the end when it is this small, so that its connection can be used again. */
const smallBodyBytes = 16_384

/**
 * Sends one GET. A connection that breaks before the answer is tried once more: it may have been an
 * idle one that the server closed at that moment.
 */
export async function ask(
  connections: Connections,
  url: URL,
  headers: Record<string, string>,
  limit: TimeLimit,
): Promise<Answered> {
  try {
    return await askOnce(connections, url, headers, limit)
  } catch (error) {
    const code = error instanceof Error ? systemCodeOf(error) : null
    if (limit.failure() || (code !== 'UND_ERR_SOCKET' && code !== 'ECONNRESET')) throw error
    return askOnce(connections, url, headers, limit)
  }
}

async function askOnce(
  connections: Connections,
  url: URL,
  headers: Record<string, string>,
  limit: TimeLimit,
): Promise<Answered> {
  const asked = connections.idle(url.origin).request({
    path: url.pathname + url.search,
    method: 'GET',
    headers,
    signal: limit.strike,
  })
  const answer = await untilStruck(limit, asked)
  // A stream that is destroyed on purpose reports that too; the reader has its own way to hear of errors.
  answer.body.on('error', ignore)
  return {
    status: answer.statusCode,
    headers: flatten(answer.headers),
    setCookies: [answer.headers['set-cookie'] ?? []].flat(),
    body: answer.body,
  }
}

/** The body's bytes, decompressed, within their cap. */
export async function readAnswer({ status, headers, body }: Answered, maxBytes: number): Promise<ReadBody> {
  const encoding = status === 204 || status === 304 ? '' : (headers['content-encoding'] ?? '')
  const read = await readBody(body, encoding, maxBytes)
  await untilFree()
  return read
}

/** Lets go of a body that nobody reads. */
export async function skipAnswer({ headers, body }: Answered): Promise<void> {
  const length = Number(headers['content-length'] ?? Number.NaN)
  if (length <= smallBodyBytes) for await (const _ of body);
  else body.destroy()
  await untilFree()
}

/** undici uses a connection again one turn of the event loop after its body ended; who asks before opens another. */
function untilFree(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(name === 'set-cookie' ? '\n' : ', ') : (value ?? ''),
    ]),
  )
}

function ignore(): void {
  return
}
