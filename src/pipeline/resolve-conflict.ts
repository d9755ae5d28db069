import type { EditableField } from '../domain/edit.ts'
import { addAudit } from '../store/audit.ts'
import { listEdits, saveEdit } from '../store/edits.ts'
import { readStated } from '../store/knowledge.ts'
import { changeContact, type Editor, type NotChanged } from './change-contact.ts'
import type { Pipeline } from './context.ts'
import { layOverContact } from './edit-contact.ts'

/**
 * Decides between an edit and a file that contradict each other. `edit`: the edit stays and the next export
 * writes it over what the file says now. `file`: the edit goes.
 */
export async function resolveConflict(
  pipeline: Pipeline,
  contactId: string,
  field: EditableField,
  keep: 'edit' | 'file',
  editor: Editor,
): Promise<'done' | 'no-edit' | NotChanged> {
  return changeContact(pipeline, contactId, editor, async (locked) => {
    const { tx, now } = locked
    const contact = await readStated(tx, contactId)
    const edit = (await listEdits(tx, contactId)).find((one) => one.field === field)
    if (!contact || !edit) return 'no-edit'
    if (keep === 'file') {
      const changes = { [field]: edit.fileValue }
      await layOverContact(pipeline, locked, contact, changes, editor.by, 'take-file')
      return 'done'
    }
    await saveEdit(tx, contactId, { ...edit, base: edit.fileValue })
    const [before, after] = [{ [field]: edit.fileValue }, { [field]: edit.value }]
    await addAudit(tx, { at: now, actor: editor.by, action: 'keep-edit', subject: contactId, before, after })
    return 'done'
  })
}
