import type { Database } from './database.ts'

/** Links that nobody used yet and that still work, newest first. */
export async function listInvites(db: Database, now: Date) {
  return db
    .selectFrom('invites as i')
    .leftJoin('users as u', 'u.id', 'i.user_id')
    .select([
      'i.id',
      'i.role',
      'i.marketplaces',
      'i.invited_by as by',
      'i.created_at as createdAt',
      'i.expires_at as expiresAt',
      'u.name as forUser',
    ])
    .where('i.used_at', 'is', null)
    .where('i.expires_at', '>', now)
    .orderBy('i.id', 'desc')
    .execute()
}

/** Takes an unused link back. @returns whether there was one. */
export async function revokeInvite(tx: Database, id: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('invites')
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
