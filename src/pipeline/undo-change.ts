import type { Changes, Edit, EditableField } from '../domain/edit.ts'
import { fieldOf, withChanges } from '../domain/edit.ts'
import { addAudit, lockAudit, noteUndone } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { listEdits, removeEdit, saveEdit } from '../store/edits.ts'
import { reopenIncident, untakeIncident } from '../store/incident-care.ts'
import { addStatusChange } from '../store/incidents.ts'
import { readStated, saveContact } from '../store/knowledge.ts'
import { type Marks, readMarks, writeMarks } from '../store/marks.ts'
import { restoreSnapshot } from '../store/snapshots.ts'
import { lockStanding } from '../store/standings.ts'
import type { Editor } from './change-contact.ts'
import type { Pipeline } from './context.ts'

/** How marks beside a status are taken back: the names of `after`, as they were `before`. */
export interface MarksUndo {
  of: 'marks'
  before: Partial<Marks>
  after: Partial<Marks>
  /** The incident that was taken by it. */
  incidentId: number | null
}

/** How a person's word is taken back: the standing as it was. */
export interface WordUndo {
  of: 'word'
  snapshot: unknown
  /** End of the word, by which it is known again. */
  untilAt: Date
}

/** How edits are taken back: the fields, the edits that lay there before, and the standing as it was. */
export interface EditsUndo {
  of: 'edits'
  before: Changes
  after: Changes
  earlier: Edit[]
  snapshot: unknown
}

/** How an incident is given back. Moments are as the database has them. */
export type IncidentUndo =
  | {
      of: 'incident-taken'
      acknowledgedAt: Date | null
      acknowledgedBy: string | null
      contactIds: string[]
      takenAt: Date
    }
  | { of: 'incident-closed'; contactIds: string[]; closedAt: Date }

type Undo = MarksUndo | WordUndo | EditsUndo | IncidentUndo

/** What became of an undo. `overtaken`: somebody, or a check, changed the same thing since. */
export type UndoOutcome = 'done' | 'unknown-change' | 'already-undone' | 'overtaken' | 'stale'

/**
 * Takes back one change of an editor, by the id of its audit entry, if what it changed is still as it left it.
 * @param subject what the entry must be about, so that an id from elsewhere changes nothing here.
 */
export async function undoChange(
  { db, now, wake }: Pipeline,
  auditId: number,
  subject: string,
  { by, expects }: Editor,
): Promise<UndoOutcome> {
  const at = now()
  const outcome = await db.transaction().execute(async (tx): Promise<UndoOutcome> => {
    const entry = await lockAudit(tx, auditId)
    if (!entry || entry.subject !== subject || entry.undo === null) return 'unknown-change'
    if (entry.undoneAt) return 'already-undone'
    const stored = expects ? await lockStanding(tx, subject) : null
    if (stored && !expects?.includes(stored.revision)) return 'stale'
    const done = await takeBack(tx, subject, entry.undo as Undo, by, at)
    if (!done) return 'overtaken'
    await noteUndone(tx, auditId, by, at)
    await addAudit(tx, { at, actor: by, action: 'undo', subject, before: entry.action, after: { auditId } })
    return 'done'
  })
  if (outcome === 'done') await wake.deliverAlerts()
  return outcome
}

async function takeBack(tx: Database, subject: string, undo: Undo, by: string, at: Date): Promise<boolean> {
  switch (undo.of) {
    case 'marks':
      return takeBackMarks(tx, subject, undo)
    case 'word':
      return takeBackWord(tx, subject, undo, by, at)
    case 'edits':
      return takeBackEdits(tx, subject, undo, by, at)
    case 'incident-taken':
      await untakeIncident(tx, idOf(subject), revive(undo), undo.contactIds, new Date(undo.takenAt))
      return true
    case 'incident-closed':
      return reopenIncident(tx, idOf(subject), undo.contactIds)
  }
}

function idOf(subject: string): number {
  return Number(subject.slice(subject.indexOf(':') + 1))
}

async function takeBackMarks(tx: Database, contactId: string, undo: MarksUndo): Promise<boolean> {
  if (!(await lockStanding(tx, contactId))) return false
  const marks = await readMarks(tx, contactId)
  const names = Object.keys(undo.after) as (keyof Marks)[]
  const isAsLeft = names.every((name) => JSON.stringify(marks[name]) === JSON.stringify(undo.after[name]))
  if (!isAsLeft) return false
  const before = Object.fromEntries(
    names.map((name) => [
      name,
      name.endsWith('At') || name === 'mutedUntil' ? date(undo.before[name]) : undo.before[name],
    ]),
  ) as Partial<Marks>
  await writeMarks(tx, contactId, { ...marks, ...before })
  if (undo.incidentId !== null)
    await untakeIncident(tx, undo.incidentId, { acknowledgedAt: null, acknowledgedBy: null }, [], new Date(0))
  return true
}

async function takeBackWord(
  tx: Database,
  contactId: string,
  { snapshot, untilAt }: WordUndo,
  by: string,
  at: Date,
): Promise<boolean> {
  const stored = await lockStanding(tx, contactId)
  if (stored?.standing.word?.untilAt.getTime() !== new Date(untilAt).getTime()) return false
  await putBack(tx, contactId, snapshot, by, at)
  return true
}

async function takeBackEdits(
  tx: Database,
  contactId: string,
  { before, after, earlier, snapshot }: EditsUndo,
  by: string,
  at: Date,
): Promise<boolean> {
  const stored = await lockStanding(tx, contactId)
  const contact = stored && (await readStated(tx, contactId))
  if (!contact) return false
  const fields = Object.keys(after) as EditableField[]
  if (fields.some((field) => fieldOf(contact, field) !== after[field])) return false
  const present = await listEdits(tx, contactId)
  for (const field of fields) {
    const lies = present.find((edit) => edit.field === field)
    const fileValue = lies ? lies.fileValue : fieldOf(contact, field)
    const value = before[field] ?? null
    const was = earlier.find((edit) => edit.field === field)
    if (value === fileValue) await removeEdit(tx, contactId, field)
    else if (was) await saveEdit(tx, contactId, { ...was, at: new Date(was.at), fileValue })
    // An export wrote it to the file meanwhile: what was there before is an edit now.
    else await saveEdit(tx, contactId, { field, base: fileValue, fileValue, value, at, by })
  }
  await saveContact(tx, withChanges(contact, before), 'edited', at)
  const movesStanding = fields.includes('value') || fields.includes('documented')
  if (movesStanding) await putBack(tx, contactId, snapshot, by, at)
  return true
}

/** The standing as it was, and the change of status that this is. */
async function putBack(
  tx: Database,
  contactId: string,
  snapshot: unknown,
  by: string,
  at: Date,
): Promise<void> {
  const from = (await lockStanding(tx, contactId))?.standing.status
  await restoreSnapshot(tx, contactId, snapshot)
  const restored = await lockStanding(tx, contactId)
  if (!restored || !from || restored.standing.status === from) return
  const { status: to, episode } = restored.standing
  const change = { from, to, at, failingSinceAt: null, code: episode?.code ?? null, class: null }
  await addStatusChange(tx, contactId, restored.host, change, { checkId: null, byWhom: by })
}

function date(moment: unknown): Date | null {
  return typeof moment === 'string' ? new Date(moment) : null
}

function revive({ acknowledgedAt, acknowledgedBy }: Extract<Undo, { of: 'incident-taken' }>) {
  return { acknowledgedAt: date(acknowledgedAt), acknowledgedBy }
}
