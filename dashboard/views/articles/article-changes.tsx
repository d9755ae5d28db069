import type { ArticleSuggestion } from '../../../src/store/article-watch.ts'
import type { View } from '../../env.ts'
import { cleanText } from '../clean-text.ts'
import { Csrf } from '../csrf.tsx'

interface ChangesProps {
  view: View
  articleId: number
  suggestions: readonly ArticleSuggestion[]
}

/** What the page of the article says otherwise than the text that was known: accept or dismiss. */
export function ArticleChanges({ view, articleId, suggestions }: ChangesProps) {
  const { watch: t } = view.t.articles
  if (suggestions.length === 0) return null
  const mayAct = view.session?.user.role !== 'reader'
  return (
    <section class="panel" aria-labelledby="changes">
      <h2 id="changes">{t.changes}</h2>
      <p class="quiet">{t.changesLead}</p>
      <ul class="plain">
        {suggestions.map((suggestion) => (
          <li>
            <p>
              <strong>{told(suggestion, t)}</strong>{' '}
              <span class="value">{cleanText(suggestion.value, 200)}</span>
              <br />
              <span class="quiet">{cleanText(suggestion.sentence, 240)}</span>
            </p>
            {mayAct && (
              <form
                class="pager"
                method="post"
                action={`/articles/${articleId}/suggestions/${suggestion.id}`}
              >
                <Csrf view={view} />
                <button type="submit" class="button is-small" name="act" value="accept">
                  {suggestion.change === 'added' ? t.acceptAdded : t.acceptOther}
                </button>
                <button type="submit" class="button is-small" name="act" value="dismiss">
                  {t.dismiss}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function told({ change, says_after: says }: ArticleSuggestion, t: View['t']['articles']['watch']): string {
  switch (change) {
    case 'added':
      return t.added
    case 'removed':
      return t.removed
    case 'claim':
      return says === 'discontinued' || says === 'absent' ? t.closedNow : t.worksNow
  }
}
