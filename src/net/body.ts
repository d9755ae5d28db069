import { Readable, type Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { failureAs, NetFailureError } from './failure.ts'

/** The beginning of a body, decompressed. `truncated`: there was more. */
export interface ReadBody {
  bytes: Buffer
  truncated: boolean
}

/** More nested encodings than anyone uses are a bomb (CVE-2026-22036). */
const mostEncodings = 2
/** A compressed body may be longer than the text it stands for, but not by much. */
const wireSlackBytes = 65_536

/**
 * Reads a body up to `maxBytes` of decompressed text and closes the connection when there is more; the same
 * limit holds for the bytes on the wire. A bomb or an endless body never takes more memory than that.
 * @throws NetFailureError for an encoding chain that is too long or for endless bytes that decode to nothing,
 * the stream's or zlib's error otherwise.
 */
export async function readBody(wire: Readable, contentEncoding: string, maxBytes: number): Promise<ReadBody> {
  const encodings = encodingsOf(contentEncoding)
  if (encodings.length > mostEncodings) {
    wire.destroy()
    throw new NetFailureError(failureAs('net/bad-response', 'too many content encodings'))
  }
  if (encodings.length === 0) return collect(wire, maxBytes)
  return inflate(wire, encodings, maxBytes)
}

async function inflate(wire: Readable, encodings: string[], maxBytes: number): Promise<ReadBody> {
  const meter = { bytes: 0, over: false }
  const chunks = capped(wire, maxBytes + wireSlackBytes, meter)
  const first = await chunks.next()
  const head = first.done ? Buffer.alloc(0) : first.value
  const source = Readable.from(prepended(head, chunks))
  const streams: Readable[] = [source]
  let last: Readable = source
  for (const encoding of encodings) {
    const decoder = decoderFor(encoding, head)
    if (!decoder) continue
    last.on('error', (error) => decoder.destroy(error))
    last = last.pipe(decoder)
    streams.push(last)
  }
  try {
    const read = head.length === 0 ? { bytes: head, truncated: false } : await collect(last, maxBytes)
    if (meter.over && read.bytes.length === 0) throw new NetFailureError(failureAs('net/body-too-large'))
    return { bytes: read.bytes, truncated: read.truncated || meter.over }
  } finally {
    for (const stream of streams) stream.destroy()
    wire.destroy()
  }
}

/** Breaking out of the loop destroys the stream, and with it the connection. */
async function collect(stream: Readable, maxBytes: number): Promise<ReadBody> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > maxBytes) return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), truncated: true }
  }
  return { bytes: Buffer.concat(chunks), truncated: false }
}

async function* capped(
  wire: Readable,
  maxBytes: number,
  meter: { bytes: number; over: boolean },
): AsyncGenerator<Buffer, void> {
  for await (const chunk of wire as AsyncIterable<Buffer>) {
    meter.bytes += chunk.length
    if (meter.bytes > maxBytes) {
      meter.over = true
      return
    }
    yield chunk
  }
}

async function* prepended(head: Buffer, rest: AsyncGenerator<Buffer, void>): AsyncGenerator<Buffer, void> {
  yield head
  yield* rest
}

/** Encodings in the order in which they are taken off; labels that mean nothing are left out, as browsers do. */
function encodingsOf(header: string): string[] {
  return header
    .toLowerCase()
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '' && label !== 'identity')
    .reverse()
}

function decoderFor(encoding: string, head: Buffer): Transform | null {
  // Flushing instead of finishing forgives a missing trailer, as browsers do.
  const lenient = { finishFlush: constants.Z_SYNC_FLUSH }
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(lenient)
    case 'br':
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH })
    case 'deflate':
      // Half of the servers send raw deflate, half the zlib format that RFC 9110 asks for.
      return ((head[0] ?? 8) & 0x0f) === 8 ? createInflate(lenient) : createInflateRaw(lenient)
    case 'zstd':
      return openZstd()
    default:
      return null
  }
}

/** Node 22.15 and later. */
function openZstd(): Transform {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform }
  if (!createZstdDecompress)
    throw new NetFailureError(failureAs('net/bad-response', 'zstd, which was not asked for'))
  return createZstdDecompress()
}
