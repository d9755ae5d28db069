import { isIP } from 'node:net'
import { checkServerIdentity, connect as connectTls, type PeerCertificate } from 'node:tls'
import type { NetFailure } from '../domain/failure.ts'
import { dial } from './dial.ts'
import { failureAs, failureOf } from './failure.ts'
import type { Road } from './roads.ts'
import { whenReady } from './socket-ready.ts'

const limits = { timeoutMs: 5_000 }

/**
 * What is wrong with a certificate that was refused. OpenSSL names the first fault it meets, which is
 * often "unknown issuer" where an editor would say "expired", so the certificate is read once more
 * on a connection of its own that carries no request and is closed at once.
 */
export async function diagnoseTls(road: Road, refused: NetFailure): Promise<NetFailure> {
  if (refused.code !== 'net/tls-untrusted' && refused.code !== 'net/tls-expired') return refused
  const certificate = await readCertificate(road)
  if (certificate === null) return refused
  const nowMs = Date.now()
  const startsMs = Date.parse(certificate.valid_from)
  const endsMs = Date.parse(certificate.valid_to)
  if (endsMs < nowMs) return failureAs('net/tls-expired', `ended on ${dayOf(endsMs)}`)
  if (startsMs > nowMs) return failureAs('net/tls-expired', `begins on ${dayOf(startsMs)}`)
  if (refused.code === 'net/tls-untrusted' && checkServerIdentity(road.host, certificate)) {
    return failureAs('net/tls-wrong-host')
  }
  return refused
}

/** Null where not even a handshake without verification succeeds. */
async function readCertificate(road: Road): Promise<PeerCertificate | null> {
  try {
    const socket = await dial(road, limits)
    const servername = isIP(road.host) ? '' : road.host
    // The only place without verification: nothing is sent or believed here, the certificate is only read.
    const secured = connectTls({ socket, host: road.host, servername, rejectUnauthorized: false })
    await whenReady(secured, 'secureConnect', limits)
    const certificate = secured.getPeerCertificate()
    secured.destroy()
    return certificate.valid_to ? certificate : null
  } catch (error) {
    failureOf(error)
    return null
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
