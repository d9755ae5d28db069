import type { View } from '../../env.ts'
import { Csrf } from '../csrf.tsx'
import { Page } from '../layout.tsx'

/** Why an article was not taken. */
export type ArticleRefusal = 'empty' | 'too-large' | 'binary' | 'url' | 'publisher' | 'asOf' | 'fetch'

interface NewArticleProps {
  view: View
  /** What was written before it was refused. */
  written: Record<string, string>
  refusal: ArticleRefusal | null
  /** Can this process read an address itself? */
  canFetch: boolean
}

/** The form that takes an article: pasted, or as a file. */
export function NewArticlePage({ view, written, refusal, canFetch }: NewArticleProps) {
  const { form: t } = view.t.articles
  return (
    <Page view={view} title={t.title} section="articles">
      <h1>{t.title}</h1>
      <section class="panel" aria-label={t.title}>
        <p class="quiet">{t.lead}</p>
        {refusal && (
          <p class="notice is-invalid" role="alert">
            {t.refused[refusal]}
          </p>
        )}
        <form class="stack" method="post" action="/articles" enctype="multipart/form-data">
          <Csrf view={view} />
          <label class="field">
            <span>{t.text}</span>
            <textarea name="text" rows={14}>
              {written.text ?? ''}
            </textarea>
          </label>
          <label class="field">
            <span>{t.file}</span>
            <input type="file" name="file" accept=".txt,.md,.markdown,.html,.htm,text/plain,text/html" />
          </label>
          <label class="field">
            <span>{t.publisher}</span>
            <input name="publisher" value={written.publisher ?? ''} maxlength={200} />
            <small>{t.publisherHint}</small>
          </label>
          <label class="field">
            <span>{t.url}</span>
            <input type="url" name="url" value={written.url ?? ''} maxlength={2000} />
            {canFetch && <small>{t.urlHint}</small>}
          </label>
          <label class="field">
            <span>{t.name}</span>
            <input name="title" value={written.title ?? ''} maxlength={200} />
            <small>{t.nameHint}</small>
          </label>
          <label class="field">
            <span>{t.asOf}</span>
            <input type="date" name="asOf" value={written.asOf ?? ''} />
          </label>
          <button type="submit" class="button is-main">
            {t.submit}
          </button>
        </form>
      </section>
    </Page>
  )
}
