import { phaseOf } from '../domain/schedule.ts'
import { type Pushback, readRetryAfter } from '../net/pushback.ts'

/** How long a host is left alone that said it is asked too much. */
export interface Pause {
  until: Date
  /** One line for the trace of the check that was told. */
  why: string
}

const longestAskedMs = 24 * 3_600_000
/** Back-off without a `Retry-After`: doubles from the first to the last, milliseconds before the time scale. */
const shortestMs = 60_000
const longestMs = 3_600_000

/**
 * A `Retry-After` is obeyed as it stands, up to a day, however time is scaled: it is the host's own clock.
 * Without one the window doubles with each pushback in a row, and the pause is any part of it (full jitter),
 * so that workers and hosts behind one door do not come back together.
 * @param pushbacks in a row, this one included.
 */
export function planPause(
  pushback: Pushback,
  about: { host: string; pushbacks: number; now: Date; timeScale: number },
): Pause {
  const { host, pushbacks, now, timeScale } = about
  const { url, status, retryAfter } = pushback
  const askedMs = retryAfter === null ? null : readRetryAfter(retryAfter, now)
  const windowMs = Math.min(longestMs, shortestMs * 2 ** Math.min(pushbacks - 1, 20)) / timeScale
  const pauseMs =
    askedMs === null
      ? Math.ceil(windowMs * phaseOf(`${host} ${now.getTime()} ${pushbacks}`))
      : Math.min(askedMs, longestAskedMs)
  const until = new Date(now.getTime() + pauseMs)
  const reason = askedMs === null ? `pushback ${pushbacks} in a row` : `Retry-After: ${retryAfter}`
  return {
    until,
    why: `${status} from ${url.slice(0, 200)}: ${host} rests until ${until.toISOString()} (${reason})`,
  }
}
