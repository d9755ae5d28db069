import type { Contact } from '../domain/contact.ts'
import {
  type Changes,
  type Edit,
  type EditableField,
  editableFields,
  fieldOf,
  withChanges,
} from '../domain/edit.ts'
import { type Standing, unchecked } from '../domain/standing.ts'
import { addAudit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { listEdits, removeEdit, saveEdit } from '../store/edits.ts'
import { addStatusChange } from '../store/incidents.ts'
import { isStated, readStated, saveContact } from '../store/knowledge.ts'
import { takeSnapshot } from '../store/snapshots.ts'
import { lockStanding, saveStanding } from '../store/standings.ts'
import { settleDisputes } from './article-claims.ts'
import { beginWatching } from './begin-watching.ts'
import { changeContact, type Editor, type LockedContact, type NotChanged } from './change-contact.ts'
import type { Pipeline } from './context.ts'
import { type FieldProblem, readChanges } from './read-changes.ts'
import type { EditsUndo } from './undo-change.ts'

/** What became of an edit. `same`: the contact says all that already. */
export type EditOutcome = 'done' | 'same' | NotChanged | { problems: FieldProblem[] }

/**
 * Lays new values over what the file says of a contact; an export writes them there later. A contact with a new
 * value is watched from the beginning, one documented as discontinued is retired at once.
 * Whether a new value is alive must have been asked before (`checkNewValue`).
 * @param action what the audit calls it
 */
export async function editContact(
  pipeline: Pipeline,
  contactId: string,
  written: Partial<Record<EditableField, unknown>>,
  editor: Editor,
  action = 'edit',
): Promise<EditOutcome> {
  const outcome = await changeContact(pipeline, contactId, editor, async (locked): Promise<EditOutcome> => {
    const contact = await readStated(locked.tx, contactId)
    if (!contact) return 'unknown-contact'
    const read = readChanges(pipeline.kinds, contact.kind, written)
    if (!read.ok) return { problems: read.problems }
    const changes = keepNews(contact, read.changes)
    const { successor } = changes
    if (typeof successor === 'string' && (successor === contactId || !(await isStated(locked.tx, successor))))
      return { problems: [{ field: 'successor', detail: 'must be the id of another contact' }] }
    if (Object.keys(changes).length === 0) return 'same'
    await layOverContact(pipeline, locked, contact, changes, editor.by, action)
    return 'done'
  })
  // Retiring or replacing what was broken ends its incident, which owes a letter.
  if (outcome === 'done') await pipeline.wake.deliverAlerts()
  return outcome
}

/** Documents a contact as discontinued, with what replaced it. */
export async function retireContact(
  pipeline: Pipeline,
  contactId: string,
  { successor, note }: { successor?: string | null | undefined; note?: string | undefined },
  editor: Editor,
): Promise<EditOutcome> {
  const fields = { documented: 'retired', successor, note: note === '' ? undefined : note }
  return editContact(pipeline, contactId, fields, editor, 'retire')
}

function keepNews(contact: Contact, changes: Changes): Changes {
  const news = editableFields.filter(
    (field) => changes[field] !== undefined && changes[field] !== fieldOf(contact, field),
  )
  return Object.fromEntries(news.map((field) => [field, changes[field]]))
}

/** Lays checked values over a contact under its lock, with its standing and the audit. */
export async function layOverContact(
  pipeline: Pipeline,
  { tx, stored, now }: LockedContact,
  contact: Contact,
  changes: Changes,
  by: string,
  action: string,
): Promise<void> {
  const { contactId } = stored
  const fields = Object.keys(changes) as EditableField[]
  const earlier = (await listEdits(tx, contactId)).filter((edit) => fields.includes(edit.field))
  const snapshot = await takeSnapshot(tx, contactId)
  for (const field of fields) await layOver(tx, contact, field, changes, earlier, by, now)
  const next = withChanges(contact, changes)
  await restate(pipeline, tx, contact, next, by, now)
  const before = Object.fromEntries(fields.map((field) => [field, fieldOf(contact, field)]))
  const undo: EditsUndo = { of: 'edits', before, after: changes, earlier, snapshot }
  await addAudit(tx, { at: now, actor: by, action, subject: contactId, before, after: changes, undo })
}

async function layOver(
  tx: Database,
  contact: Contact,
  field: EditableField,
  changes: Changes,
  earlier: readonly Edit[],
  by: string,
  at: Date,
): Promise<void> {
  const value = changes[field] ?? null
  const known = earlier.find((edit) => edit.field === field)
  const stated = fieldOf(contact, field)
  const fileValue = known ? known.fileValue : stated
  if (value === fileValue) await removeEdit(tx, contact.id, field)
  else await saveEdit(tx, contact.id, { field, base: fileValue, fileValue, value, at, by })
}

/** Writes what a contact states now, with what follows for its standing. */
async function restate(
  pipeline: Pipeline,
  tx: Database,
  was: Contact,
  next: Contact,
  by: string,
  now: Date,
): Promise<void> {
  // The digest is of the file and its edits; none matches, so the next sync writes the contact once more.
  await saveContact(tx, next, 'edited', now)
  if (was.value !== next.value || (was.documented !== next.documented && next.documented === 'live')) {
    await beginWatching(pipeline, tx, next, { together: 1, by, now })
  } else if (was.documented !== next.documented) await retire(tx, next.id, by, now)
  else await touch(tx, next.id)
  await settleDisputes(tx, [next.id])
}

async function retire(tx: Database, contactId: string, by: string, now: Date): Promise<void> {
  const stored = await lockStanding(tx, contactId)
  if (!stored) return
  const { status: from } = stored.standing
  const standing: Standing = { ...unchecked(now, 'retired'), recent: stored.standing.recent }
  await saveStanding(tx, contactId, stored.revision, { standing })
  if (from === 'retired') return
  const change = { from, to: 'retired', at: now, failingSinceAt: null, code: null, class: null } as const
  await addStatusChange(tx, contactId, stored.host, change, { checkId: null, byWhom: by })
}

async function touch(tx: Database, contactId: string): Promise<void> {
  await tx
    .updateTable('standings')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('contact_id', '=', contactId)
    .execute()
}
