import type { OpenCheck } from '../store/checks.ts'
import { holdHosts, paceHosts, releaseHosts, renewHosts } from '../store/hosts.ts'
import { takeChecks } from '../store/take-checks.ts'
import type { Pipeline } from './context.ts'
import { gather } from './gather.ts'

/**
 * What a host has for us now. `none`: nothing waits, somebody else holds it, or it asked for a pause.
 * `later`: it is held, and its next request may start then.
 */
export type Turn =
  | { is: 'none' }
  | { is: 'later'; at: Date }
  | { is: 'visit'; checks: OpenCheck[]; pushbacks: number }

/** Hosts held by one worker, over all its batches. */
export interface Turns {
  /**
   * Holds the host and takes its most urgent checks, if its next request may start now: one, where a gap is kept.
   * @param urgent nothing else is done meanwhile: other hosts are not waited for.
   */
  take(host: string, urgent: boolean): Promise<Turn>
  /** Gives a host back. @param urgent as for `take`. */
  release(host: string, nextStartAt: Date, urgent: boolean): Promise<void>
  close(): Promise<void>
}

/** A worker that was killed holds its hosts for this long; one that lives renews in time. */
const leaseMs = 20_000
const renewEveryMs = 5_000
/** Checks that a host without a gap has taken in one question. */
const checksAtOnce = 8
/** Hosts in one question. */
const hostsAtOnce = 100
/** How long a host waits for others while many come. */
const patienceMs = 50

/** Opens the turns of one worker. Hosts whose turn has come are taken together, in two statements. */
export function openTurns(pipeline: Pipeline, holder: string, gapMs: number): Turns {
  const { db, log, now } = pipeline
  const held = new Set<string>()
  const limits = { items: hostsAtOnce, waitMs: patienceMs, lanes: 2 }
  const takes = gather((hosts: readonly string[]) => takeAll(hosts), limits)
  const releases = gather(async (hosts: readonly { name: string; nextStartAt: Date }[]) => {
    await releaseHosts(db, holder, hosts)
    return hosts.map(() => undefined)
  }, limits)

  async function takeAll(hosts: readonly string[]): Promise<Turn[]> {
    const at = now()
    const lease = { holder, until: new Date(at.getTime() + leaseMs) }
    const holding = new Map((await holdHosts(db, hosts, lease, at)).map((host) => [host.name, host]))
    for (const name of holding.keys()) held.add(name)
    const ready = [...holding.values()].filter(({ nextStartAt }) => nextStartAt <= at).map(({ name }) => name)
    const checks = await takeReady(ready, at)
    return hosts.map((name): Turn => {
      const host = holding.get(name)
      const taken = checks.get(name)
      if (host && taken) return { is: 'visit', checks: taken, pushbacks: host.pushbacks }
      return host && host.nextStartAt > at ? { is: 'later', at: host.nextStartAt } : { is: 'none' }
    })
  }

  async function takeReady(hosts: readonly string[], at: Date): Promise<Map<string, OpenCheck[]>> {
    const byHost = new Map<string, OpenCheck[]>()
    if (hosts.length === 0) return byHost
    const [taken] = await Promise.all([
      takeChecks(db, hosts, at, gapMs === 0 ? checksAtOnce : 1),
      gapMs > 0 && paceHosts(db, hosts, holder, new Date(at.getTime() + gapMs)),
    ])
    for (const check of taken) {
      const others = byHost.get(check.host)
      if (others) others.push(check)
      else byHost.set(check.host, [check])
    }
    return byHost
  }

  let renewing: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    if (held.size === 0) return
    const until = new Date(now().getTime() + leaseMs)
    renewing = renewHosts(db, [...held], holder, until).catch((error: unknown) =>
      log.warn({ error: error instanceof Error ? error.message : String(error) }, 'leases not renewed'),
    )
  }, renewEveryMs)

  return {
    take: takes.ask,
    async release(name, nextStartAt, urgent) {
      held.delete(name)
      await releases.ask({ name, nextStartAt }, urgent)
    },
    async close() {
      clearInterval(timer)
      await renewing
    },
  }
}
