import type { Bilingual } from '../src/domain/contact.ts'
import type { Status } from '../src/domain/standing.ts'
import type { Database } from '../src/store/database.ts'

/** Label and status of contacts, by id; removed ones included, because incidents outlive them. */
export async function readLabels(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, { label: Bilingual; status: Status }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.id', 'in', ids)
    .select(['c.id', 'c.label', 's.status'])
    .execute()
  return new Map(rows.map(({ id, label, status }) => [id, { label, status }]))
}
