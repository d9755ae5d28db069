/** How far what was read in an article may be trusted. */
export type Confidence = 'high' | 'medium' | 'low'

/** What it is judged by. */
export interface Reading {
  value: string | null
  organisation: string | null
  /** What the sentence says of the contact; null: nothing. */
  claim: string | null
  role: string | null
}

/**
 * `high`: a contact of a known organisation, and a sentence that says something of it. `medium`: one of the two is
 * missing. `low`: it is nobody's that we know and nothing is said of it, or the value itself is missing.
 */
export function confidenceOf({ value, organisation, claim, role }: Reading): Confidence {
  if (value === null || role !== null) return 'low'
  if (organisation !== null && claim !== null) return 'high'
  return organisation !== null || claim !== null ? 'medium' : 'low'
}
