import { connect, isIP, type LookupFunction, type Socket, type TcpNetConnectOpts } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Road } from './roads.ts'
import { type DialLimits, dialTimeoutMs, whenReady } from './socket-ready.ts'
import { openTunnel } from './tunnel.ts'

/** Time for one of several addresses before the next one is tried. */
const attemptTimeoutMs = 2_000

/**
 * Connects to the first address of a road that answers, through its proxy where it has one.
 * @throws the socket's error, or a NetFailureError when time is up.
 */
export function dial(road: Road, limits: DialLimits = {}): Promise<Socket> {
  if (road.proxy) return openTunnel(road.proxy, road, limits)
  return whenReady(connect(optionsOf(road)), 'connect', limits)
}

/**
 * Connects and shakes hands; the certificate must be good for the host that was asked for.
 * @throws as `dial`, and OpenSSL's errors.
 */
export async function dialTls(road: Road, limits: DialLimits = {}): Promise<TLSSocket> {
  const timeoutMs = limits.timeoutMs ?? dialTimeoutMs
  const endsAt = performance.now() + timeoutMs
  const socket = await dial(road, limits)
  const servername = isIP(road.host) ? '' : road.host
  const secured = connectTls({ socket, host: road.host, servername, ALPNProtocols: ['http/1.1'] })
  return whenReady(secured, 'secureConnect', { ...limits, timeoutMs: endsAt - performance.now() })
}

function optionsOf({ addresses, port }: Road): TcpNetConnectOpts {
  const [only, ...others] = addresses
  const base = { port, noDelay: true, keepAlive: true }
  if (only !== undefined && others.length === 0) return { ...base, host: only }
  return {
    ...base,
    // Never resolved: `lookup` hands out the vetted addresses.
    host: 'vetted.invalid',
    lookup: handOut(addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: attemptTimeoutMs,
  }
}

function handOut(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_host, options, callback) => {
    if (options.all) return callback(null, found)
    const [first] = found
    return callback(null, first?.address ?? '', first?.family)
  }
}
