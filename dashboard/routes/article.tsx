import type { Context } from 'hono'
import { Hono } from 'hono'
import { renderUnifiedDiff } from '../../src/domain/unified-diff.ts'
import { type ImportOutcome, importPassages } from '../../src/pipeline/import-passages.ts'
import { readJudgedArticle } from '../../src/pipeline/read-article.ts'
import { listSuggestions } from '../../src/store/article-watch.ts'
import { audited } from '../audited.ts'
import type { Env } from '../env.ts'
import { needs, readAll, readForm, refuseForeign } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { mayEdit } from '../may-edit.ts'
import { ArticlePage } from '../views/articles/article-page.tsx'

/** One article: where it is wrong, its corrected text, and what could be watched. */
export function articleRoutes(house: House) {
  return new Hono<Env>()
    .get('/articles/:id', needs('reader'), (c) => show(house, c, readRowId(c.req.param('id'))))
    .get('/articles/:id/patch', needs('reader'), (c) => sendPatch(house, c, readRowId(c.req.param('id'))))
    .post('/articles/:id/import', needs('editor'), (c) => bringIn(house, c, readRowId(c.req.param('id'))))
}

async function show(house: House, c: Context<Env>, id: number | null) {
  const read = id === null ? null : await readJudgedArticle(house.pipeline, id)
  if (!read) return c.notFound()
  return c.html(
    <ArticlePage
      view={c.get('view')}
      pipeline={house.pipeline}
      read={read}
      suggestions={await listSuggestions(house.pipeline.db, read.article.id)}
      at={readRowId(c.req.query('at') ?? '')}
      isKnown={c.req.query('told') === 'known'}
      canWrite={house.kbDir !== undefined}
      ticked={new Set()}
      outcome={null}
    />,
  )
}

async function sendPatch(house: House, c: Context<Env>, id: number | null) {
  const read = id === null ? null : await readJudgedArticle(house.pipeline, id)
  if (!read) return c.notFound()
  const { article, corrections } = read
  const ending = { text: 'txt', markdown: 'md', html: 'html' }[article.format]
  const diff = renderUnifiedDiff(`article-${id}.${ending}`, article.text, corrections)
  c.header('Content-Disposition', `attachment; filename="article-${id}.patch"`)
  return c.body(diff, 200, { 'Content-Type': 'text/x-diff; charset=utf-8' })
}

async function bringIn(house: House, c: Context<Env>, id: number | null) {
  const { kbDir, pipeline } = house
  const read = id === null ? null : await readJudgedArticle(pipeline, id)
  const user = c.get('view').session?.user
  if (!read || !user || kbDir === undefined) return c.notFound()
  const form = await readForm(c)
  const numbers = new Set((await readAll(c, 'passage')).flatMap((text) => readRowId(text) ?? []))
  const chosen = read.passages.filter(({ number }) => numbers.has(number))
  if (!chosen.every(({ organisation }) => organisation === null || mayEdit(user, `${organisation}/-`)))
    return refuseForeign(c)
  const outcome = await importPassages(pipeline, kbDir, read, { numbers, dryRun: form.act !== 'write' })
  if (outcome.state === 'written') await log(house, c, outcome)
  return c.html(
    <ArticlePage
      view={c.get('view')}
      pipeline={pipeline}
      read={read}
      suggestions={await listSuggestions(pipeline.db, read.article.id)}
      at={null}
      isKnown={false}
      canWrite={true}
      ticked={numbers}
      outcome={outcome}
    />,
  )
}

async function log(house: House, c: Context<Env>, { changes }: ImportOutcome) {
  const contacts = changes.flatMap(({ contactIds }) => contactIds)
  const deed = { action: 'article-import', subject: contacts[0] ?? '', before: null, after: { contacts } }
  await audited(house, c, async () => ({ result: null, deed }))
}
