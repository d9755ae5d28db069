import type { Pipeline } from '../../../src/pipeline/context.ts'
import type { Article } from '../../../src/store/articles.ts'
import { textOfReason } from '../../contact-facts.ts'
import type { View } from '../../env.ts'
import { calendarDay } from '../../i18n/moments.ts'

interface WatchProps {
  view: View
  pipeline: Pipeline
  article: Article
}

/** When the article's address was last asked, and what it means that it did not answer. */
export function ArticleWatch({ view, pipeline, article }: WatchProps) {
  const { watch: t } = view.t.articles
  const { url, fetched_at: fetchedAt, failing_since_at: since, gone_at: goneAt, failure } = article
  if (url === null || (fetchedAt === null && since === null)) return null
  const day = (at: Date) => calendarDay(at, view.language)
  const why = since && failure ? textOfReason(pipeline, failure)?.means[view.language] : null
  return (
    <>
      {goneAt && <p class="notice is-disputed">{t.gone(day(goneAt))}</p>}
      {!goneAt && since && <p class="notice">{t.failing(day(since))}</p>}
      {why && <p class="quiet">{why}</p>}
      {fetchedAt && <p class="quiet">{since ? t.lastGood(day(fetchedAt)) : t.fetched(day(fetchedAt))}</p>}
    </>
  )
}
