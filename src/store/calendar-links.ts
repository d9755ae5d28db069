import type { Database } from './database.ts'
import { hashOf, newSecret } from './secrets.ts'

/** Makes the one feed address of a person; an older one stops working. Only its hash is stored. */
export async function renewCalendarLink(tx: Database, userId: number, now: Date): Promise<string> {
  const secret = newSecret('')
  const row = { token_hash: hashOf(secret), created_at: now, used_at: null }
  await tx
    .insertInto('calendar_links')
    .values({ user_id: userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
  return secret
}

/** @returns whether there was one. */
export async function revokeCalendarLink(tx: Database, userId: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('calendar_links')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Since when a person has a feed address, and when a calendar last asked; null: they have none. */
export async function readCalendarLink(db: Database, userId: number) {
  const row = await db
    .selectFrom('calendar_links')
    .select(['created_at as createdAt', 'used_at as usedAt'])
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row ?? null
}

/** Whose feed an address is, and whose contacts it shows; null when it was revoked or never was. */
export async function useCalendarLink(db: Database, secret: string, now: Date) {
  const row = await db
    .updateTable('calendar_links as l')
    .from('users as u')
    .set({ used_at: now })
    .where('l.token_hash', '=', hashOf(secret))
    .whereRef('u.id', '=', 'l.user_id')
    .where('u.disabled_at', 'is', null)
    .returning(['u.id as userId', 'u.language', 'u.marketplaces'])
    .executeTakeFirst()
  return row ?? null
}
