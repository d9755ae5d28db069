import { type Edit, type FieldValue, isConflict } from '../../../src/domain/edit.ts'
import type { View } from '../../env.ts'
import { cleanText } from '../clean-text.ts'
import { Moment } from '../moment.tsx'
import { VerbForm } from './verb-form.tsx'

interface EditsProps {
  view: View
  contactId: string
  edits: readonly Edit[]
  mayAct: boolean
}

/** What the dashboard says and the file does not, with both sides of every conflict. */
export function PendingEdits(props: EditsProps) {
  const { editing: t } = props.view.t
  if (props.edits.length === 0) return null
  return (
    <section class="panel" aria-labelledby="pending">
      <h2 id="pending">{t.pending}</h2>
      <EditList {...props} />
    </section>
  )
}

/** Edits of one contact. */
export function EditList({ view, contactId, edits, mayAct }: EditsProps) {
  const { editing: t } = view.t
  const show = (value: FieldValue) =>
    value === null || value === '' ? <span class="quiet">{t.empty}</span> : cleanText(String(value), 300)
  return (
    <ul class="claims">
      {edits.map((edit) => (
        <li>
          {isConflict(edit) && <p class="notice is-disputed">{t.conflict}</p>}
          <strong>{t.fields[edit.field]}</strong>: {show(edit.value)}
          <small class="quiet">
            {' · '}
            {t.wasEdited(cleanText(edit.by, 80))} · <Moment view={view} at={edit.at} />
          </small>
          <span class="detail">
            {t.fileSays}: {show(edit.fileValue)}
          </span>
          {mayAct &&
            isConflict(edit) &&
            (['edit', 'file'] as const).map((keep) => (
              <VerbForm
                view={view}
                contactId={contactId}
                verb="resolve"
                text={keep === 'edit' ? t.keepEdit : t.takeFile}
              >
                <input type="hidden" name="field" value={edit.field} />
                <input type="hidden" name="keep" value={keep} />
              </VerbForm>
            ))}
        </li>
      ))}
    </ul>
  )
}
