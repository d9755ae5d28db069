import { sql } from 'kysely'
import type { Errand } from '../domain/budget.ts'
import type { Database } from './database.ts'
import { setDue } from './due.ts'
import { forgetMemory, saveMemories } from './memories.ts'

/** What a snapshot holds of other tables than that of standings. */
interface Beside {
  memory?: unknown
  due_at?: string | null
  errand?: Errand | null
}

/** A standing as one JSON value, kept so that a change can be taken back. */
export async function takeSnapshot(tx: Database, contactId: string): Promise<unknown> {
  const { rows } = await sql<{ standing: unknown }>`
    select to_jsonb(s) || jsonb_build_object('memory', m.memory, 'due_at', d.due_at, 'errand', d.errand) as standing
    from standings s left join memories m using (contact_id) left join due d using (contact_id)
    where contact_id = ${contactId}`.execute(tx)
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
      host = o.host, site = o.site, failing_since_at = o.failing_since_at, status = o.status,
      severity = o.severity, status_since_at = o.status_since_at,
      episode = o.episode, recovering_since_at = o.recovering_since_at, recent = o.recent, word = o.word,
      last_via = o.last_via, checked_at = o.checked_at, confirmed_at = o.confirmed_at, attested_at = o.attested_at,
      last_check_id = o.last_check_id, spell_id = o.spell_id, kind_flags = o.kind_flags,
      revision = s.revision + 1
    from standings as was, lateral jsonb_populate_record(was, ${json}::jsonb) as o
    where was.contact_id = ${contactId} and s.contact_id = was.contact_id`.execute(tx)
  await forgetMemory(tx, contactId)
  const { memory = null, due_at: dueAt, errand } = (snapshot ?? {}) as Beside
  // A check was open then: what the contact waits for now may stay.
  if (dueAt && errand) await setDue(tx, contactId, new Date(dueAt), errand)
  if (memory !== null) await saveMemories(tx, [{ contactId, memory }])
}
