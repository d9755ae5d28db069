import type { Database } from './database.ts'

/** Events told again at once; whoever missed more reads the lists. */
export const maxMissed = 1000

/** When a check finished; null: it is unknown, or was forgotten. */
export async function readFinishedAt(db: Database, checkId: number): Promise<Date | null> {
  const row = await db
    .selectFrom('checks')
    .select('finished_at as at')
    .where('id', '=', checkId)
    .executeTakeFirst()
  return row?.at ?? null
}

/** When a status was changed; null: this change is unknown, or was forgotten. */
export async function readChangedAt(db: Database, changeId: number): Promise<Date | null> {
  const row = await db.selectFrom('status_changes').select('at').where('id', '=', changeId).executeTakeFirst()
  return row?.at ?? null
}

/**
 * Checks that finished at this moment or later, oldest first, with the change of status each led to; one more than
 * are told again, so that it can be seen that there are more.
 */
export async function listFinishedSince(db: Database, since: Date) {
  return db
    .selectFrom('checks as k')
    .leftJoin('status_changes as h', 'h.check_id', 'k.id')
    .where('k.finished_at', '>=', since)
    .select([
      'k.id as checkId',
      'k.contact_id as contactId',
      'k.verdict',
      'k.finished_at as at',
      'h.from_status as from',
      'h.to_status as to',
    ])
    .orderBy('k.finished_at')
    .orderBy('k.id')
    .limit(maxMissed + 1)
    .execute()
}

/** Changes of status since a moment that no check made, oldest first; as many as of checks. */
export async function listChangedSince(db: Database, since: Date) {
  return db
    .selectFrom('status_changes')
    .where('at', '>=', since)
    .where('check_id', 'is', null)
    .select(['id as changeId', 'contact_id as contactId', 'from_status as from', 'to_status as to', 'at'])
    .orderBy('at')
    .orderBy('id')
    .limit(maxMissed + 1)
    .execute()
}

/** Deeds of people since a moment, the newest of them, oldest first. */
export async function listDeedsSince(db: Database, since: Date) {
  // By number: moments of the log have no index, and its end is what was missed.
  const newest = await db
    .selectFrom('audit')
    .select(['id as deedId', 'subject', 'at'])
    .orderBy('id', 'desc')
    .limit(maxMissed)
    .execute()
  return newest.filter(({ at }) => at >= since).reverse()
}
