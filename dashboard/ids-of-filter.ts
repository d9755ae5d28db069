import type { Pipeline } from '../src/pipeline/context.ts'
import { type ContactCursor, type ContactFilter, listContacts } from '../src/store/contacts.ts'

const pageSize = 200

/** Ids of the contacts that match, worst first, at most `limit`. */
export async function idsOf(
  { db, now, timeScale }: Pipeline,
  filter: ContactFilter,
  limit: number,
): Promise<string[]> {
  const asOf = { now: now(), timeScale }
  const ids: string[] = []
  let after: ContactCursor | undefined
  do {
    const { rows, next } = await listContacts(db, filter, asOf, { limit: pageSize, after })
    ids.push(...rows.map((row) => row.id))
    after = next ?? undefined
  } while (after && ids.length < limit)
  return ids.slice(0, limit)
}
