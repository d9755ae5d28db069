import { addAudit } from '../store/audit.ts'
import { type Marks, readMarks, writeMarks } from '../store/marks.ts'
import { changeContact, type Editor, type LockedContact, type NotChanged } from './change-contact.ts'
import type { Pipeline } from './context.ts'
import { takeIncidentOf } from './take-incident.ts'
import type { MarksUndo } from './undo-change.ts'

/** An editor is on it: lists show so, and reminders of an incident stop once all its contacts are taken. */
export async function acknowledgeContact(
  pipeline: Pipeline,
  contactId: string,
  editor: Editor,
): Promise<'done' | NotChanged> {
  return changeContact(pipeline, contactId, editor, async (locked) => {
    const marks = { acknowledgedAt: locked.now, acknowledgedBy: editor.by }
    await mark(locked, editor, 'acknowledge', marks, () =>
      takeIncidentOf(locked.tx, contactId, editor.by, locked.now),
    )
    return 'done' as const
  })
}

/** Nobody is on it any more. */
export async function releaseContact(
  pipeline: Pipeline,
  contactId: string,
  editor: Editor,
): Promise<'done' | NotChanged> {
  return changeContact(pipeline, contactId, editor, async (locked) => {
    await mark(locked, editor, 'release', { acknowledgedAt: null, acknowledgedBy: null })
    return 'done' as const
  })
}

/** No letters about the contact until then, and why. It is checked and shown as before. */
export async function muteContact(
  pipeline: Pipeline,
  contactId: string,
  mute: { until: Date; reason: string },
  editor: Editor,
): Promise<'done' | NotChanged | 'not-in-future'> {
  return changeContact(pipeline, contactId, editor, async (locked) => {
    if (mute.until <= locked.now) return 'not-in-future'
    const marks = { mutedUntil: mute.until, mutedBy: editor.by, mutedReason: mute.reason }
    await mark(locked, editor, 'mute', marks)
    return 'done' as const
  })
}

/** Letters again. */
export async function unmuteContact(
  pipeline: Pipeline,
  contactId: string,
  editor: Editor,
): Promise<'done' | NotChanged> {
  return changeContact(pipeline, contactId, editor, async (locked) => {
    await mark(locked, editor, 'unmute', { mutedUntil: null, mutedBy: null, mutedReason: null })
    return 'done' as const
  })
}

/** Makes somebody the owner of the contact; null: nobody. */
export async function assignContact(
  pipeline: Pipeline,
  contactId: string,
  owner: string | null,
  editor: Editor,
): Promise<'done' | NotChanged> {
  return changeContact(pipeline, contactId, editor, async (locked) => {
    await mark(locked, editor, 'assign', { owner })
    return 'done' as const
  })
}

async function mark(
  { tx, stored, now }: LockedContact,
  { by, deed }: Editor,
  action: string,
  marks: Partial<Marks>,
  followIncident: () => Promise<number | null> = async () => null,
): Promise<void> {
  const { contactId } = stored
  const all = await readMarks(tx, contactId)
  const names = Object.keys(marks) as (keyof Marks)[]
  const before = Object.fromEntries(names.map((name) => [name, all[name]])) as Partial<Marks>
  await writeMarks(tx, contactId, { ...all, ...marks })
  const incidentId = await followIncident()
  const undo: MarksUndo = { of: 'marks', before, after: marks, incidentId }
  await addAudit(tx, { at: now, actor: by, action, subject: contactId, before, after: marks, undo, deed })
}
