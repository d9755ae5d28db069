import type { Via } from '../domain/observation.ts'
import type { Kind } from '../kinds/kind.ts'
import { type Sighting, tellVerdict } from './look.ts'

/** What is known of a contact when its route is chosen. */
export interface RouteHistory {
  /** Failures of the running episode before this check. */
  failures: number
  /** The way by which the last check saw it alive; null when that one failed, or there was none. */
  lastAliveVia: Via | null
  askedBy: string | null
}

/** The look at +10 minutes; the one at +30 s only tells a hiccup from a failure. */
const browserRung = 2

/**
 * Whether the browser looks after HTTP did (design: rung 2 and later change the route): on rung 2, from the
 * last rung but one on (so no break is confirmed by HTTP alone), when a person asks about a failing contact,
 * and at once where the browser was the one that saw it alive last. Kinds with controls prove their reading by these.
 */
export function wantsBrowser(
  kind: Pick<Kind, 'controls'>,
  { observation, verdict }: Sighting,
  { failures, lastAliveVia, askedBy }: RouteHistory,
  rungs: number,
): boolean {
  if (verdict.state === 'alive' || verdict.class === 'human' || verdict.class === 'self') return false
  const readAPage = observation.via === 'http' && observation.httpStatus !== null
  // Who was asked to slow down does not come back with more.
  if (!readAPage || kind.controls || verdict.reason.code === 'http/rate-limited') return false
  if (lastAliveVia === 'browser') return true
  return failures === browserRung || failures >= rungs - 1 || (failures > 0 && askedBy !== null)
}

/**
 * One sighting of two: the browser sees what readers see and is believed, unless it did not get there. Trouble
 * of the second way does not undo what the first one saw.
 */
export function preferBrowser(byHttp: Sighting, byBrowser: Sighting): Sighting {
  const { verdict } = byBrowser
  const failed = verdict.class === 'self' || verdict.reason?.code.startsWith('net/') === true
  const chosen = failed ? byHttp : byBrowser
  const [first, second] = [byHttp.observation, byBrowser.observation]
  const trace = [
    ...first.trace,
    `${tellVerdict(byHttp.verdict)} by HTTP, so the browser looks`,
    ...second.trace,
    `${tellVerdict(verdict)} by the browser`,
  ]
  const png = second.screenshotPng
  return {
    verdict: chosen.verdict,
    observation: {
      ...chosen.observation,
      startedAt: first.startedAt,
      durationMs: first.durationMs + second.durationMs,
      trace,
      ...(png && { screenshotPng: png }),
    },
  }
}
