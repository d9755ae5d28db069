import type { NetFailure } from '../domain/failure.ts'
import { openSecure } from './connector.ts'
import { failureOf } from './failure.ts'
import type { Road } from './roads.ts'

/** Looks at a server's certificate in place of the browser. */
export interface CertificateCheck {
  /** Null: the certificate is good for the host of the road. */
  check(road: Road): Promise<NetFailure | null>
}

const rememberMs = 60_000

/**
 * Chromium cannot be given an authority without NSS tools, so under connect-to rules it verifies nothing and
 * this does, with Node's trust (NODE_EXTRA_CA_CERTS counts). Answers hold for a minute.
 */
export function openCertificateCheck(): CertificateCheck {
  const known = new Map<string, { answer: Promise<NetFailure | null>; untilMs: number }>()
  return {
    check(road) {
      const key = `${road.host}:${road.port}:${road.addresses}:${road.proxy?.name ?? ''}`
      const nowMs = performance.now()
      for (const [old, { untilMs }] of known) if (untilMs < nowMs) known.delete(old)
      const held = known.get(key)
      if (held) return held.answer
      const answer = shakeHands(road)
      known.set(key, { answer, untilMs: nowMs + rememberMs })
      return answer
    },
  }
}

async function shakeHands(road: Road): Promise<NetFailure | null> {
  try {
    const socket = await openSecure(road)
    socket.on('error', () => socket.destroy())
    socket.destroy()
    return null
  } catch (error) {
    return failureOf(error)
  }
}
