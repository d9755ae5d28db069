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
  by: string | null = null,
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
      created_by: by,
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

/** Tokens that still work, newest first. */
export async function listTokens(db: Database) {
  return db
    .selectFrom('tokens')
    .select([
      'id',
      'name',
      'prefix',
      'scopes',
      'created_by as createdBy',
      'created_at as createdAt',
      'used_at as usedAt',
    ])
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
}

/** Takes a token back for good. @returns its name and scopes; null when there is none that works. */
export async function revokeToken(tx: Database, id: number, now: Date) {
  const row = await tx
    .updateTable('tokens')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(['name', 'prefix', 'scopes'])
    .executeTakeFirst()
  return row ?? null
}
