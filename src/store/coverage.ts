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
  return documented(db)
    .select(['c.marketplace', 'c.audience', 'c.purpose', 's.status'])
    .select(({ fn }) => [
      fn.countAll<number>().as('ways'),
      sql<number>`count(*) filter (where c.value is null)`.as('lost'),
      sql<number>`count(*) filter (where s.disputed)`.as('disputed'),
    ])
    .groupBy(['c.marketplace', 'c.audience', 'c.purpose', 's.status'])
    .execute()
}

export async function listWeakContacts(db: Database, limit: number): Promise<WeakContact[]> {
  return documented(db)
    .where((eb) => eb.or([eb('c.value', 'is', null), eb('s.disputed', '=', true)]))
    .select(['c.id', 'c.marketplace', 'c.purpose', 'c.label', sql<boolean>`c.value is null`.as('isLost')])
    .orderBy('c.id')
    .limit(limit)
    .execute()
}

function documented(db: Database) {
  return db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.removed_at', 'is', null)
    .where('c.documented', '=', 'live')
    .where('s.status', '<>', 'retired')
}
