import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Env } from './env.ts'

/** A dashboard that listens. */
export interface ServedApp {
  port: number
  close(): Promise<void>
}

// Slow senders hold a connection for seconds, not for good; a phone in the underground needs a minute for a photo.
const limits = {
  headersTimeout: 5_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
}

/** Requests that run when the server closes get this long to end. */
const graceMs = 2_000

/** Listens. @throws the system's error when the address is taken or not ours. */
export async function serveApp(
  app: Hono<Env>,
  { host, port }: { host: string; port: number },
): Promise<ServedApp> {
  // The process has its own users of fetch: its globals stay as Node made them.
  const options = { fetch: app.fetch, overrideGlobalObjects: false, serverOptions: limits }
  const server = createAdaptorServer(options) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) }
}

/** Stops listening at once; idle connections end now, busy ones with their answer or after the grace. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(cutOff)
      resolve()
    })
    server.closeIdleConnections()
  })
}
