import { isStale } from '../../../src/domain/passage.ts'
import { applySplices } from '../../../src/domain/splice.ts'
import { mostPassages } from '../../../src/pipeline/add-article.ts'
import type { Pipeline } from '../../../src/pipeline/context.ts'
import type { ImportOutcome } from '../../../src/pipeline/import-passages.ts'
import type { ReadArticle } from '../../../src/pipeline/read-article.ts'
import type { ArticleSuggestion } from '../../../src/store/article-watch.ts'
import type { View } from '../../env.ts'
import { cleanText } from '../clean-text.ts'
import { Csrf } from '../csrf.tsx'
import { Page } from '../layout.tsx'
import { Outside } from '../outside.tsx'
import { ArticleChanges } from './article-changes.tsx'
import { ArticleText } from './article-text.tsx'
import { ArticleWatch } from './article-watch.tsx'
import { FindingList } from './finding-list.tsx'
import { Health } from './health.tsx'
import { ImportPanel } from './import-panel.tsx'
import { NotUnderstood } from './not-understood.tsx'

export interface ArticleProps {
  view: View
  pipeline: Pipeline
  read: ReadArticle
  /** Number of the passage that the reader stands at. */
  at: number | null
  /** The same text was handed in again. */
  isKnown: boolean
  /** Are there files that new contacts could be written to? */
  canWrite: boolean
  ticked: ReadonlySet<number>
  /** Differences of its page that nobody decided on yet. */
  suggestions: readonly ArticleSuggestion[]
  outcome: ImportOutcome | null
}

/** One article: where it is wrong, what could stand there, what could be watched. */
export function ArticlePage(props: ArticleProps) {
  const { view, pipeline, read, isKnown, canWrite } = props
  const { article, passages, health } = read
  const { articles: t } = view.t
  const mayAct = view.session?.user.role !== 'reader'
  return (
    <Page view={view} title={article.title} section="articles">
      <header class="head">
        <p class="crumbs quiet">
          <a href="/articles">{t.back}</a>
        </p>
        <h1>{cleanText(article.title, 200)}</h1>
        {isKnown && <p class="notice">{t.known}</p>}
        <Health view={view} health={health} />
        <ArticleWatch view={view} pipeline={pipeline} article={article} />
        <p class="quiet">
          {cleanText(article.publisher, 200)} {article.url && <Outside href={article.url} />}
        </p>
      </header>
      <ArticleChanges view={view} articleId={article.id} suggestions={props.suggestions} />
      {mayAct && canWrite && <ImportPanel {...props} />}
      <div class="article-columns">
        <section class="panel" aria-labelledby="article-text">
          <h2 id="article-text">{t.text}</h2>
          <Steps {...props} />
          <ArticleText {...props} />
        </section>
        <section class="panel" aria-labelledby="findings">
          <h2 id="findings">{t.findings}</h2>
          {passages.length === 0 && <p>{t.findingsNone}</p>}
          {passages.length >= mostPassages && <p class="notice is-disputed">{t.cut(mostPassages)}</p>}
          <FindingList view={view} pipeline={pipeline} passages={passages} />
        </section>
      </div>
      <Corrected {...props} />
      <NotUnderstood view={view} pipeline={pipeline} passages={passages} />
      {mayAct && (
        <details class="panel">
          <summary>{t.delete}</summary>
          <form class="stack" method="post" action={`/articles/${article.id}/delete`}>
            <Csrf view={view} />
            <p>{t.deleteWhat}</p>
            <button type="submit" class="button">
              {t.delete}
            </button>
          </form>
        </details>
      )}
    </Page>
  )
}

/** To the next and the previous place that an editor must look at. */
function Steps({ view, read: { article, passages }, at }: ArticleProps) {
  const { articles: t } = view.t
  const stops = passages
    .filter(({ state }) => isStale(state) || state === 'disputed')
    .map(({ number }) => number)
  const next = stops.find((number) => number > (at ?? 0)) ?? stops[0]
  const previous = stops.findLast((number) => number < (at ?? Number.POSITIVE_INFINITY)) ?? stops.at(-1)
  if (next === undefined) return null
  const path = (number: number | undefined) => `/articles/${article.id}?at=${number}#passage-${number}`
  return (
    <p class="pager">
      <a class="button is-small" data-key="KeyN" href={path(next)}>
        {t.next}
      </a>
      <a class="button is-small" data-key="KeyP" href={path(previous)}>
        {t.previous}
      </a>
      <span class="quiet">{t.keys}</span>
    </p>
  )
}

function Corrected({ view, read: { article, corrections } }: ArticleProps) {
  const { articles: t } = view.t
  return (
    <section class="panel" aria-labelledby="corrected">
      <h2 id="corrected">{t.corrected}</h2>
      {corrections.length === 0 && <p>{t.correctedNone}</p>}
      {corrections.length > 0 && (
        <>
          <label class="field">
            <span>{t.correctedLead(corrections.length)}</span>
            <textarea rows={12} readonly>
              {/* A line break right behind the tag is not part of the text. */}
              {`\n${applySplices(article.text, corrections)}`}
            </textarea>
          </label>
          <p>
            <a class="button" href={`/articles/${article.id}/patch`} download="">
              {t.patch}
            </a>
          </p>
        </>
      )}
    </section>
  )
}
