import { sql } from 'kysely'
import type { Bilingual, Documented } from '../domain/contact.ts'
import type { Status } from '../domain/standing.ts'
import type { Suggestion } from '../domain/verdict.ts'
import { type AsOf, flagAt } from './contact-flags.ts'
import type { Database } from './database.ts'

/** What articles are compared with. */
export interface KnownContact {
  id: string
  marketplace: string
  kind: string
  value: string | null
  label: Bilingual
  documented: Documented
  status: Status
  disputed: boolean
  reasonCode: string | null
  suggestion: Suggestion | null
  successor: string | null
  /** When a machine or a person last looked; null: never. */
  lookedAt: Date | null
}

function selectKnown(db: Database, asOf: AsOf) {
  return db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.removed_at', 'is', null)
    .select(['c.id', 'c.marketplace', 'c.kind', 'c.value', 'c.label', 'c.documented', 'c.successor'])
    .select([
      's.status',
      flagAt('disputed', asOf).as('disputed'),
      sql<string | null>`s.episode->>'code'`.as('reasonCode'),
      sql<Suggestion | null>`s.episode->'suggestion'`.as('episodeSuggestion'),
      sql<Date | null>`greatest(s.checked_at, s.attested_at)`.as('lookedAt'),
    ])
    .select((eb) =>
      eb
        .selectFrom('checks as k')
        .whereRef('k.id', '=', 's.last_check_id')
        .select('k.suggestion')
        .as('checkSuggestion'),
    )
    .orderBy('c.id')
}

/** Contacts of the knowledge base that state one of these values, by value. */
export async function contactsOfValues(
  db: Database,
  values: readonly string[],
  asOf: AsOf,
): Promise<Map<string, KnownContact[]>> {
  const found = new Map<string, KnownContact[]>()
  if (values.length === 0) return found
  const query = selectKnown(db, asOf).where(sql<boolean>`c.value = any(${[...new Set(values)]})`)
  for (const row of (await query.execute()).map(shape)) {
    if (row.value !== null) found.set(row.value, [...(found.get(row.value) ?? []), row])
  }
  return found
}

/** Contacts by id. */
export async function contactsOfIds(
  db: Database,
  ids: readonly string[],
  asOf: AsOf,
): Promise<Map<string, KnownContact>> {
  if (ids.length === 0) return new Map()
  const query = selectKnown(db, asOf).where(sql<boolean>`c.id = any(${[...new Set(ids)]})`)
  return new Map((await query.execute()).map(shape).map((row) => [row.id, row]))
}

type Row = Omit<KnownContact, 'suggestion'> & {
  episodeSuggestion: Suggestion | null
  checkSuggestion: unknown
}

function shape({ episodeSuggestion, checkSuggestion, ...row }: Row): KnownContact {
  return { ...row, suggestion: episodeSuggestion ?? (checkSuggestion as Suggestion | null) }
}
