import type { VerdictState } from '../domain/verdict.ts'
import type { Database } from './database.ts'

/** What a finished check stored of what it saw, and what was said of it then. */
export interface StoredEvidence {
  checkId: number
  /** Null for a target that belongs to no contact. */
  contactId: string | null
  kind: string
  value: string
  at: Date
  state: VerdictState
  code: string | null
  evidence: unknown
}

export interface EvidenceFilter {
  /** Finished at this moment or later. */
  since: Date | null
  kind: string | null
}

/** Checks with evidence, oldest first, from after `afterId` on. */
export async function listEvidence(
  db: Database,
  { since, kind }: EvidenceFilter,
  afterId: number,
  limit: number,
): Promise<StoredEvidence[]> {
  const rows = await db
    .selectFrom('checks as k')
    .leftJoin('contacts as c', 'c.id', 'k.contact_id')
    .where('k.id', '>', afterId)
    .where('k.evidence', 'is not', null)
    .$if(since !== null, (query) => query.where('k.finished_at', '>=', since))
    .$if(kind !== null, (query) =>
      query.where((eb) => eb(eb.fn.coalesce('c.kind', eb.ref('k.target', '->>').key('kind')), '=', kind)),
    )
    .select([
      'k.id as checkId',
      'k.contact_id as contactId',
      'c.kind',
      'c.value',
      'k.target',
      'k.finished_at as at',
      'k.verdict as state',
      'k.reason_code as code',
      'k.evidence',
    ])
    .orderBy('k.id')
    .limit(limit)
    .execute()
  return rows.map(({ target, at, state, evidence, ...row }) => ({
    ...row,
    kind: row.kind ?? target?.kind ?? '',
    value: row.value ?? target?.value ?? '',
    at,
    state,
    evidence: evidence && JSON.parse(evidence.toString()),
  }))
}
