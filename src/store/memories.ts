import { sql } from 'kysely'
import type { Database } from './database.ts'
import { storableJson } from './storable.ts'

/** What a kind remembers of a contact's target from check to check. */
export interface Memory {
  contactId: string
  memory: unknown
}

/** Writes what is remembered from now on. */
export async function saveMemories(tx: Database, memories: readonly Memory[]): Promise<void> {
  if (memories.length === 0) return
  const rows = memories.map(({ contactId, memory }) => ({ contact_id: contactId, memory }))
  await sql`
    insert into memories (contact_id, memory)
    select r.contact_id, r.memory
    from json_to_recordset(${storableJson(rows)}::json) as r (contact_id text, memory json)
    on conflict (contact_id) do update set memory = excluded.memory`.execute(tx)
}

/** Forgets a target: nothing that was known of it counts any more. */
export async function forgetMemory(tx: Database, contactId: string): Promise<void> {
  await tx.deleteFrom('memories').where('contact_id', '=', contactId).execute()
}
