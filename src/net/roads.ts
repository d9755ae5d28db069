import { isIP } from 'node:net'
import type { NetFailure } from '../domain/failure.ts'
import { openAddressGate } from './address-gate.ts'
import { applyConnectTo } from './connect-to.ts'
import { failureAs } from './failure.ts'
import type { Dns } from './net.ts'
import type { EgressProxy, NetConfig } from './net-config.ts'
import { bareHost } from './url-gate.ts'

/** Vetted addresses of one host and port, in the order in which they are tried. */
export interface Road {
  /** The host that was asked for, no brackets: certificates are checked against it. */
  host: string
  addresses: string[]
  port: number
  /** The proxy that the connection goes through; null: straight out. */
  proxy: EgressProxy | null
}

export type RoadAnswer = { ok: true; road: Road } | { ok: false; failure: NetFailure }

/** The way from a host to addresses that we may connect to; HTTP client and egress proxy share it. */
export interface Roads {
  find(host: string, port: number): Promise<RoadAnswer>
}

/**
 * Applies connect-to rules, resolves once, and refuses the whole host if any of its addresses is
 * refused: one private record beside public ones is how DNS rebinding starts.
 */
export function openRoads(config: Pick<NetConfig, 'connectTo' | 'allowNets' | 'proxy'>, dns: Dns): Roads {
  const gate = openAddressGate(config.allowNets)
  return {
    async find(hostname, port) {
      const host = bareHost(hostname)
      const target = applyConnectTo(config.connectTo, host, port)
      const named = target.matched !== null && (target.matched.host1 ?? target.matched.host2) !== null
      const resolved = isIP(target.host)
        ? { ok: true as const, records: [target.host] }
        : await dns.addresses(target.host)
      if (!resolved.ok) return resolved
      if (resolved.records.length === 0) {
        return { ok: false, failure: failureAs('net/dns-not-found', 'it has no address') }
      }
      if (!named && !resolved.records.every((address) => gate.allows(address))) {
        return { ok: false, failure: failureAs('net/address-blocked') }
      }
      // IPv4 first: many machines have no IPv6 and find out late.
      const addresses = resolved.records.toSorted((a, b) => isIP(a) - isIP(b))
      return { ok: true, road: { host, addresses, port: target.port, proxy: config.proxy ?? null } }
    },
  }
}
