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

export interface AuditFilter {
  actor?: string
  action?: string
  /** Beginning of the subject: a contact's id, a marketplace with its slash, `user:`. */
  subject?: string
}

/** The newest entries that match, at most `limit`, older than `before`. */
export async function searchAudit(
  db: Database,
  filter: AuditFilter,
  page: { limit: number; before?: number | undefined },
) {
  let query = db
    .selectFrom('audit')
    .select(['id', 'at', 'actor', 'action', 'subject', 'before', 'after'])
    .orderBy('id', 'desc')
    .limit(page.limit)
  if (filter.actor) query = query.where('actor', '=', filter.actor)
  if (filter.action) query = query.where('action', '=', filter.action)
  if (filter.subject) query = query.where('subject', 'like', `${filter.subject.replace(/[\\%_]/g, '\\$&')}%`)
  if (page.before !== undefined) query = query.where('id', '<', page.before)
  return query.execute()
}

export type AuditRow = Awaited<ReturnType<typeof searchAudit>>[number]

/** Everybody and everything that the log names: the menus of its filter. */
export async function listAuditWords(db: Database): Promise<{ actors: string[]; actions: string[] }> {
  const [actors, actions] = await Promise.all([
    db.selectFrom('audit').select('actor').distinct().orderBy('actor').limit(200).execute(),
    db.selectFrom('audit').select('action').distinct().orderBy('action').limit(200).execute(),
  ])
  return { actors: actors.map((row) => row.actor), actions: actions.map((row) => row.action) }
}
