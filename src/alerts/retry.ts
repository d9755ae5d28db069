const minuteMs = 60_000

/** Gaps after the first, second, … failed attempt; the last one repeats. */
const gapsMs = [0.5, 1, 2, 5, 15, 30, 60].map((minutes) => minutes * minuteMs)
/** Age at which a message is given up: nobody needs the news of the day before yesterday. */
export const giveUpAfterMs = 48 * 60 * minuteMs

/**
 * When to try again after `attempts` failed attempts (at least one); null: `createdAt` is 48 h ago, give it up.
 * A gap that would end later is cut, so that there is a last attempt at 48 h.
 */
export function nextTryAt(attempts: number, createdAt: Date, now: Date): Date | null {
  const endsAt = createdAt.getTime() + giveUpAfterMs
  if (now.getTime() >= endsAt) return null
  const gapMs = gapsMs[Math.min(Math.max(attempts, 1), gapsMs.length) - 1] ?? 60 * minuteMs
  return new Date(Math.min(now.getTime() + gapMs, endsAt))
}
