import type { Context } from 'hono'
import { Hono } from 'hono'
import { type AddOutcome, type ArticleGiven, addArticle } from '../../src/pipeline/add-article.ts'
import { listJudgedArticles } from '../../src/pipeline/read-article.ts'
import { removeArticle } from '../../src/pipeline/remove-article.ts'
import { audited } from '../audited.ts'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { ArticlesPage } from '../views/articles/articles-page.tsx'
import { type ArticleRefusal, NewArticlePage } from '../views/articles/new-article-page.tsx'
import { cleanText } from '../views/clean-text.ts'

const mostListed = 100
const maxTitle = 200

/** Editors' own articles: the list, a new one, an old one that goes. */
export function articlesRoutes(house: House) {
  return new Hono<Env>()
    .get('/articles', needs('reader'), async (c) => {
      const articles = await listJudgedArticles(house.pipeline, mostListed)
      return c.html(<ArticlesPage view={c.get('view')} articles={articles} />)
    })
    .get('/articles/new', needs('editor'), (c) => showForm(house, c, {}, null))
    .post('/articles', needs('editor'), (c) => add(house, c))
    .post('/articles/:id/delete', needs('editor'), (c) => remove(house, c, readRowId(c.req.param('id'))))
}

type Written = Record<string, string>

function showForm(house: House, c: Context<Env>, written: Written, refusal: ArticleRefusal | null) {
  return c.html(
    <NewArticlePage
      view={c.get('view')}
      written={written}
      refusal={refusal}
      canFetch={house.fetchArticle !== undefined}
    />,
  )
}

async function add(house: House, c: Context<Env>) {
  const form = await c.req.formData().catch(() => new FormData())
  const written: Written = {}
  for (const [name, value] of form) if (typeof value === 'string') written[name] = value.replaceAll('\0', '')
  const read = await readGiven(house, written, form.get('file'))
  if (typeof read === 'string') {
    c.status(422)
    return showForm(house, c, written, read)
  }
  const by = c.get('view').session?.user.name ?? ''
  const outcome = await addArticle(house.pipeline, read, { by, kbDir: house.kbDir ?? null })
  return answer(house, c, written, outcome)
}

async function answer(house: House, c: Context<Env>, written: Written, outcome: AddOutcome) {
  switch (outcome.state) {
    case 'refused':
      c.status(422)
      return showForm(house, c, written, outcome.why)
    case 'known':
      return c.redirect(`/articles/${outcome.id}?told=known`, 303)
    case 'added': {
      const deed = { action: 'article-add', subject: `article:${outcome.id}`, before: null, after: null }
      await audited(house, c, async () => ({ result: null, deed }))
      return c.redirect(`/articles/${outcome.id}`, 303)
    }
  }
}

async function readGiven(
  house: House,
  written: Written,
  file: unknown,
): Promise<ArticleGiven | ArticleRefusal> {
  const plain = (name: string) => cleanText((written[name] ?? '').replace(/\s+/g, ' ').trim(), maxTitle)
  const address = (written.url ?? '').trim()
  const parsed = URL.canParse(address) ? new URL(address) : null
  const isWeb = parsed !== null && /^https?:$/.test(parsed.protocol) && address.length <= 2000
  if (address !== '' && !isWeb) return 'url'
  const url = isWeb ? parsed.href : null
  const publisher = plain('publisher') || (parsed && isWeb ? parsed.hostname.replace(/^www\./, '') : '')
  if (publisher === '') return 'publisher'
  const day = (written.asOf ?? '').trim()
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day)
  if (day !== '' && !isDay) return 'asOf'
  const content = await readContent(house, written.text ?? '', url, file)
  if (content === null) return 'fetch'
  return { title: plain('title'), url, publisher, asOf: day === '' ? null : day, content }
}

/** A file goes before what was pasted; an address alone is fetched, where this process can. Null: it could not be. */
async function readContent(
  { fetchArticle }: House,
  text: string,
  url: string | null,
  file: unknown,
): Promise<ArticleGiven['content'] | null> {
  if (file instanceof File && file.size > 0)
    return { cameBy: 'uploaded', name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
  if (text.trim() !== '' || url === null || !fetchArticle) return { cameBy: 'pasted', text }
  const fetched = await fetchArticle(url)
  return fetched && { cameBy: 'fetched', ...fetched }
}

async function remove(house: House, c: Context<Env>, id: number | null) {
  if (id === null) return c.notFound()
  const isDone = await audited(house, c, async (tx) => {
    const result = await removeArticle(tx, id)
    const deed = { action: 'article-delete', subject: `article:${id}`, before: null, after: null }
    return { result, deed: result ? deed : null }
  })
  return isDone ? c.redirect('/articles', 303) : c.notFound()
}
