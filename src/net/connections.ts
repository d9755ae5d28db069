import { Client } from 'undici'

/** Connections to origins, each of which carries one exchange at a time. */
export interface Connections {
  /** One that carries nothing: kept from an earlier exchange, else new and opened by the first request. */
  idle(origin: string): Client
  /** Ends all of them, whatever they carry. */
  destroy(): Promise<void>
}

/**
 * undici's clients without its Agent, whose pool for each origin sets 16 kB aside for requests that wait until a
 * connection is idle (`FixedQueue`, undici 7.30). Nobody waits here: who finds none opens another.
 */
export function openConnections(options: Client.Options): Connections {
  const opened = new Map<string, Client[]>()
  return {
    idle(origin) {
      const clients = opened.get(origin) ?? []
      const kept = clients.find(carriesNothing)
      if (kept) return kept
      const client = new Client(origin, options)
      const forget = () => {
        // One that is given something at its last moment connects anew.
        if (!carriesNothing(client)) return
        const others = opened.get(origin)?.filter((other) => other !== client) ?? []
        if (others.length > 0) opened.set(origin, others)
        else opened.delete(origin)
      }
      client.on('disconnect', forget).on('connectionError', forget)
      opened.set(origin, [...clients, client])
      return client
    },
    async destroy() {
      await Promise.all([...opened.values()].flat().map((client) => client.destroy()))
    },
  }
}

function carriesNothing(client: Client): boolean {
  return client.stats.size === 0
}
