import type { Database } from './database.ts'

/** Equal results in a row, newest spell first. */
export async function listSpells(db: Database, contactId: string, limit: number) {
  return db
    .selectFrom('spells')
    .select([
      'id',
      'verdict',
      'reason_code as reasonCode',
      'started_at as startedAt',
      'last_at as lastAt',
      'checks',
    ])
    .where('contact_id', '=', contactId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Changes of status, newest first. */
export async function listStatusChanges(db: Database, contactId: string, limit: number) {
  return db
    .selectFrom('status_changes')
    .select([
      'id',
      'from_status as from',
      'to_status as to',
      'at',
      'failing_since_at as failingSinceAt',
      'code',
      'check_id as checkId',
      'incident_id as incidentId',
      'by_whom as byWhom',
    ])
    .where('contact_id', '=', contactId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
