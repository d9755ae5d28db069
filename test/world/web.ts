import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import { answer, type Outcome } from './answer.ts'
import { type Authority, makeAuthority } from './authority.ts'
import { isKnown, siteAt } from './sites.ts'
import type { Switchboard } from './switchboard.ts'

/** A request that reached the world. */
export interface Asked {
  at: Date
  scheme: 'http' | 'https'
  host: string
  method: string
  /** Path with query. */
  path: string
  headers: IncomingMessage['headers']
}

/** The two web servers of the world on loopback. */
export interface Web {
  httpPort: number
  httpsPort: number
  /** PEM of the root that signs for every host. */
  rootPem: string
  /** Stops listening and cuts every connection: the ports refuse. */
  shut(): Promise<void>
  /** Listens again, on the same ports. */
  reopen(): Promise<void>
}

/** Serves every host there is; `onAsked` hears of each request before it is answered. */
export async function serveWeb(switchboard: Switchboard, onAsked: (asked: Asked) => void): Promise<Web> {
  const authority = makeAuthority()
  const contextOf = certificates(authority, switchboard)
  const raw = new Map<string, Socket>()
  const respond = (scheme: Asked['scheme']) => (request: IncomingMessage, response: ServerResponse) => {
    const url = urlOf(scheme, request)
    if (url === null) return response.writeHead(400).end()
    const asked = { at: new Date(), scheme, host: url.hostname, method: request.method ?? 'GET' }
    onAsked({ ...asked, path: url.pathname + url.search, headers: request.headers })
    request.resume()
    const connection = raw.get(keyOf(request.socket))
    carryOut(outcomeOf(switchboard, scheme, url), request, response, () => connection?.resetAndDestroy())
  }
  const http = createHttpServer(respond('http'))
  const https = createHttpsServer(
    {
      // A resumed session would be judged by the certificate of its first handshake.
      secureOptions: 0x4000,
      SNICallback: (name, done) => done(null, contextOf(name.toLowerCase())),
      ...authority.issue('localhost'),
    },
    respond('https'),
  )
  const servers: Server[] = [http, https]
  for (const server of servers) server.on('connection', (socket: Socket) => remember(raw, socket))
  const ports = await Promise.all(servers.map((server) => listen(server, 0)))
  const [httpPort = 0, httpsPort = 0] = ports
  return {
    httpPort,
    httpsPort,
    rootPem: authority.rootPem,
    async shut() {
      const closed = servers.map((server) => close(server))
      for (const socket of raw.values()) socket.destroy()
      await Promise.all(closed)
    },
    async reopen() {
      await Promise.all([listen(http, httpPort), listen(https, httpsPort)])
    },
  }
}

function certificates(authority: Authority, switchboard: Switchboard): (host: string) => SecureContext {
  const stranger = makeAuthority('Unknown authority')
  const made = new Map<string, SecureContext>()
  return (host) => {
    const tls = switchboard.tlsOf(host)
    const key = `${host} ${tls}`
    const context = made.get(key) ?? createSecureContext(credentials())
    made.set(key, context)
    return context

    function credentials() {
      switch (tls) {
        case 'tls-expired':
          return authority.issue(host, true)
        case 'tls-wrong-host':
          return authority.issue('another.example')
        case 'tls-untrusted':
          return stranger.issue(host)
        case null:
          return authority.issue(host)
      }
    }
  }
}

function urlOf(scheme: string, request: IncomingMessage): URL | null {
  const path = request.url?.startsWith('/') ? request.url : '/'
  const address = `${scheme}://${request.headers.host ?? 'localhost'}${path}`
  return URL.canParse(address) ? new URL(address) : null
}

function outcomeOf(switchboard: Switchboard, scheme: Asked['scheme'], url: URL): Outcome {
  const outcome = answer(siteAt(url.hostname), url, switchboard.behaviourOf(url))
  if (scheme === 'https' || outcome.is !== 'reply' || !isKnown(url.hostname)) return outcome
  // Well-kept sites answer port 80 with one thing only; the provider's stub lives there.
  if (url.hostname === 'warning.rt.ru') return outcome
  const secure = new URL(url)
  secure.protocol = 'https:'
  secure.port = ''
  const headers = { location: secure.href }
  return { is: 'reply', reply: { status: 301, headers, body: '' }, delayMs: outcome.delayMs }
}

function carryOut(
  outcome: Outcome,
  request: IncomingMessage,
  response: ServerResponse,
  resetConnection: () => void,
): void {
  switch (outcome.is) {
    case 'silence':
      return
    case 'reset':
      resetConnection()
      return
    case 'reply': {
      const { status, headers, body } = outcome.reply
      const send = () => {
        // A connection serves once: each request sees the certificate of its own moment.
        const length = Buffer.byteLength(body)
        response.writeHead(status, { ...headers, connection: 'close', 'content-length': length })
        response.end(request.method === 'HEAD' ? undefined : body)
      }
      const timer = outcome.delayMs > 0 ? setTimeout(send, outcome.delayMs) : send()
      response.on('close', () => clearTimeout(timer ?? undefined))
    }
  }
}

function remember(raw: Map<string, Socket>, socket: Socket): void {
  const key = keyOf(socket)
  raw.set(key, socket)
  // A client that cuts its connection is no trouble of ours.
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    if (raw.get(key) === socket) raw.delete(key)
  })
}

/** TLS hides the socket below it; both have the same two ports. */
function keyOf({ localPort, remotePort }: Socket): string {
  return `${localPort} ${remotePort}`
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
