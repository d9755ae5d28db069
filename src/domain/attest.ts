import type { Standing, StatusChange } from './standing.ts'

/**
 * A person's word overrules at once, in both directions. It holds while the evidence keeps
 * `fingerprint`, and until `untilAt` at the latest; after that the machine's verdicts count again.
 */
export function attest(
  standing: Standing,
  word: { says: 'works' | 'broken'; fingerprint: string; untilAt: Date },
  now: Date,
): { standing: Standing; change: StatusChange | null } {
  const to = word.says === 'works' ? 'fresh' : 'broken'
  const next: Standing = {
    ...standing,
    status: to,
    statusSinceAt: standing.status === to ? standing.statusSinceAt : now,
    episode: word.says === 'works' ? null : standing.episode,
    recoveringSinceAt: null,
    word,
  }
  if (standing.status === to) return { standing: next, change: null }
  const change: StatusChange = {
    from: standing.status,
    to,
    at: now,
    failingSinceAt: standing.episode?.startedAt ?? null,
    code: to === 'broken' ? 'check/person-says-broken' : null,
    class: null,
  }
  return { standing: next, change }
}
