import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A loopback HTTP server for one test; `requests` keeps what it was asked, newest last. */
export interface Served {
  port: number
  /** `http://127.0.0.1:PORT` */
  origin: string
  requests: IncomingMessage[]
  close(): Promise<void>
}

/** Starts a server on a free loopback port. */
export async function serve(listener: RequestListener): Promise<Served> {
  const requests: IncomingMessage[] = []
  const server: Server = createServer((request, response) => {
    requests.push(request)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
