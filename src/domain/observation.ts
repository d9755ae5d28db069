/** One line for the reader of a result; `label` is a stable key that the dashboard translates. */
export interface Fact {
  label: string
  value: string
}

/** What a kind may notice of a contact that is alive all the same. `silent`: nobody has said anything for longer than promised. */
export type KindFlag = 'silent'

/** The way a check reached its target. `none`: nothing was asked (a person has to). */
export type Via = 'http' | 'browser' | 'dns' | 'none'

/**
 * What a check saw: facts without an opinion. Stored, and enough for the kind's `judge` to be
 * run again later, so evidence must be plain JSON.
 */
export interface Observation<Evidence = unknown> {
  evidence: Evidence
  facts: Fact[]
  via: Via
  /** Status of the last answer; null when no answer came. */
  httpStatus: number | null
  finalUrl: string | null
  /** UTC. */
  startedAt: Date
  durationMs: number
  /** The story of the attempt, one step a line: `GET https://t.me/durov -> 200, 12 kB`. */
  trace: string[]
  /**
   * Fingerprints of the answer, where the whole observation rests on one; `asKnown`: it was known, so only what
   * it means was remembered.
   */
  answer?: { prints: readonly string[]; asKnown: boolean }
  /** Picture of what the browser saw; kept as a file, never in the database. */
  screenshotPng?: Uint8Array
}
