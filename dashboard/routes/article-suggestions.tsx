import type { Context } from 'hono'
import { Hono } from 'hono'
import { decideOn } from '../../src/pipeline/decide-suggestion.ts'
import { readJudgedArticle } from '../../src/pipeline/read-article.ts'
import { listSuggestions } from '../../src/store/article-watch.ts'
import type { Env } from '../env.ts'
import { needs, readForm, refuseForeign } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { mayEdit } from '../may-edit.ts'
import { ArticlePage } from '../views/articles/article-page.tsx'

/** What a newer text of an article says otherwise: accepted or dismissed. */
export function articleSuggestionRoutes(house: House) {
  return new Hono<Env>().post('/articles/:id/suggestions/:suggestion', needs('editor'), (c) =>
    decide(house, c, readRowId(c.req.param('id')), readRowId(c.req.param('suggestion'))),
  )
}

async function decide(house: House, c: Context<Env>, id: number | null, number: number | null) {
  const { pipeline, kbDir } = house
  const user = c.get('view').session?.user
  const read = id === null ? null : await readJudgedArticle(pipeline, id)
  const suggestions = read ? await listSuggestions(pipeline.db, read.article.id) : []
  const suggestion = suggestions.find((one) => one.id === number)
  if (!read || !user) return c.notFound()
  // Somebody else was quicker: the page shows what is left.
  if (!suggestion) return c.redirect(`/articles/${read.article.id}`, 303)
  if (suggestion.organisation !== null && !mayEdit(user, `${suggestion.organisation}/-`))
    return refuseForeign(c)
  const decided = (await readForm(c)).act === 'accept' ? 'accepted' : 'dismissed'
  const choice = { decided, by: user.name, kbDir: kbDir ?? null } as const
  const decision = await decideOn(pipeline, read.article, suggestion, choice)
  if (decision.state !== 'import') return c.redirect(`/articles/${read.article.id}#changes`, 303)
  return c.html(
    <ArticlePage
      view={c.get('view')}
      pipeline={pipeline}
      read={read}
      suggestions={suggestions}
      at={null}
      isKnown={false}
      canWrite={true}
      ticked={new Set()}
      outcome={decision.outcome}
    />,
  )
}
