import type { Database } from './database.ts'

/** What editors noted beside the status of a contact. */
export interface Marks {
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  mutedUntil: Date | null
  mutedBy: string | null
  mutedReason: string | null
  owner: string | null
}

/** Marks of a contact whose standing the transaction has locked. */
export async function readMarks(tx: Database, contactId: string): Promise<Marks> {
  return tx
    .selectFrom('standings')
    .select([
      'acknowledged_at as acknowledgedAt',
      'acknowledged_by as acknowledgedBy',
      'muted_until as mutedUntil',
      'muted_by as mutedBy',
      'muted_reason as mutedReason',
      'owner',
    ])
    .where('contact_id', '=', contactId)
    .executeTakeFirstOrThrow()
}

/** Writes all marks, as a new revision. */
export async function writeMarks(tx: Database, contactId: string, marks: Marks): Promise<void> {
  await tx
    .updateTable('standings')
    .set(({ eb }) => ({
      acknowledged_at: marks.acknowledgedAt,
      acknowledged_by: marks.acknowledgedBy,
      muted_until: marks.mutedUntil,
      muted_by: marks.mutedBy,
      muted_reason: marks.mutedReason,
      owner: marks.owner,
      revision: eb('revision', '+', 1),
    }))
    .where('contact_id', '=', contactId)
    .execute()
}
