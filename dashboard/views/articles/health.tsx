import type { ArticleHealth } from '../../../src/pipeline/read-article.ts'
import type { View } from '../../env.ts'
import { calendarDay } from '../../i18n/moments.ts'
import { StatusIcon } from '../icons.tsx'

/** An article's health as a sentence and a date. */
export function Health({ view, health }: { view: View; health: ArticleHealth }) {
  const { articles: t } = view.t
  const { stale, watched, lookedAt, unwatched } = health
  const day = lookedAt ? t.lookedAt(calendarDay(lookedAt, view.language)) : t.notAllLooked
  return (
    <p class="article-health">
      <StatusIcon status={stale > 0 ? 'broken' : watched > 0 ? 'fresh' : 'unchecked'} />{' '}
      <span>
        {t.health(stale, watched)}
        {watched > 0 && `; ${day}`}.{unwatched > 0 && ` ${t.unwatched(unwatched)}.`}
      </span>
    </p>
  )
}
