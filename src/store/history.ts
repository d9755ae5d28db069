import type { Verdict } from '../domain/verdict.ts'
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

/** Adds a result to the contact's history: lengthens the running spell, or begins one. @returns the spell. */
export async function addToSpell(
  db: Database,
  contactId: string,
  spellId: number | null,
  verdict: Verdict,
  now: Date,
): Promise<number> {
  const code = verdict.reason?.code ?? null
  if (spellId !== null) {
    const { numUpdatedRows } = await db
      .updateTable('spells')
      .set(({ eb }) => ({ last_at: now, checks: eb('checks', '+', 1) }))
      .where('id', '=', spellId)
      .where('verdict', '=', verdict.state)
      .where((eb) => (code === null ? eb('reason_code', 'is', null) : eb('reason_code', '=', code)))
      .executeTakeFirst()
    if (numUpdatedRows === 1n) return spellId
  }
  const { id } = await db
    .insertInto('spells')
    .values({
      contact_id: contactId,
      verdict: verdict.state,
      reason_code: code,
      started_at: now,
      last_at: now,
      checks: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
