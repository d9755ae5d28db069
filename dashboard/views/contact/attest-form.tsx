import { contactPage } from '../../route-path.ts'
import type { ContactProps } from './contact-props.ts'

/** A person's own word on the contact. */
export function AttestForm({ view, data }: ContactProps) {
  const { contact: t } = view.t
  const says = [
    { value: 'works', text: t.works },
    { value: 'broken', text: t.broken },
  ]
  return (
    <section class="panel" aria-labelledby="attest">
      <h2 id="attest">{t.attest}</h2>
      <p class="quiet">{t.attestLead}</p>
      <form class="stack" method="post" action={`${contactPage(data.contact.id)}/attest`}>
        <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
        <fieldset class="choices">
          <legend>{t.says}</legend>
          {says.map(({ value, text }) => (
            <label class="choice">
              <input type="radio" name="says" value={value} required />
              <span>{text}</span>
            </label>
          ))}
        </fieldset>
        <label class="field">
          <span>{t.how}</span>
          <select name="how">
            {Object.entries(t.howOptions).map(([value, text]) => (
              <option value={value}>{text}</option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>
            {t.noteField} <small>{t.optional}</small>
          </span>
          <textarea name="note" rows={2} maxlength={1000} />
        </label>
        <button type="submit" class="button">
          {t.save}
        </button>
      </form>
    </section>
  )
}
