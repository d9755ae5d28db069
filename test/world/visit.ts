import { readFile } from 'node:fs/promises'
import { Agent, buildConnector, request } from 'undici'
import type { World } from './world.ts'

/** What a visitor of the world got; redirects are answers. */
export interface Visited {
  status: number
  headers: Record<string, string>
  body: string
  bytes: number
}

export interface Visitor {
  /** Rejects like undici: `code` tells what the connection came to. */
  get(url: string, signal?: AbortSignal): Promise<Visited>
  close(): Promise<void>
}

/** A plain client that follows the world's rules and trusts its authority alone. */
export async function visitorOf(world: World): Promise<Visitor> {
  const connect = buildConnector({ ca: await readFile(world.caFile, 'utf8') })
  const ports = new Map(world.connectTo.map((rule) => rule.split(':')).map(([, from, , to]) => [from, to]))
  const agent = new Agent({
    connect: (options, done) => {
      const from = options.port || (options.protocol === 'https:' ? '443' : '80')
      const servername = options.servername || options.hostname
      connect({ ...options, hostname: '127.0.0.1', port: ports.get(from) ?? from, servername }, done)
    },
  })
  return {
    async get(url, signal) {
      const answer = await request(url, { dispatcher: agent, ...(signal ? { signal } : {}) })
      const bytes = Buffer.from(await answer.body.arrayBuffer())
      const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
      const charset = /charset=([\w-]+)/.exec(String(answer.headers['content-type']))?.[1] ?? 'utf-8'
      return {
        status: answer.statusCode,
        headers: Object.fromEntries(headers),
        body: new TextDecoder(charset).decode(bytes),
        bytes: bytes.length,
      }
    },
    close: () => agent.destroy(),
  }
}
