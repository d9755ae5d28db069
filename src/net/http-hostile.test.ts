import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDns } from './dns.ts'
import { openHttpClient } from './http.ts'
import type { Exchange, GetOptions, HttpClient } from './net.ts'

type Behaviour = (socket: Socket) => void

const megabyte = 1024 * 1024
const ok = 'HTTP/1.1 200 OK\r\n'
const zeros = Buffer.alloc(megabyte)
// 128 MiB of zeros, 125 kB on the wire.
const bomb = gzipSync(Buffer.alloc(128 * megabyte))
const page = Buffer.from('<h1>Привет</h1>')

const behaviours: Record<string, Behaviour> = {
  endless: (socket) => {
    socket.write(`${ok}\r\n`)
    const pour = () => {
      while (!socket.destroyed && socket.write(zeros));
    }
    socket.on('drain', pour)
    pour()
  },
  drip: (socket) => {
    socket.write(`${ok}\r\n`)
    const timer = setInterval(() => socket.write('x'), 20)
    socket.on('close', () => clearInterval(timer))
  },
  silence: () => undefined,
  'reset at once': (socket) => void socket.resetAndDestroy(),
  'reset mid-body': (socket) => {
    socket.write(`${ok}content-length: 100000\r\n\r\nabc`, () =>
      setTimeout(() => socket.resetAndDestroy(), 20),
    )
  },
  'body too short': (socket) => void socket.end(`${ok}content-length: 100\r\n\r\nabc`),
  'body too long': (socket) => void socket.end(`${ok}content-length: 3\r\n\r\nabcdefgh`),
  'truncated chunks': (socket) => void socket.end(`${ok}transfer-encoding: chunked\r\n\r\n5\r\nabc`),
  'bad chunk size': (socket) => void socket.end(`${ok}transfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n`),
  'two lengths': (socket) => void socket.end(`${ok}content-length: 3\r\ncontent-length: 4\r\n\r\nabcd`),
  'huge headers': (socket) => void socket.end(`${ok}${`x-a: ${'b'.repeat(1000)}\r\n`.repeat(200)}\r\n`),
  'many headers': (socket) => void socket.end(`${ok}${'a: b\r\n'.repeat(40_000)}\r\n`),
  'no status line': (socket) => void socket.end('<html>hello</html>'),
  'status 999': (socket) => void socket.end('HTTP/1.1 999 No\r\ncontent-length: 2\r\n\r\nno'),
  'status 1000': (socket) => void socket.end('HTTP/1.1 1000 No\r\n\r\n'),
  'a hundred continues': (socket) => void socket.end('HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)),
  'early hints': (socket) =>
    void socket.end(`HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${ok}content-length: 2\r\n\r\nok`),
  'switching protocols': (socket) => void socket.end('HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n'),
  'HTTP/1.0': (socket) => void socket.end('HTTP/1.0 200 OK\r\n\r\nold'),
  'reason with script': (socket) => void socket.end('HTTP/1.1 404 <script>\r\ncontent-length: 2\r\n\r\nno'),
  'no content with a body': (socket) =>
    void socket.end('HTTP/1.1 204 No\r\ncontent-encoding: gzip\r\n\r\nbody'),
  'gzip bomb': (socket) => void socket.end(encoded('gzip', bomb)),
  'gzip five times': (socket) => void socket.end(encoded('gzip, gzip, gzip, gzip, gzip', bomb)),
  'gzip that is none': (socket) => void socket.end(encoded('gzip', Buffer.from('plain text'))),
  'gzip cut short': (socket) => void socket.end(encoded('gzip', gzipSync(page).subarray(0, -4))),
  'gzip of nothing': (socket) => void socket.end(encoded('gzip', Buffer.alloc(0))),
  'gzip of empty blocks': (socket) => void socket.end(encoded('gzip', emptyBlocks())),
  'unknown encoding': (socket) => void socket.end(encoded('utf-8', page)),
  gzip: (socket) => void socket.end(encoded('gzip', gzipSync(page))),
  br: (socket) => void socket.end(encoded('br', brotliCompressSync(page))),
  deflate: (socket) => void socket.end(encoded('deflate', deflateSync(page))),
  'raw deflate': (socket) => void socket.end(encoded('deflate', deflateRawSync(page))),
  'gzip in br': (socket) => void socket.end(encoded('gzip, br', brotliCompressSync(gzipSync(page)))),
}

let server: Server
let client: HttpClient
const sockets = new Set<Socket>()

beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => sockets.delete(socket))
    socket.on('close', () => sockets.delete(socket))
    socket.once('data', (data) => {
      const path = /^GET \/(\S*)/.exec(data.toString())?.[1] ?? ''
      behaviours[decodeURIComponent(path)]?.(socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const config = {
    connectTo: [],
    allowNets: ['127.0.0.0/8'],
    dnsServers: [],
    chromiumPath: null,
    userAgent: 'test/1',
  }
  client = openHttpClient(config, openDns(config))
})

afterAll(async () => {
  await client.close()
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
})

test.each([
  ['reset at once', 'net/reset'],
  ['reset mid-body', 'net/reset'],
  ['body too short', 'net/reset'],
  ['truncated chunks', 'net/reset'],
  ['bad chunk size', 'net/bad-response'],
  ['two lengths', 'net/bad-response'],
  ['huge headers', 'net/bad-response'],
  ['many headers', 'net/bad-response'],
  ['no status line', 'net/bad-response'],
  ['status 1000', 'net/bad-response'],
  ['a hundred continues', 'net/reset'],
  ['switching protocols', 'net/bad-response'],
  ['gzip five times', 'net/bad-response'],
  ['gzip that is none', 'net/bad-response'],
  ['gzip of empty blocks', 'net/body-too-large'],
])('%s is %s', async (behaviour, code) => {
  expect(await get(behaviour, { maxBodyBytes: megabyte })).toMatchObject({ ok: false, failure: { code } })
})

test.each([
  ['drip', 'net/timeout'],
  ['silence', 'net/timeout'],
])('%s ends with the wall clock', async (behaviour, code) => {
  const startedAt = performance.now()
  expect(await get(behaviour, { timeoutMs: 300 })).toMatchObject({ ok: false, failure: { code } })
  expect(performance.now() - startedAt).toBeLessThan(1000)
})

test.each([
  ['body too long', 200, 'abc'],
  ['status 999', 999, 'no'],
  ['early hints', 200, 'ok'],
  ['HTTP/1.0', 200, 'old'],
  ['reason with script', 404, 'no'],
  ['no content with a body', 204, ''],
  ['gzip cut short', 200, '<h1>Привет</h1>'],
  ['gzip of nothing', 200, ''],
  ['unknown encoding', 200, '<h1>Привет</h1>'],
  ['gzip', 200, '<h1>Привет</h1>'],
  ['br', 200, '<h1>Привет</h1>'],
  ['deflate', 200, '<h1>Привет</h1>'],
  ['raw deflate', 200, '<h1>Привет</h1>'],
  ['gzip in br', 200, '<h1>Привет</h1>'],
])('%s is read as a %i', async (behaviour, status, body) => {
  expect(await get(behaviour)).toMatchObject({ ok: true, status, body, truncated: false })
})

test.each(['endless', 'gzip bomb'])(
  '%s is cut at the cap, its connection closed, memory kept',
  async (behaviour) => {
    const before = process.memoryUsage().rss
    const exchange = await get(behaviour, { maxBodyBytes: megabyte })
    expect(exchange).toMatchObject({ ok: true, truncated: true, bodyBytes: megabyte })
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * megabyte)
    await expect.poll(() => sockets.size, { interval: 10 }).toBe(0)
  },
)

