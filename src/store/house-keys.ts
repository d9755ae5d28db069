import type { Database } from './database.ts'
import { newSecret } from './secrets.ts'

/** Keys never change, so each process asks once. */
const known = new WeakMap<Database, Map<string, string>>()

/** The key of this name; the first one to ask makes it, and it stays the same for good. */
export async function houseKey(db: Database, name: string, now: Date): Promise<string> {
  const held = known.get(db) ?? new Map<string, string>()
  known.set(db, held)
  const made = held.get(name)
  if (made !== undefined) return made
  await db
    .insertInto('house_keys')
    .values({ name, secret: newSecret(''), made_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { secret } = await db
    .selectFrom('house_keys')
    .select('secret')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  held.set(name, secret)
  return secret
}
