import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A standing as one JSON value, kept so that a change can be taken back. */
export async function takeSnapshot(tx: Database, contactId: string): Promise<unknown> {
  const { rows } = await sql<{ standing: unknown }>`
    select to_jsonb(s) as standing from standings s where contact_id = ${contactId}`.execute(tx)
  return rows[0]?.standing ?? null
}

/**
 * Puts back what checks and words make of a standing; the marks of editors stay as they are now. Columns that
 * a later version added keep what they have.
 */
export async function restoreSnapshot(tx: Database, contactId: string, snapshot: unknown): Promise<void> {
  const json = JSON.stringify(snapshot)
  await sql`
    update standings s set
      host = o.host, site = o.site, errand = o.errand, failing_since_at = o.failing_since_at, status = o.status, severity = o.severity, status_since_at = o.status_since_at,
      episode = o.episode, recovering_since_at = o.recovering_since_at, recent = o.recent, word = o.word,
      memory = o.memory, checked_at = o.checked_at, confirmed_at = o.confirmed_at, attested_at = o.attested_at,
      last_check_id = o.last_check_id, spell_id = o.spell_id, kind_flags = o.kind_flags,
      due_at = coalesce(o.due_at, s.due_at), revision = s.revision + 1
    from standings as was, lateral jsonb_populate_record(was, ${json}::jsonb) as o
    where was.contact_id = ${contactId} and s.contact_id = was.contact_id`.execute(tx)
}
