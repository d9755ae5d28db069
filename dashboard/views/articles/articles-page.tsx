import type { listJudgedArticles } from '../../../src/pipeline/read-article.ts'
import type { View } from '../../env.ts'
import { cleanText } from '../clean-text.ts'
import { Page } from '../layout.tsx'
import { Moment } from '../moment.tsx'
import { Health } from './health.tsx'

interface ArticlesProps {
  view: View
  articles: Awaited<ReturnType<typeof listJudgedArticles>>
}

/** Editors' articles, the newest first, each with its health. */
export function ArticlesPage({ view, articles }: ArticlesProps) {
  const { articles: t } = view.t
  const mayAdd = view.session?.user.role !== 'reader'
  return (
    <Page view={view} title={t.title} section="articles">
      <h1>{t.title}</h1>
      <p class="quiet">{t.lead}</p>
      {mayAdd && (
        <p>
          <a class="button is-main" href="/articles/new">
            {t.add}
          </a>
        </p>
      )}
      {articles.length === 0 && (
        <section class="panel empty">
          <h2>{t.none}</h2>
          <p>{t.noneWhat}</p>
        </section>
      )}
      {articles.length > 0 && (
        <section class="panel" aria-label={t.title}>
          <ul class="plain article-list">
            {articles.map(({ article, health }) => (
              <li>
                <h2>
                  <a class="item-name" href={`/articles/${article.id}`}>
                    {cleanText(article.title, 200)}
                  </a>
                </h2>
                <Health view={view} health={health} />
                <p class="quiet">
                  {cleanText(article.publisher, 200)} · {t.addedBy(cleanText(article.added_by, 80))} ·{' '}
                  <Moment view={view} at={article.added_at} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}
