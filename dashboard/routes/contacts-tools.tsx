import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { undoMany } from '../../src/pipeline/change-many.ts'
import { deleteView, saveView } from '../../src/store/saved-views.ts'
import { bulkVerbs } from '../bulk-verbs.ts'
import { filterFromQuery, listPath } from '../contact-filter.ts'
import type { Env } from '../env.ts'
import { exportContacts } from '../export-contacts.ts'
import { needs, readAll, readForm } from '../guards.tsx'
import type { House } from '../house.ts'
import { isContactId, isDeed, readRowId } from '../ids.ts'
import { mayEdit } from '../may-edit.ts'
import { cleanText } from '../views/clean-text.ts'

const maxName = 60

/** What the list of contacts can do beside listing: keep filters, act on many, export. */
export function contactsToolsRoutes(house: House) {
  return new Hono<Env>()
    .get('/export/:name', needs('reader'), (c) => exportContacts(house, c, c.req.param('name')))
    .post('/bulk', needs('editor'), (c) => actOnMany(house, c))
    .post('/bulk/undo', needs('editor'), (c) => undoDeed(house, c))
    .post('/views', needs('reader'), (c) => keepView(house, c))
    .post('/views/:id/delete', needs('reader'), (c) => dropView(house, c, readRowId(c.req.param('id'))))
}

/** The list that a form came from, written anew from its parts: never an address as the form gives it. */
function listOf(path: string | undefined): { path: string; filtered: boolean } {
  const base = 'http://here.invalid'
  if (!path || !URL.canParse(path, base)) return { path: '/contacts', filtered: false }
  const filter = filterFromQuery(Object.fromEntries(new URL(path, base).searchParams))
  return { path: listPath(filter), filtered: Object.keys(filter).length > 0 }
}

function back(c: Context<Env>, path: string, query: Record<string, string>) {
  const mark = path.includes('?') ? '&' : '?'
  return c.redirect(`${path}${mark}${new URLSearchParams(query)}`, 303)
}

async function keepView({ pipeline }: House, c: Context<Env>) {
  const form = await readForm(c)
  const { path, filtered } = listOf(form.path)
  const name = cleanText(form.name ?? '', maxName).trim()
  const { user } = c.get('view').session ?? {}
  if (!user || !filtered) return c.notFound()
  if (name === '') return back(c, path, { told: 'view-nameless' })
  const outcome = await saveView(pipeline.db, user.id, { name, path }, c.get('view').now)
  return back(c, path, { told: outcome === 'done' ? 'view-saved' : 'views-full' })
}

async function dropView({ pipeline }: House, c: Context<Env>, id: number | null) {
  const { user } = c.get('view').session ?? {}
  if (!user || id === null) return c.notFound()
  await deleteView(pipeline.db, user.id, id)
  return back(c, '/contacts', { told: 'view-deleted' })
}

async function actOnMany(house: House, c: Context<Env>) {
  const form = await readForm(c)
  const { user } = c.get('view').session ?? {}
  const verb = bulkVerbs.find(({ name }) => name === form.verb)
  const { path } = listOf(form.path)
  if (!user || !verb) return c.notFound()
  const ids = [...new Set(await readAll(c, 'id'))].filter(isContactId)
  if (ids.length === 0) return back(c, path, { told: 'none-selected' })
  const own = ids.filter((id) => mayEdit(user, id))
  const deed = randomUUID()
  const done = await verb.run(house, own, { id: user.id, name: user.name, deed }, form)
  const told = { told: verb.name, done: String(done), left: String(ids.length - done) }
  return back(c, path, { ...told, ...(verb.isUndoable && done > 0 && { deed }) })
}

async function undoDeed({ pipeline }: House, c: Context<Env>) {
  const form = await readForm(c)
  const { user } = c.get('view').session ?? {}
  const { path } = listOf(form.path)
  if (!user || !isDeed(form.deed)) return c.notFound()
  const { undone, left } = await undoMany(pipeline, form.deed, { by: user.name })
  return back(c, path, { told: 'undone', done: String(undone.length), left: String(left.length) })
}
