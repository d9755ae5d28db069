import { sql } from 'kysely'
import type { Edit, EditableField, FieldValue } from '../domain/edit.ts'
import type { Database } from './database.ts'

const columns = ['field', 'base', 'file_value as fileValue', 'value', 'at', 'by_whom as by'] as const

/** The edits of one contact. */
export async function listEdits(db: Database, contactId: string): Promise<Edit[]> {
  return db.selectFrom('edits').select(columns).where('contact_id', '=', contactId).orderBy('field').execute()
}

/** All edits by contact. */
export async function readAllEdits(db: Database): Promise<Map<string, Edit[]>> {
  const rows = await db
    .selectFrom('edits')
    .select(['contact_id', ...columns])
    .execute()
  const edits = new Map<string, Edit[]>()
  for (const { contact_id: id, ...edit } of rows) edits.set(id, [...(edits.get(id) ?? []), edit])
  return edits
}

/** An edit with the contact that it is about. */
export type PendingEdit = Edit & {
  contactId: string
  kind: string
  label: { ru: string; en: string }
  /** File of the knowledge base; what it states may have been removed from it since. */
  file: string
  isRemoved: boolean
}

/** Edits that no file holds yet, by contact; only those that a file contradicts if `conflicts`. */
export async function listPendingEdits(
  db: Database,
  { conflicts = false, limit = 1000 }: { conflicts?: boolean; limit?: number } = {},
): Promise<PendingEdit[]> {
  return db
    .selectFrom('edits as e')
    .innerJoin('contacts as c', 'c.id', 'e.contact_id')
    .select([
      'e.contact_id as contactId',
      'e.field',
      'e.base',
      'e.file_value as fileValue',
      'e.value',
      'e.at',
      'e.by_whom as by',
      'c.kind',
      'c.label',
      sql<string>`c.stated_at->>'file'`.as('file'),
      sql<boolean>`c.removed_at is not null`.as('isRemoved'),
    ])
    .$if(conflicts, (query) => query.where(sql<boolean>`e.base <> e.file_value`))
    .orderBy('e.contact_id')
    .orderBy('e.field')
    .limit(limit)
    .execute()
}

/** How many edits wait for an export, and how many of them a file contradicts. */
export async function countEdits(db: Database): Promise<{ edits: number; conflicts: number }> {
  return db
    .selectFrom('edits')
    .select(({ fn }) => [
      fn.countAll<number>().as('edits'),
      sql<number>`count(*) filter (where base <> file_value)`.as('conflicts'),
    ])
    .executeTakeFirstOrThrow()
}

/** Writes an edit over an earlier one of the same field. */
export async function saveEdit(tx: Database, contactId: string, edit: Edit): Promise<void> {
  const row = {
    base: JSON.stringify(edit.base),
    file_value: JSON.stringify(edit.fileValue),
    value: JSON.stringify(edit.value),
    at: edit.at,
    by_whom: edit.by,
  }
  await tx
    .insertInto('edits')
    .values({ contact_id: contactId, field: edit.field, ...row })
    .onConflict((conflict) => conflict.columns(['contact_id', 'field']).doUpdateSet(row))
    .execute()
}

/** Notes what a file says now, where an edit lies over it. */
export async function noteFileValue(
  tx: Database,
  contactId: string,
  field: EditableField,
  fileValue: FieldValue,
): Promise<void> {
  await tx
    .updateTable('edits')
    .set({ file_value: JSON.stringify(fileValue) })
    .where('contact_id', '=', contactId)
    .where('field', '=', field)
    .execute()
}

/** The file holds it now, or it was taken back. */
export async function removeEdit(tx: Database, contactId: string, field: EditableField): Promise<void> {
  await tx.deleteFrom('edits').where('contact_id', '=', contactId).where('field', '=', field).execute()
}
