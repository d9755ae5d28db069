import { sql } from 'kysely'
import type { Audience, Bilingual } from '../domain/contact.ts'
import type { Status } from '../domain/standing.ts'
import type { Database } from './database.ts'

/** How many ways lead to one marketplace for one purpose and audience, by status. */
export interface CoverageRow {
  marketplace: string
  audience: Audience
  purpose: string
  status: Status
  ways: number
  /** Of these, without a value: the source names them and their link was lost. */
  lost: number
  disputed: number
}

/** A contact that weakens the coverage: its link was lost, or sources disagree about it. */
export interface WeakContact {
  id: string
  marketplace: string
  purpose: string
  label: Bilingual
  isLost: boolean
}

/** Documented ways by marketplace, audience, purpose and status; retired ones and phantoms are no ways. */
export async function countCoverage(db: Database): Promise<CoverageRow[]> {
  return db
    .selectFrom('tallies')
    .where('documented', '=', 'live')
    .where('status', '<>', 'retired')
    .select(['marketplace', 'audience', 'purpose', 'status'])
    .select([
      sql<number>`sum(contacts)::bigint`.as('ways'),
      sql<number>`coalesce(sum(contacts) filter (where not has_value), 0)::bigint`.as('lost'),
      sql<number>`coalesce(sum(contacts) filter (where claims_disputed), 0)::bigint`.as('disputed'),
    ])
    .groupBy(['marketplace', 'audience', 'purpose', 'status'])
    .having(sql<boolean>`sum(contacts) <> 0`)
    .execute()
}

export async function listWeakContacts(db: Database, limit: number): Promise<WeakContact[]> {
  return db
    .selectFrom('shelf as h')
    .innerJoin('contacts as c', 'c.id', 'h.contact_id')
    .where('h.documented', '=', 'live')
    .where('h.status', '<>', 'retired')
    .where(sql<boolean>`(not h.has_value or h.claims_disputed)`)
    .select(['c.id', 'c.marketplace', 'c.purpose', 'c.label', sql<boolean>`c.value is null`.as('isLost')])
    .orderBy('h.contact_id')
    .limit(limit)
    .execute()
}
