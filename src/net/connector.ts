import type { Socket } from 'node:net'
import type { buildConnector } from 'undici'
import { dial, dialTls } from './dial.ts'
import { failureOf, NetFailureError } from './failure.ts'
import type { Road, Roads } from './roads.ts'
import type { DialLimits } from './socket-ready.ts'
import { diagnoseTls } from './tls-diagnosis.ts'

/**
 * undici's way to open a connection, replaced: its own `lookup` hook is never called for IP
 * literals, so a guard there would let `http://127.0.0.1/` pass. The signal ends what is still dialling.
 */
export function openConnector(roads: Roads, signal: AbortSignal): buildConnector.connector {
  return ({ hostname, port, protocol }, callback) => {
    const secure = protocol === 'https:'
    connectTo(roads, hostname, port ? Number(port) : secure ? 443 : 80, secure, signal).then(
      (socket) => callback(null, socket),
      (error: Error) => callback(error, null),
    )
  }
}

async function connectTo(
  roads: Roads,
  host: string,
  port: number,
  secure: boolean,
  signal: AbortSignal,
): Promise<Socket> {
  const found = await roads.find(host, port)
  if (!found.ok) throw new NetFailureError(found.failure)
  return secure ? openSecure(found.road, { signal }) : dial(found.road, { signal })
}

/** A verified TLS connection. @throws NetFailureError that says what is wrong with the certificate. */
export async function openSecure(road: Road, limits: DialLimits = {}): Promise<Socket> {
  try {
    return await dialTls(road, limits)
  } catch (error) {
    throw new NetFailureError(await diagnoseTls(road, failureOf(error)), { cause: error })
  }
}
