import type { View } from '../env.ts'
import { cleanText } from './clean-text.ts'
import { spans } from './contact/verbs.tsx'

/** What muting and handing over many contacts need to know. */
export function BulkFields({ view }: { view: View }) {
  const { editing: t } = view.t
  return (
    <div class="filter is-bulk">
      <label class="field">
        <span>{t.muteFor}</span>
        <select name="days">
          {spans.map((days) => (
            <option value={days} selected={days === 7}>
              {t.days(days)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{t.reason}</span>
        <input name="reason" maxlength={300} />
      </label>
      <label class="field">
        <span>{t.owner}</span>
        <input
          name="owner"
          maxlength={80}
          value={cleanText(view.session?.user.name ?? '', 80)}
          autocomplete="off"
        />
      </label>
    </div>
  )
}
