import type { AsOf } from './contact-flags.ts'
import { type ContactDetail, readContact } from './contacts.ts'
import type { Database } from './database.ts'

/** Contacts that state one of these values, or that did before an edit which no file holds yet. */
export async function findByValue(
  db: Database,
  values: readonly string[],
  asOf: AsOf,
): Promise<ContactDetail[]> {
  const rows = await db
    .selectFrom('contacts as c')
    .leftJoin('edits as e', (join) => join.onRef('e.contact_id', '=', 'c.id').on('e.field', '=', 'value'))
    .where('c.removed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('c.value', 'in', values),
        eb(
          'e.base',
          'in',
          values.map((value) => JSON.stringify(value)),
        ),
      ]),
    )
    .select('c.id')
    .orderBy('c.id')
    .limit(10)
    .execute()
  const found = await Promise.all(rows.map(({ id }) => readContact(db, id, asOf)))
  return found.flatMap((contact) => contact ?? [])
}
