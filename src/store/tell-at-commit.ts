import { sql } from 'kysely'
import type { Database } from './database.ts'
import { eventsChannel, maxNoticeBytes } from './notices.ts'
import { storableJson } from './storable.ts'

/** What a transaction may tell of: a change of status that no check made, or a deed of somebody. */
export type CommittedEvent =
  | { type: 'status-changed'; changeId: number; contactId: string; from: string; to: string }
  | { type: 'edited'; deedId: number; subject: string }

/** What holds an event, beside the event itself. */
const frameBytes = 100

/**
 * Tells every process that listens, this one too, when and only when the transaction commits (NOTIFY). For what
 * people do; checks are told by their process, because commits that tell wait for each other.
 */
export async function tellAtCommit(tx: Database, events: readonly CommittedEvent[]): Promise<void> {
  if (events.length === 0) return
  // PostgreSQL would refuse the transaction for a notice that is too long; what is not told is read later.
  await sql`
    select pg_notify(${eventsChannel}, json_build_object('events', json_build_array(e))::text)
    from json_array_elements(${storableJson(events)}::json) e
    where octet_length(e::text) <= ${maxNoticeBytes - frameBytes}`.execute(tx)
}
