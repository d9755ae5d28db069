import type { Context } from 'hono'
import { Hono } from 'hono'
import { endAllSessions, endOneSession, listSessions } from '../../src/store/sessions.ts'
import { audited } from '../audited.ts'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { SessionsPage } from '../views/settings/sessions-page.tsx'

/** A person's own sessions. */
export function sessionRoutes(house: House) {
  return new Hono<Env>()
    .get('/settings/sessions', needs('reader'), (c) => showSessions(house, c))
    .post('/settings/sessions/end-all', needs('reader'), (c) => endAll(house, c))
    .post('/settings/sessions/:id/end', needs('reader'), (c) =>
      endOne(house, c, readRowId(c.req.param('id'))),
    )
}

function ownId(c: Context<Env>): number {
  return c.get('view').session?.user.id ?? 0
}

async function showSessions({ pipeline }: House, c: Context<Env>) {
  const view = c.get('view')
  const sessions = await listSessions(pipeline.db, ownId(c), c.get('sessionId'), view.now)
  const notice = c.req.query('done') === undefined ? undefined : { text: view.t.access.settings.done }
  return c.html(<SessionsPage view={view} sessions={sessions} notice={notice} />)
}

async function endOne(house: House, c: Context<Env>, id: number | null) {
  if (id === null) return c.notFound()
  const userId = ownId(c)
  const ended = await audited(house, c, async (tx) => {
    const result = await endOneSession(tx, userId, id)
    const deed = { action: 'session-end', subject: `user:${userId}`, before: null, after: null }
    return { result, deed: result ? deed : null }
  })
  return ended ? c.redirect('/settings/sessions?done', 303) : c.notFound()
}

async function endAll(house: House, c: Context<Env>) {
  const userId = ownId(c)
  await audited(house, c, async (tx) => {
    const ended = await endAllSessions(tx, userId)
    return {
      result: ended,
      deed: { action: 'sessions-end', subject: `user:${userId}`, before: null, after: { ended } },
    }
  })
  house.cookies.dropSession(c)
  return c.redirect('/sign-in', 303)
}
