import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Whether a request may go on; if not, in how many seconds to try again. */
export type Allowance = { ok: true } | { ok: false; retryAfterSeconds: number }

/** A counter of something that one client may do only so often. */
export interface Limit {
  /** Counts one, and says whether that was still allowed. */
  take(key: string): Promise<Allowance>
  /** Says whether one more would be allowed, counting nothing. */
  ask(key: string): Promise<Allowance>
}

/** At most `points` in any window of `seconds`, for each key. In memory: each process counts for itself. */
export function openLimit(points: number, seconds: number): Limit {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return {
    async take(key) {
      try {
        await limiter.consume(key)
        return { ok: true }
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return refuse(refusal)
        throw refusal
      }
    },
    async ask(key) {
      const used = await limiter.get(key)
      return used && used.consumedPoints >= points ? refuse(used) : { ok: true }
    },
  }
}

function refuse({ msBeforeNext }: RateLimiterRes): Allowance {
  return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) }
}

/** The limits of one dashboard. Guessing 256 random bits is hopeless; these keep guessers from costing us. */
export function openLimits() {
  return {
    /** Sign-in links that were no good, by address. */
    badLinks: openLimit(30, 600),
    /** Tokens that were no good, by address. */
    badTokens: openLimit(60, 60),
    /** API requests of one token, and from one address. */
    token: openLimit(3000, 60),
    address: openLimit(6000, 60),
  }
}

export type Limits = ReturnType<typeof openLimits>
