import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { Duplex } from 'node:stream'

/** A loopback HTTP proxy that knows CONNECT and nothing else. */
export interface ConnectProxy {
  port: number
  url: string
  /** What it was asked to connect to, newest last: `93.184.215.14:443`. */
  asked: { target: string; headers: IncomingMessage['headers'] }[]
  /** Where tunnels really lead: another port of loopback, or a status instead of a tunnel. */
  lead: { to: 'asked' } | { to: 'port'; port: number } | { to: 'status'; status: number } | { to: 'silence' }
  close(): Promise<void>
}

/** Starts a proxy; by default its tunnels lead where they were asked to. */
export async function serveConnectProxy(): Promise<ConnectProxy> {
  const open = new Set<Duplex>()
  const keep = (socket: Duplex) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
  }
  const server = createServer((_request, response) => response.writeHead(405).end())
  server.on('connection', keep)
  server.on('connect', (request: IncomingMessage, client: Duplex) => {
    const target = request.url ?? ''
    proxy.asked.push({ target, headers: request.headers })
    const { lead } = proxy
    if (lead.to === 'silence') return
    if (lead.to === 'status') return void client.end(`HTTP/1.1 ${lead.status} No\r\n\r\n`)
    const url = new URL(`http://${target}`)
    const there =
      lead.to === 'port'
        ? { host: '127.0.0.1', port: lead.port }
        : { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 80) }
    const upstream = connect(there)
    keep(upstream)
    upstream.once('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      client.pipe(upstream).pipe(client)
    })
    upstream.once('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
    client.on('close', () => upstream.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const proxy: ConnectProxy = {
    port,
    url: `http://127.0.0.1:${port}`,
    asked: [],
    lead: { to: 'asked' },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
  return proxy
}
