import { type IncomingMessage, request } from 'node:http'
import { isIP, type Socket } from 'node:net'
import type { NetFailure } from '../domain/failure.ts'
import { failureAs, NetFailureError } from './failure.ts'
import type { EgressProxy } from './net-config.ts'
import type { Road } from './roads.ts'
import { type DialLimits, dialTimeoutMs } from './socket-ready.ts'

/** More addresses of one host than this are not tried: each costs a whole time limit. */
const mostAddresses = 2

/**
 * A connection to a road's address through a proxy, by CONNECT (RFC 9110 9.3.6), plain HTTP included. The
 * proxy is told the vetted address and not the name: it must not look the name up again and reach a host
 * of its own network. TLS runs inside the tunnel, so certificates are verified on our side.
 * @throws NetFailureError; `net/offline` where the proxy itself could not be used.
 */
export async function openTunnel(proxy: EgressProxy, road: Road, limits: DialLimits = {}): Promise<Socket> {
  const endsAt = performance.now() + (limits.timeoutMs ?? dialTimeoutMs)
  const addresses = road.addresses.slice(0, mostAddresses)
  let failure = failureAs('net/offline', 'no address')
  for (const [index, address] of addresses.entries()) {
    const timeoutMs = (endsAt - performance.now()) / (addresses.length - index)
    const reached = await askProxy(proxy, address, road.port, { ...limits, timeoutMs })
    if (reached.ok) return reached.socket
    failure = reached.failure
    if (failure.code === 'net/offline') break
  }
  throw new NetFailureError(failure)
}

type Reached = { ok: true; socket: Socket } | { ok: false; failure: NetFailure }

function askProxy(
  proxy: EgressProxy,
  address: string,
  port: number,
  { timeoutMs, signal }: DialLimits,
): Promise<Reached> {
  const { hostname, port: proxyPort, username, password } = new URL(proxy.url)
  const target = `${isIP(address) === 6 ? `[${address}]` : address}:${port}`
  const unusable = (why: string): Reached => ({
    ok: false,
    failure: failureAs('net/offline', `the way out ${proxy.name}: ${why}`),
  })
  return new Promise((resolve) => {
    let connected = false
    const asked = request({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: proxyPort || 80,
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...credentials(username, password) },
      agent: false,
      maxHeaderSize: 16 * 1024,
    })
    const settle = (reached: Reached) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      if (!reached.ok) asked.destroy()
      resolve(reached)
    }
    const stop = () => settle(unusable('stopped'))
    const late = () =>
      settle(connected ? { ok: false, failure: failureAs('net/timeout') } : unusable('it does not answer'))
    const timer = setTimeout(late, timeoutMs)
    asked.once('socket', (socket) => socket.once('connect', () => (connected = true)))
    asked.on('error', () => settle(unusable('it could not be used')))
    asked.once('response', () => settle(unusable('it answers, but not as a proxy')))
    asked.once('connect', (answer: IncomingMessage, socket: Socket, head: Buffer) => {
      const failure = refusalOf(answer.statusCode ?? 0, proxy.name)
      if (failure) socket.destroy()
      else if (head.length > 0) socket.unshift(head)
      settle(failure ? { ok: false, failure } : { ok: true, socket })
    })
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
    asked.end()
  })
}

function credentials(username: string, password: string): Record<string, string> {
  if (!username) return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}

/**
 * What the proxy's status says: null for a tunnel. 5xx is how proxies say that the target did not answer
 * (590 to 599 are proxy-chain's); anything else is the proxy's own refusal.
 */
function refusalOf(status: number, name: string): NetFailure | null {
  if (status >= 200 && status < 300) return null
  if (status === 504) return failureAs('net/timeout', `asked through ${name}`)
  if ([500, 502, 503].includes(status) || (status >= 590 && status <= 599))
    return failureAs('net/refused', `asked through ${name}`)
  return failureAs('net/offline', `the way out ${name} answered ${status}`)
}
