import type { Database } from './database.ts'
import { hashOf } from './secrets.ts'

/** Open sessions of one person, the last seen first; `isThis` marks the one of the given cookie. */
export async function listSessions(db: Database, userId: number, cookie: string, now: Date) {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'id_hash', 'agent', 'created_at as createdAt', 'seen_at as seenAt'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const own = hashOf(cookie)
  return rows.map(({ id_hash: hash, ...row }) => ({ ...row, isThis: hash === own }))
}

/** Ends one session of a person. @returns whether there was one. */
export async function endOneSession(tx: Database, userId: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Ends all sessions of a person. @returns how many there were. */
export async function endAllSessions(tx: Database, userId: number): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('sessions').where('user_id', '=', userId).executeTakeFirst()
  return Number(numDeletedRows)
}
