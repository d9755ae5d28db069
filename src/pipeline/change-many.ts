import { listDeed } from '../store/audit.ts'
import type { Editor, NotChanged } from './change-contact.ts'
import type { Pipeline } from './context.ts'
import {
  acknowledgeContact,
  assignContact,
  muteContact,
  releaseContact,
  unmuteContact,
} from './mark-contact.ts'
import { undoChange } from './undo-change.ts'

/** What may be done with many contacts at once. Each keeps its own audit entry; one undo takes all of them back. */
export type ManyVerb =
  | { verb: 'acknowledge' | 'release' | 'unmute' }
  | { verb: 'mute'; until: Date; reason: string }
  | { verb: 'assign'; owner: string | null }

/**
 * Does the same with each contact, one transaction each: one that cannot be changed does not stop the others.
 * @param editor its `deed` is what `undoMany` takes back.
 */
export async function changeMany(
  pipeline: Pipeline,
  contactIds: readonly string[],
  asked: ManyVerb,
  editor: Editor,
): Promise<{ contactId: string; outcome: 'done' | NotChanged | 'not-in-future' }[]> {
  const outcomes: { contactId: string; outcome: 'done' | NotChanged | 'not-in-future' }[] = []
  for (const contactId of contactIds) {
    outcomes.push({ contactId, outcome: await changeOne(pipeline, contactId, asked, editor) })
  }
  return outcomes
}

function changeOne(pipeline: Pipeline, contactId: string, asked: ManyVerb, editor: Editor) {
  switch (asked.verb) {
    case 'acknowledge':
      return acknowledgeContact(pipeline, contactId, editor)
    case 'release':
      return releaseContact(pipeline, contactId, editor)
    case 'unmute':
      return unmuteContact(pipeline, contactId, editor)
    case 'mute':
      return muteContact(pipeline, contactId, asked, editor)
    case 'assign':
      return assignContact(pipeline, contactId, asked.owner, editor)
  }
}

/** Takes back what one deed changed, contact by contact. `left`: contacts that somebody changed since. */
export async function undoMany(
  pipeline: Pipeline,
  deed: string,
  editor: Editor,
): Promise<{ undone: string[]; left: string[] }> {
  const undone: string[] = []
  const left: string[] = []
  for (const { id, subject } of await listDeed(pipeline.db, deed, editor.by)) {
    const outcome = await undoChange(pipeline, id, subject, editor)
    if (outcome === 'done') undone.push(subject)
    else left.push(subject)
  }
  return { undone, left }
}
