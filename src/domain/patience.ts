const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/**
 * Classes of failure that recover alike (measured on the GSA trace, 9,886 sites).
 * `dns` no such name · `gone` 404, 410, missing card · `tls` · `http5xx` · `timeout` · `refused` also resets ·
 * `other` ·
 * `blocked` walls, logins, region stubs: never broken, unverifiable after 14 days ·
 * `unclear` readable, but not to us (new layout, empty shell): as blocked ·
 * `drift` something else is there: confirmed like `gone`, ends in `changed` ·
 * `human` only a person can tell: unverifiable at once ·
 * `self` our own fault: never counted.
 */
export type FailureClass =
  | 'dns'
  | 'gone'
  | 'tls'
  | 'http5xx'
  | 'timeout'
  | 'refused'
  | 'other'
  | 'blocked'
  | 'unclear'
  | 'drift'
  | 'human'
  | 'self'

/** Classes that, held long enough, confirm a break. */
export type BreakingClass = 'dns' | 'gone' | 'tls' | 'http5xx' | 'timeout' | 'refused' | 'other'

export type Preset = 'careful' | 'balanced' | 'swift'

/** When to look again and when to believe it. All durations in milliseconds of wall time. */
export interface Patience {
  /** Gaps between the probes of a suspicion; after the last one `dailyMs` repeats. */
  ladderMs: readonly number[]
  dailyMs: number
  /** All rungs failed for this long: `down`, shown, not mailed. */
  downAfterMs: number
  /** Failing for this long confirms a break. */
  brokenAfterMs: Readonly<Record<BreakingClass, number>>
  /** While much of a site fails at once, classes that prove little wait at least this long. */
  waveMs: number
  /** Blocked or unclear for this long: `unverifiable`. */
  unverifiableAfterMs: number
  /** What is broken, changed or unverifiable is looked at again at least this often. */
  settledMs: number
  /** Two successes at least this far apart end a break. */
  recoverGapMs: number
  /** Share of the last 30 checks that failed, over which patience doubles. */
  noisyShare: number
  /** Part of an interval by which it is moved at random, each way. */
  jitter: number
}

// Log-spaced because the recovery hazard falls as a power law: each rung removes a like share of what is
// still transient (36 site-years of Upptime traces: three tries in 12 s leave 49 false alarms a site-year,
// a span of 24 h leaves 0.06).
const ladderMs = [30_000, 10 * minuteMs, hourMs, 6 * hourMs, 24 * hourMs] as const
const ladderTo6hMs = 30_000 + 10 * minuteMs + hourMs + 6 * hourMs

const brokenAfterDays: Record<Exclude<Preset, 'swift'>, Record<BreakingClass, number>> = {
  careful: { dns: 3, gone: 4, tls: 7, http5xx: 7, timeout: 14, refused: 14, other: 10 },
  balanced: { dns: 2, gone: 3, tls: 4, http5xx: 5, timeout: 7, refused: 7, other: 10 },
}

/** The rules of a preset, every duration divided by `timeScale` (3600: an hour a second). */
export function patienceOf(preset: Preset, timeScale = 1): Patience {
  const scaled = (ms: number) => ms / timeScale
  return {
    ladderMs: ladderMs.map(scaled),
    dailyMs: scaled(dayMs),
    downAfterMs: scaled(6 * hourMs),
    brokenAfterMs: mapValues(brokenAfter(preset), scaled),
    waveMs: scaled(10 * dayMs),
    unverifiableAfterMs: scaled(14 * dayMs),
    settledMs: scaled(7 * dayMs),
    recoverGapMs: scaled(hourMs),
    noisyShare: 0.05,
    jitter: 0.15,
  }
}

function brokenAfter(preset: Preset): Record<BreakingClass, number> {
  if (preset === 'swift') {
    const days = { tls: 2, http5xx: 2, timeout: 3, refused: 3, other: 5 }
    return { dns: ladderTo6hMs, gone: ladderTo6hMs, ...mapValues(days, (d) => d * dayMs) }
  }
  return mapValues(brokenAfterDays[preset], (d) => d * dayMs)
}

function mapValues<K extends string>(
  record: Record<K, number>,
  by: (n: number) => number,
): Record<K, number> {
  return Object.fromEntries(Object.entries<number>(record).map(([k, v]) => [k, by(v)])) as Record<K, number>
}
