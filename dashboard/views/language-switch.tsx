import type { View } from '../env.ts'
import { languages } from '../i18n/language.ts'

/** One button a language; the one in use is pressed. */
export function LanguageSwitch({ view }: { view: View }) {
  return (
    <form class="languages" method="post" action="/language" aria-label={view.t.frame.language}>
      {view.session && <input type="hidden" name="csrf" value={view.session.csrfToken} />}
      <input type="hidden" name="back" value={view.path} />
      {languages.map((language) => (
        <button
          type="submit"
          name="language"
          value={language}
          lang={language}
          aria-pressed={language === view.language ? 'true' : 'false'}
        >
          {language === 'ru' ? 'Рус' : 'Eng'}
        </button>
      ))}
    </form>
  )
}
