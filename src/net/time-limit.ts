import { EventEmitter } from 'node:events'
import type { NetFailure } from '../domain/failure.ts'
import { failureAs, NetFailureError } from './failure.ts'

/** Emits `abort` once. undici takes an emitter for a signal, and making and hearing one costs a tenth of that. */
class Strike extends EventEmitter {
  aborted = false
}

/** A wall-clock limit for one exchange that also ends when the caller gives up. */
export interface TimeLimit {
  strike: Strike
  leftMs(): number
  /** Why the limit struck; null while it has not. */
  failure(): NetFailure | null
  /** Must be called once the exchange is over: frees the timer and the caller's signal. */
  end(): void
}

/** Starts a limit. A caller who gives up is our own doing, so it never counts against a target. */
export function openTimeLimit(timeoutMs: number, callers?: AbortSignal): TimeLimit {
  const strike = new Strike()
  const endsAt = performance.now() + timeoutMs
  let failure: NetFailure | null = null
  const end = (because: NetFailure) => {
    if (failure) return
    failure = because
    strike.aborted = true
    strike.emit('abort')
  }
  const tooLate = failureAs('net/timeout', `limit ${Math.round(timeoutMs / 100) / 10} s`)
  const stopped = failureAs('net/offline', 'stopped before it was finished')
  const giveUp = () => end(callers && isTimeout(callers.reason) ? tooLate : stopped)
  const timer = setTimeout(() => end(tooLate), timeoutMs)
  if (callers?.aborted) giveUp()
  callers?.addEventListener('abort', giveUp, { once: true })
  return {
    strike,
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
    const { strike } = limit
    const giveUp = () => reject(new NetFailureError(limit.failure() ?? failureAs('net/timeout')))
    if (strike.aborted) giveUp()
    strike.once('abort', giveUp)
    asked.then(
      (value) => {
        strike.off('abort', giveUp)
        resolve(value)
      },
      (error: unknown) => {
        strike.off('abort', giveUp)
        reject(error)
      },
    )
  })
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError'
}
