import type { View } from '../env.ts'
import { cleanText } from './clean-text.ts'
import { spans } from './contact/verbs.tsx'

/** What to do with the contacts that were picked in the list above. */
export function BulkBar({ view }: { view: View }) {
  const { editing: t } = view.t
  const verbs = {
    recheck: t.recheck,
    acknowledge: t.acknowledge,
    release: t.release,
    mute: t.mute,
    unmute: t.unmute,
    assign: t.assign,
  }
  return (
    <fieldset class="filter is-bulk">
      <legend>{t.many}</legend>
      <label class="field">
        <span>{t.verbs}</span>
        <select name="verb">
          {Object.entries(verbs).map(([value, text]) => (
            <option value={value}>{text}</option>
          ))}
        </select>
      </label>
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
      <div class="filter-go">
        <button type="submit" class="button">
          {t.manyGo}
        </button>
      </div>
    </fieldset>
  )
}
