import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Pipeline } from '../../src/pipeline/context.ts'
import { listContacts } from '../../src/store/contacts.ts'
import { countEdits } from '../../src/store/edits.ts'
import { listViews } from '../../src/store/saved-views.ts'
import { filterFromQuery, readCursor } from '../contact-filter.ts'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { readPlaces } from '../read-places.ts'
import { ContactsPage } from '../views/contacts-page.tsx'

const pageSize = 50

export function contactsRoutes({ pipeline }: House) {
  return new Hono<Env>().get('/contacts', needs('reader'), (c) => showContacts(pipeline, c))
}

async function showContacts(pipeline: Pipeline, c: Context<Env>) {
  const { db, timeScale } = pipeline
  const view = c.get('view')
  const query = c.req.query()
  const filter = filterFromQuery(query)
  const after = readCursor(query.after)
  const [{ rows, next }, places, views, waiting] = await Promise.all([
    listContacts(db, filter, { now: view.now, timeScale }, { limit: pageSize, ...(after && { after }) }),
    readPlaces(db, view.language),
    listViews(db, view.session?.user.id ?? 0),
    countEdits(db),
  ])
  const known = { filter, rows, next, places, views, query, isFirst: after === null, edits: waiting.edits }
  return c.html(<ContactsPage view={view} pipeline={pipeline} {...known} />)
}
