import type { NetFailure } from '../domain/failure.ts'
import { failureAs, NetFailureError } from './failure.ts'

/** A wall-clock limit for one exchange that also ends when the caller gives up. */
export interface TimeLimit {
  signal: AbortSignal
  leftMs(): number
  /** Why the limit struck; null while it has not. */
  failure(): NetFailure | null
  /** Must be called once the exchange is over: frees the timer and the caller's signal. */
  end(): void
}

/** Starts a limit. A caller who gives up is our own doing, so it never counts against a target. */
export function openTimeLimit(timeoutMs: number, callers?: AbortSignal): TimeLimit {
  const controller = new AbortController()
  const endsAt = performance.now() + timeoutMs
  let failure: NetFailure | null = null
  const strike = (because: NetFailure) => {
    failure ??= because
    controller.abort()
  }
  const tooLate = failureAs('net/timeout', `limit ${Math.round(timeoutMs / 100) / 10} s`)
  const stopped = failureAs('net/offline', 'stopped before it was finished')
  const giveUp = () => strike(callers && isTimeout(callers.reason) ? tooLate : stopped)
  const timer = setTimeout(() => strike(tooLate), timeoutMs)
  if (callers?.aborted) giveUp()
  callers?.addEventListener('abort', giveUp, { once: true })
  return {
    signal: controller.signal,
    leftMs: () => Math.max(0, endsAt - performance.now()),
    failure: () => failure,
    end() {
      clearTimeout(timer)
      callers?.removeEventListener('abort', giveUp)
    },
  }
}

/**
 * Ends the wait when the limit strikes, whatever else happens: pages hang, and undici heeds its signal only
 * once it is connected. @throws NetFailureError then, the error of what was asked otherwise.
 */
export function untilStruck<T>(limit: TimeLimit, asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const strike = () => reject(new NetFailureError(limit.failure() ?? failureAs('net/timeout')))
    if (limit.signal.aborted) strike()
    limit.signal.addEventListener('abort', strike, { once: true })
    asked.then(resolve, reject).finally(() => limit.signal.removeEventListener('abort', strike))
  })
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError'
}
