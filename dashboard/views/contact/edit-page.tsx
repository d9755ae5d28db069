import type { Contact } from '../../../src/domain/contact.ts'
import { type EditableField, editableFields, fieldOf } from '../../../src/domain/edit.ts'
import type { View } from '../../env.ts'
import { contactPage } from '../../route-path.ts'
import { cleanText } from '../clean-text.ts'
import { Page } from '../layout.tsx'

export interface EditPageProps {
  view: View
  contact: Contact
  /** What was written last, by field; what is missing is as the contact states it. */
  written: Partial<Record<EditableField, string>>
  /** Fields that were refused. */
  refused: readonly EditableField[]
  /** What the check of the new value came to. */
  news: string | null
  /** The check said no: the editor may insist. */
  mayInsist: boolean
}

/** The form that edits what a contact states. */
export function EditPage(props: EditPageProps) {
  const { view, contact, refused, news, mayInsist } = props
  const { editing: t } = view.t
  const path = contactPage(contact.id)
  return (
    <Page view={view} title={t.editTitle} section="contacts">
      <header class="head">
        <p class="crumbs quiet">
          <a href={path}>{cleanText(contact.label[view.language], 120)}</a>
        </p>
        <h1>{t.editTitle}</h1>
      </header>
      <section class="panel" aria-label={t.editTitle}>
        <p class="quiet">{t.editLead}</p>
        {news && (
          <p class="notice is-invalid" role="status">
            {cleanText(news, 600)}
          </p>
        )}
        {refused.length > 0 && (
          <p class="notice is-invalid" role="status">
            {t.cannotSay(refused.map((field) => t.fields[field]).join(', '))}
          </p>
        )}
        <form class="stack" method="post" action={`${path}/edit`}>
          <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
          {editableFields.map((field) => (
            <Field {...props} field={field} />
          ))}
          <p class="value-actions">
            <button type="submit" class="button is-main">
              {t.save}
            </button>
            {mayInsist && (
              <button type="submit" class="button" name="insist" value="yes">
                {t.saveAnyway}
              </button>
            )}
            <a class="button" href={path}>
              {t.back}
            </a>
          </p>
        </form>
      </section>
    </Page>
  )
}

function Field({ view, contact, written, refused, field }: EditPageProps & { field: EditableField }) {
  const { editing: t, words } = view.t
  const stated = cleanText(String(fieldOf(contact, field) ?? ''), 2000)
  const shown = written[field] ?? stated
  const choices: Partial<Record<EditableField, Record<string, string>>> = {
    importance: words.importances,
    documented: t.documented,
  }
  const own = choices[field]
  const common = {
    name: field,
    ...(refused.includes(field) && { 'aria-invalid': 'true' as const }),
  }
  return (
    <label class="field">
      <span>{t.fields[field]}</span>
      <input type="hidden" name={`was-${field}`} value={stated} />
      {own ? (
        <select {...common}>
          {Object.entries(own).map(([value, text]) => (
            <option value={value} selected={value === shown}>
              {text}
            </option>
          ))}
        </select>
      ) : field === 'note' ? (
        <textarea {...common} rows={3} maxlength={2000}>
          {shown}
        </textarea>
      ) : (
        <input {...common} value={shown} maxlength={2000} autocomplete="off" />
      )}
    </label>
  )
}
