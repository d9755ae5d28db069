import type { Socket } from 'node:net'
import { failureAs, NetFailureError } from './failure.ts'

/** Time for TCP and TLS together. */
export const dialTimeoutMs = 10_000

/** Limits of one dialling; the signal ends it when nobody waits any more. */
export interface DialLimits {
  timeoutMs?: number
  signal?: AbortSignal
}

/** Resolves on the event; a socket that is late or fails is destroyed. */
export function whenReady<S extends Socket>(socket: S, event: string, limits: DialLimits): Promise<S> {
  const { timeoutMs = dialTimeoutMs, signal } = limits
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    }
    const fail = (error: Error) => {
      settle()
      reject(error)
    }
    const stop = () => socket.destroy(new NetFailureError(failureAs('net/offline', 'stopped')))
    const late = () => socket.destroy(new NetFailureError(failureAs('net/timeout')))
    const timer = setTimeout(late, timeoutMs)
    socket.once('error', fail)
    socket.once(event, () => {
      settle()
      socket.off('error', fail)
      resolve(socket)
    })
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
  })
}
