import type { Database } from './database.ts'
import { newSecret } from './secrets.ts'

/** The key of this name; the first one to ask makes it, and it stays the same for good. */
export async function houseKey(db: Database, name: string, now: Date): Promise<string> {
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
  return secret
}
