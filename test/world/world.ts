import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Behaviour } from './behaviour.ts'
import { type Dns, serveDns } from './dns.ts'
import { initialBehaviours, knownHosts } from './sites.ts'
import { type Smtp, serveSmtp } from './smtp.ts'
import { Switchboard, type Switched } from './switchboard.ts'
import { type Asked, serveWeb } from './web.ts'

export interface WorldOptions {
  /** Hosts that must not resolve: their rule leads to a name that our DNS denies. Fixed for the run. */
  unresolvable?: string[]
  /** Start without the switches that the world has from the beginning (the closed ethics site). */
  allWell?: boolean
}

/** A small internet on loopback: web, DNS and mail, with switches for everything that goes stale. */
export interface World {
  /** curl-style rules for `STILLTHERE_CONNECT_TO`: every host, ports 80 and 443. */
  connectTo: string[]
  /** PEM file for `NODE_EXTRA_CA_CERTS`. */
  caFile: string
  /** `127.0.0.1:PORT` for `DNS_SERVERS`. */
  dnsServer: string
  dns: Dns
  smtp: Smtp
  /** Hosts with pages of their own; any other host answers 200 on every path. */
  hosts: readonly string[]
  /** What a host was asked, oldest first; the last thousand requests are kept. */
  requests(host: string): Asked[]
  /** Calls back for each request; gives the way to stop that. */
  onRequest(listener: (asked: Asked) => void): () => void
  /** @param path with or without query; `*` = the whole host. */
  set(host: string, path: string, behaviour: Behaviour): void
  /** What is switched now. */
  switched(): Switched[]
  /** Web, DNS and mail as they were at the start; received mails and requests stay. */
  reset(): void
  readonly online: boolean
  /** Every port refuses from now on. */
  goOffline(): Promise<void>
  /** The same ports answer again. */
  goOnline(): Promise<void>
  stop(): Promise<void>
}

const mostRequests = 1000

/** Starts the world; nothing in it reaches beyond loopback. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const switchboard = new Switchboard(options.allWell ? [] : initialBehaviours)
  const log = new Map<string, Asked[]>()
  const listeners = new Set<(asked: Asked) => void>()
  const web = await serveWeb(switchboard, (asked) => {
    const ofHost = log.get(asked.host) ?? []
    ofHost.push(asked)
    log.set(asked.host, ofHost.slice(-mostRequests))
    for (const listener of listeners) listener(asked)
  })
  const [dns, smtp] = await Promise.all([serveDns(), serveSmtp()])
  const parts = [web, dns, smtp]
  const directory = await mkdtemp(join(tmpdir(), 'stillthere-world-'))
  const caFile = join(directory, 'ca.pem')
  await writeFile(caFile, web.rootPem)
  let online = true
  let turn = Promise.resolve()
  // Ports that are still closing cannot be opened: quick fingers wait for each other.
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work, work)
    return turn
  }

  const world: World = {
    connectTo: rulesFor(options.unresolvable ?? [], web),
    caFile,
    dnsServer: dns.server,
    dns,
    smtp,
    hosts: knownHosts,
    requests: (host) => [...(log.get(host) ?? [])],
    onRequest(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set: (host, path, behaviour) => switchboard.set(host, path, behaviour),
    switched: () => switchboard.list(),
    reset() {
      switchboard.reset()
      dns.reset()
      smtp.mode = 'accept'
    },
    get online() {
      return online
    },
    goOffline: () =>
      inTurn(async () => {
        if (!online) return
        online = false
        await Promise.all(parts.map((part) => part.shut()))
      }),
    goOnline: () =>
      inTurn(async () => {
        if (online) return
        await Promise.all(parts.map((part) => part.reopen()))
        online = true
      }),
    async stop() {
      await world.goOffline()
      await rm(directory, { recursive: true, force: true })
    },
  }
  return world
}

function rulesFor(unresolvable: string[], ports: { httpPort: number; httpsPort: number }): string[] {
  return [
    ...unresolvable.map((host) => `${host}::gone.invalid:`),
    `:443:127.0.0.1:${ports.httpsPort}`,
    `:80:127.0.0.1:${ports.httpPort}`,
  ]
}
