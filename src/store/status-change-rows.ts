import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { ChangeRecord } from './incidents.ts'
import { storableJson } from './storable.ts'
import { tellAtCommit } from './tell-at-commit.ts'

interface WrittenChange {
  changeId: number
  contactId: string
  from: string
  to: string
  checkId: number | null
}

/**
 * Writes changes of status, and tells those that no check made, whoever made them. One text for any number of rows:
 * PostgreSQL would plan each new one from scratch.
 */
export async function insertStatusChanges(
  tx: Database,
  rows: readonly { record: ChangeRecord; incidentId: number | null }[],
): Promise<void> {
  const { rows: written } = await sql<WrittenChange>`
    insert into status_changes (contact_id, from_status, to_status, at, failing_since_at, code, class, check_id,
      incident_id, by_whom)
    select r.* from json_to_recordset(${storableJson(rows.map(toRow))}::json) as r (
      contact_id text, from_status text, to_status text, at timestamptz, failing_since_at timestamptz,
      code text, class text, check_id bigint, incident_id bigint, by_whom text
    )
    returning id as "changeId", contact_id as "contactId", from_status as "from", to_status as "to",
      check_id as "checkId"`.execute(tx)
  const byNoCheck = written.filter(({ checkId }) => checkId === null)
  await tellAtCommit(
    tx,
    byNoCheck.map(({ checkId: _, ...change }) => ({ type: 'status-changed', ...change })),
  )
}

function toRow({ record, incidentId }: { record: ChangeRecord; incidentId: number | null }) {
  const { contactId, change, checkId, byWhom } = record
  return {
    contact_id: contactId,
    from_status: change.from,
    to_status: change.to,
    at: change.at,
    failing_since_at: change.failingSinceAt,
    code: change.code,
    class: change.class,
    check_id: checkId,
    incident_id: incidentId,
    by_whom: byWhom,
  }
}
