import { usualEveryDays } from '../../../src/domain/clocks.ts'
import { contactPage } from '../../route-path.ts'
import { PhotoField } from '../photo-field.tsx'
import type { ContactProps } from './contact-props.ts'

/** A person's own word on the contact. */
export function AttestForm({ view, data, draft }: ContactProps) {
  const { contact: t } = view.t
  const promised = data.contact.humanCheck?.everyDays ?? usualEveryDays
  const spans = [...new Set([7, 30, 90, promised])].sort((a, b) => a - b)
  const written = draft?.fields ?? {}
  const holds = Number(written.holds ?? promised)
  const says = [
    { value: 'works', text: t.works },
    { value: 'broken', text: t.broken },
  ]
  return (
    <section class="panel" aria-labelledby="attest">
      <h2 id="attest">{t.attest}</h2>
      <p class="quiet">{t.attestLead}</p>
      <form
        class="stack"
        method="post"
        enctype="multipart/form-data"
        action={`${contactPage(data.contact.id)}/attest`}
      >
        <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
        <fieldset class="choices">
          <legend>{t.says}</legend>
          {says.map(({ value, text }) => (
            <label class="choice">
              <input type="radio" name="says" value={value} required checked={written.says === value} />
              <span>{text}</span>
            </label>
          ))}
        </fieldset>
        <label class="field">
          <span>{t.how}</span>
          <select name="how">
            {Object.entries(t.howOptions).map(([value, text]) => (
              <option value={value} selected={written.how === value}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>
            {view.t.editing.heard} <small>{t.optional}</small>
          </span>
          <input name="heard" maxlength={1000} autocomplete="off" value={written.heard} />
        </label>
        <label class="field">
          <span>
            {view.t.editing.tried} <small>{t.optional}</small>
          </span>
          <input type="datetime-local" name="tried" value={written.tried} />
        </label>
        <label class="field">
          <span>{view.t.editing.holds}</span>
          <select name="holds">
            {spans.map((days) => (
              <option value={days} selected={days === holds}>
                {view.t.editing.days(days)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>
            {t.noteField} <small>{t.optional}</small>
          </span>
          <textarea name="note" rows={2} maxlength={1000}>
            {written.note ?? ''}
          </textarea>
        </label>
        <PhotoField view={view} problem={draft?.photoProblem} />
        <button type="submit" class="button">
          {t.save}
        </button>
      </form>
    </section>
  )
}
