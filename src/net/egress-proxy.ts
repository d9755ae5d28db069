import { createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { NetFailure } from '../domain/failure.ts'
import { dial } from './dial.ts'
import { failureAs, failureOf } from './failure.ts'
import { isHomeCall } from './home-calls.ts'
import type { Road, Roads } from './roads.ts'
import type { CertificateCheck } from './upstream-tls.ts'
import { bareHost, portOf } from './url-gate.ts'

/** The only way out of one visit: an HTTP proxy on loopback that asks the same gate as the HTTP client. */
export interface Egress {
  /** `http://127.0.0.1:PORT` */
  url: string
  /** Why the last connection to the host of this URL failed; the browser itself only learns that it did. */
  failureFor(url: string): NetFailure | null
  /** The visit has transferred all that it may; its connections were cut. */
  isSpent(): boolean
  close(): Promise<void>
}

/** How an egress is made. `certificates` is null where the browser verifies for itself. */
export interface EgressOptions {
  roads: Roads
  certificates: CertificateCheck | null
  maxBytes: number
}

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Opens a proxy for one visit; own and not proxy-chain's, which cannot send a tunnel to another host and port. */
export async function openEgress(options: EgressOptions): Promise<Egress> {
  const egress = new Traffic(options)
  const server = createServer({ maxHeaderSize: 32 * 1024 }, (request, response) => {
    void egress.forward(request, response)
  })
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    void egress.tunnel(request, client, head)
  })
  server.on('connection', (socket) => egress.keep(socket))
  server.on('clientError', (_error, socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failureFor: (url) => egress.failureFor(url),
    isSpent: () => egress.isSpent(),
    close() {
      egress.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

class Traffic {
  #bytes = 0
  readonly #options: EgressOptions
  readonly #sockets = new Set<Duplex>()
  readonly #failures = new Map<string, NetFailure>()

  constructor(options: EgressOptions) {
    this.#options = options
  }

  failureFor(url: string): NetFailure | null {
    if (this.isSpent()) return failureAs('net/body-too-large')
    if (!URL.canParse(url)) return null
    const { hostname } = new URL(url)
    return this.#failures.get(`${bareHost(hostname)}:${portOf(new URL(url))}`) ?? null
  }

  /** CONNECT: https and WebSockets. */
  async tunnel(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    const target = `http://${request.url ?? ''}`
    if (!URL.canParse(target)) return void client.destroy()
    const upstream = await this.#reach(new URL(target), 'tunnel')
    if (!upstream || client.destroyed) {
      upstream?.destroy()
      return void client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    }
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    upstream.write(head)
    this.#meter(client)
    this.#meter(upstream)
    client.pipe(upstream).pipe(client)
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  }

  /** Plain http, as RFC 9112 3.2.2 has it: the request line holds the whole URL. */
  async forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const client = request.socket
    const target = request.url ?? ''
    if (!URL.canParse(target) || new URL(target).protocol !== 'http:') return void client.destroy()
    const url = new URL(target)
    const upstream = await this.#reach(url, 'plain')
    if (!upstream || client.destroyed) {
      upstream?.destroy()
      return void client.destroy()
    }
    this.#meter(upstream)
    const fail = (error: Error) => {
      this.#failures.set(keyOf(url), failureOf(error))
      client.destroy()
    }
    const asked = requestHttp({
      method: request.method ?? 'GET',
      path: url.pathname + url.search,
      headers: [...endToEnd(request.rawHeaders), 'connection', 'close'],
      setHost: false,
      createConnection: () => upstream,
      maxHeaderSize: 32 * 1024,
    })
    asked.on('error', fail)
    asked.on('response', (answer) => relay(answer, response, fail))
    asked.on('upgrade', (_answer, socket) => socket.destroy())
    response.on('close', () => upstream.destroy())
    request.pipe(asked)
  }

  keep(socket: Duplex): void {
    this.#sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#sockets.delete(socket))
  }

  destroy(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Null: refused or failed, and the reason is kept. */
  async #reach(url: URL, how: 'tunnel' | 'plain'): Promise<Socket | null> {
    const host = bareHost(url.hostname)
    try {
      if (this.isSpent()) return null
      const found = isHomeCall(host) ? refused : await this.#options.roads.find(host, portOf(url))
      const failure = found.ok ? await this.#distrust(found.road, portOf(url), how) : found.failure
      if (!found.ok || failure) {
        this.#failures.set(keyOf(url), failure ?? failureAs('net/address-blocked'))
        return null
      }
      const socket = await dial(found.road)
      this.keep(socket)
      this.#failures.delete(keyOf(url))
      return socket
    } catch (error) {
      this.#failures.set(keyOf(url), failureOf(error))
      return null
    }
  }

  /** A tunnel to port 80 is a plain WebSocket; any other is taken for TLS. */
  async #distrust(road: Road, port: number, how: 'tunnel' | 'plain'): Promise<NetFailure | null> {
    const { certificates } = this.#options
    return certificates && how === 'tunnel' && port !== 80 ? certificates.check(road) : null
  }

  #meter(socket: Duplex): void {
    socket.on('data', (chunk: Buffer) => {
      this.#bytes += chunk.length
      if (this.isSpent()) this.destroy()
    })
  }

  isSpent(): boolean {
    return this.#bytes > this.#options.maxBytes
  }
}

const refused = {
  ok: false as const,
  failure: failureAs('net/address-blocked', 'a call home of the browser'),
}

function keyOf(url: URL): string {
  return `${bareHost(url.hostname)}:${portOf(url)}`
}

function relay(answer: IncomingMessage, response: ServerResponse, fail: (error: Error) => void): void {
  answer.on('error', fail)
  try {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer.rawHeaders))
  } catch (error) {
    // A status or header that Node parses but would not send itself.
    fail(Object.assign(new Error('cannot be passed on', { cause: error }), { code: 'HPE_USER' }))
    return
  }
  answer.pipe(response)
}

function endToEnd(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, i) => !hopByHop.has((rawHeaders[i - (i % 2)] ?? '').toLowerCase()))
}
