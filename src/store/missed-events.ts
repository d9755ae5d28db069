import type { Database } from './database.ts'

/** Events told again at once; whoever missed more reads the lists. */
export const maxMissed = 1000

/**
 * Checks of contacts that finished after the one that a listener heard of last, oldest first, with the change of
 * status each led to. Null: that check is unknown or was forgotten, so nobody can say what was missed.
 */
export async function listMissed(db: Database, lastCheckId: number) {
  const last = await db
    .selectFrom('checks')
    .select('finished_at as finishedAt')
    .where('id', '=', lastCheckId)
    .executeTakeFirst()
  return last ? listFinishedSince(db, last.finishedAt) : null
}

/** Checks that finished at this moment or later, oldest first, with the change of status each led to. */
export async function listFinishedSince(db: Database, since: Date) {
  return db
    .selectFrom('checks as k')
    .leftJoin('status_changes as h', 'h.check_id', 'k.id')
    .where('k.finished_at', '>=', since)
    .select([
      'k.id as checkId',
      'k.contact_id as contactId',
      'k.verdict',
      'h.from_status as from',
      'h.to_status as to',
    ])
    .orderBy('k.finished_at')
    .orderBy('k.id')
    .limit(maxMissed)
    .execute()
}
