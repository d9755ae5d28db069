import type { Database } from './database.ts'

/** Who did what to which subject, with what was there before and after. */
export interface AuditEntry {
  at: Date
  actor: string
  action: string
  subject: string
  before: unknown
  after: unknown
}

export async function addAudit(tx: Database, entry: AuditEntry): Promise<void> {
  const { before, after, ...row } = entry
  await tx
    .insertInto('audit')
    .values({ ...row, before: JSON.stringify(before ?? null), after: JSON.stringify(after ?? null) })
    .execute()
}

/** The newest entries about a subject. */
export async function listAudit(db: Database, subject: string, limit: number) {
  return db
    .selectFrom('audit')
    .select(['id', 'at', 'actor', 'action', 'before', 'after'])
    .where('subject', '=', subject)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