test('the next check on the same client is right', async () => {
  expect(await get('gzip')).toMatchObject({ ok: true, body: '<h1>Привет</h1>' })
})

test('closing the client ends what is under way at once, and blames nobody', async () => {
  const config = {
    connectTo: [],
    allowNets: ['127.0.0.0/8'],
    dnsServers: [],
    chromiumPath: null,
    userAgent: 'test/1',
  }
  const own = openHttpClient(config, openDns(config))
  const { port } = server.address() as AddressInfo
  const waiting = own.get(`http://127.0.0.1:${port}/silence`)
  await expect.poll(() => sockets.size, { interval: 10 }).toBeGreaterThan(0)
  await own.close()
  expect(await waiting).toMatchObject({ ok: false, failure: { code: 'net/offline' } })
})

function get(behaviour: string, options?: GetOptions): Promise<Exchange> {
  const { port } = server.address() as AddressInfo
  return client.get(`http://127.0.0.1:${port}/${encodeURIComponent(behaviour)}`, options)
}

function encoded(encoding: string, body: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`${ok}content-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`),
    body,
  ])
}

/** Valid gzip that stands for nothing: a header and endless empty stored blocks (RFC 1951, 3.2.4). */
function emptyBlocks(): Buffer {
  const head = gzipSync('').subarray(0, 10)
  return Buffer.concat([head, Buffer.alloc(3 * megabyte, Buffer.from([0, 0, 0, 0xff, 0xff]))])
}
