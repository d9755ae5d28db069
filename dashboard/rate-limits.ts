import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Whether a request may go on, and how many more may until the window ends; if not, when to try again. */
export type Allowance = { ok: true; quota: Quota } | { ok: false; quota: Quota; retryAfterSeconds: number }

/** What is left of a window. */
export interface Quota {
  points: number
  windowSeconds: number
  remaining: number
  resetSeconds: number
}

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
  const whole = { points, windowSeconds: seconds }
  return {
    async take(key) {
      try {
        return { ok: true, quota: quotaOf(await limiter.consume(key)) }
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return refuse(refusal)
        throw refusal
      }
    },
    async ask(key) {
      const used = await limiter.get(key)
      if (used && used.consumedPoints >= points) return refuse(used)
      return {
        ok: true,
        quota: used ? quotaOf(used) : { ...whole, remaining: points, resetSeconds: seconds },
      }
    },
  }
  function quotaOf({ remainingPoints, msBeforeNext }: RateLimiterRes): Quota {
    return { ...whole, remaining: Math.max(0, remainingPoints), resetSeconds: Math.ceil(msBeforeNext / 1000) }
  }
  function refuse(used: RateLimiterRes): Allowance {
    const quota = quotaOf(used)
    return { ok: false, quota, retryAfterSeconds: Math.max(1, quota.resetSeconds) }
  }
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
    /** What anybody may ask without a token, from one address. */
    strangers: openLimit(120, 60),
  }
}

export type Limits = ReturnType<typeof openLimits>
