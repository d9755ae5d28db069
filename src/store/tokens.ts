import type { Database } from './database.ts'
import { hashOf, newSecret } from './secrets.ts'

/** What an API token may do: look, change, start checks. */
export const scopes = ['read', 'write', 'run'] as const
export type Scope = (typeof scopes)[number]

/** Makes an API token. It is returned once; only its hash is stored. */
export async function createToken(
  db: Database,
  name: string,
  granted: readonly Scope[],
  now: Date,
): Promise<string> {
  const token = newSecret('st_')
  await db
    .insertInto('tokens')
    .values({
      name,
      token_hash: hashOf(token),
      prefix: token.slice(0, 8),
      scopes: [...granted],
      created_at: now,
    })
    .execute()
  return token
}

/** Name and scopes of a token; null when it is unknown or revoked. */
export async function readToken(
  db: Database,
  token: string,
  now: Date,
): Promise<{ name: string; scopes: string[] } | null> {
  const row = await db
    .updateTable('tokens')
    .set({ used_at: now })
    .where('token_hash', '=', hashOf(token))
    .where('revoked_at', 'is', null)
    .returning(['name', 'scopes'])
    .executeTakeFirst()
  return row ?? null
}
