import type { Claim } from './contact.ts'

/** A source as the knowledge base lists it; sources of one witness copied each other and count once. */
export interface Source {
  id: string
  title: string
  url: string | null
  publisher: string
  asOf: string | null
  witness: string
}

/** Two claims that cannot both be true, one from each side. */
export interface Dispute {
  works: Claim[]
  against: Claim[]
}

/**
 * Claims that contradict each other: somebody says it works, somebody else (another witness) that it was
 * discontinued or never existed. Null when nobody disagrees.
 */
export function disputeOf(claims: readonly Claim[], sources: ReadonlyMap<string, Source>): Dispute | null {
  const works = claims.filter((c) => c.says === 'works')
  const against = claims.filter((c) => c.says === 'discontinued' || c.says === 'absent')
  const witness = (c: Claim) => sources.get(c.source)?.witness ?? c.source
  const contradicted = against.some((a) => works.some((w) => witness(w) !== witness(a)))
  return contradicted ? { works, against } : null
}
