import type { Database } from './database.ts'
import { storableJson } from './storable.ts'
import { tellAtCommit } from './tell-at-commit.ts'

/** Who did what to which subject, with what was there before and after. */
export interface AuditEntry {
  at: Date
  actor: string
  action: string
  subject: string
  before: unknown
  after: unknown
  /** What takes it back; absent: nothing does. */
  undo?: unknown
  /** The deed that it is a part of, where one deed changes many subjects. */
  deed?: string | undefined
}

/** Writes an entry, and tells open pages of it with the commit. @returns the id of the entry. */
export async function addAudit(tx: Database, entry: AuditEntry): Promise<number> {
  const { before, after, undo, deed, ...row } = entry
  const { id } = await tx
    .insertInto('audit')
    .values({
      ...row,
      deed: deed ?? null,
      before: JSON.stringify(before ?? null),
      after: JSON.stringify(after ?? null),
      undo: undo === undefined ? null : storableJson(undo),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tellAtCommit(tx, [{ type: 'edited', deedId: id, subject: entry.subject }])
  return id
}

/** The entries of one deed of somebody that were not taken back yet. */
export async function listDeed(db: Database, deed: string, actor: string) {
  return db
    .selectFrom('audit')
    .select(['id', 'subject'])
    .where('deed', '=', deed)
    .where('actor', '=', actor)
    .where('undo', 'is not', null)
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** Locks an entry that somebody wants to take back; null when there is none. */
export async function lockAudit(tx: Database, id: number) {
  const row = await tx
    .selectFrom('audit')
    .select(['id', 'action', 'subject', 'undo', 'undone_at as undoneAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Notes that an entry was taken back. */
export async function noteUndone(tx: Database, id: number, by: string, at: Date): Promise<void> {
  await tx.updateTable('audit').set({ undone_at: at, undone_by: by }).where('id', '=', id).execute()
}

/** What a person says of a contact, as the log calls it. */
export const wordActions = ['attest', 'could-not', 'suggest']

/** Notes that what somebody said of a contact since a moment was taken back, so that nothing shows it as their word. */
export async function noteWordsUndone(
  tx: Database,
  said: { subject: string; actor: string; since: Date },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('audit')
    .set({ undone_at: at, undone_by: said.actor })
    .where('subject', '=', said.subject)
    .where('actor', '=', said.actor)
    .where('action', 'in', wordActions)
    .where('at', '>=', said.since)
    .where('undone_at', 'is', null)
    .execute()
}

/** The newest entry about a subject by this actor that can still be taken back. */
export async function readUndoable(db: Database, subject: string, actor: string, since: Date) {
  const row = await db
    .selectFrom('audit')
    .select(['id', 'at', 'action', 'undo', 'undone_at as undoneAt'])
    .where('subject', '=', subject)
    .where('actor', '=', actor)
    .where('at', '>=', since)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && row.undo !== null && row.undoneAt === null ? row : null
}

/** The newest entries about a subject. */
export async function listAudit(db: Database, subject: string, limit: number) {
  return db
    .selectFrom('audit')
    .select(['id', 'at', 'actor', 'action', 'before', 'after', 'undone_at as undoneAt'])
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
