const minuteMs = 60_000

/** Gaps after the first, second, … failed attempt; the last one repeats. */
const gapsMs = [0.5, 1, 2, 5, 15, 30, 60].map((minutes) => minutes * minuteMs)
/** Age at which a message is given up: nobody needs the news of the day before yesterday. */
export const giveUpAfterMs = 48 * 60 * minuteMs
/** A message that may have arrived rests at least this long: the repeat is for readers who got nothing. */
export const doubtGapMs = 10 * minuteMs
/** So often may a message arrive unanswered before a person has to look: each time may be one more copy. */
export const doubtfulAttemptsMax = 5

/** Mail servers do not run faster where time does: below these, scaled gaps are no gaps. */
const gapMinMs = 1_000
const giveUpMinMs = minuteMs

/** A message that failed: how often it was tried, since when it should be out, and whether it may have arrived. */
export interface Failed {
  attempts: number
  wantedAt: Date
  inDoubt?: boolean
}

/**
 * When to try again after `attempts` failed attempts (at least one); null: it is 48 h late, give it up.
 * A gap that would end later is cut, so that there is a last attempt at 48 h.
 */
export function nextTryAt({ attempts, wantedAt, inDoubt }: Failed, now: Date, timeScale = 1): Date | null {
  if (inDoubt && attempts >= doubtfulAttemptsMax) return null
  const endsAt = wantedAt.getTime() + Math.max(giveUpAfterMs / timeScale, giveUpMinMs)
  if (now.getTime() >= endsAt) return null
  const gapMs = gapsMs[Math.min(Math.max(attempts, 1), gapsMs.length) - 1] ?? 60 * minuteMs
  const restMs = Math.max(inDoubt ? Math.max(gapMs, doubtGapMs) : gapMs, 0) / timeScale
  return new Date(Math.min(now.getTime() + Math.max(restMs, gapMinMs), endsAt))
}
