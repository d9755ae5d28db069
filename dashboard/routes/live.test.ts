import { request } from 'undici'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acknowledgeContact } from '../../src/pipeline/mark-contact.ts'
import { noon, openTestDashboard, type TestDashboard, type Visitor } from '../../test/support/dashboard.ts'
import { setScene } from '../../test/support/dashboard-scene.ts'
import type { DashboardEvent } from '../deps.ts'
import { type ServedApp, serveApp } from '../serve-app.ts'

const hourMs = 3_600_000
let house: TestDashboard
let served: ServedApp
let editor: Visitor
let now = noon
const listeners = new Set<(event: DashboardEvent) => void>()
const events = {
  subscribe(listener: (event: DashboardEvent) => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

beforeAll(async () => {
  house = await openTestDashboard({ events })
  await setScene(house.pipeline)
  house.pipeline.now = () => now
  editor = await house.signIn('editor')
  served = await serveApp(house.app, { host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await served.close()
  await house.stop()
})
beforeEach(() => {
  now = new Date(now.getTime() + 60_000)
})

/** Reads a page's stream until it told `times`. `happen` makes things happen, once it listens and once it told. */
async function listen(query: Record<string, string>, times = 1, happen = (_told: number): unknown => null) {
  const left = new AbortController()
  const { body, headers } = await request(
    `http://127.0.0.1:${served.port}/live?${new URLSearchParams(query)}`,
    { headers: { Cookie: editor.cookie }, signal: left.signal },
  )
  expect(headers['content-type']).toContain('text/event-stream')
  let text = ''
  try {
    for await (const chunk of body) {
      text += String(chunk)
      const told = text.split('event: changed\n').length - 1
      if (told >= times) left.abort()
      else await happen(told)
    }
  } catch (error) {
    if (!left.signal.aborted) throw error
  }
  await expect.poll(() => listeners.size).toBe(0)
  return text
}

const tell = (event: DashboardEvent) => {
  for (const listener of listeners) listener(event)
}
const ask = (path: string) => house.app.request(path, { headers: { Cookie: editor.cookie } })
const changed = 'event: changed\ndata: renew\n\n'
const edited = (subject: string): DashboardEvent => ({ type: 'edited', deedId: 1, subject })

describe('the stream of an open page', () => {
  it('tells that something changed and not what, a flood of it once', async () => {
    const query = { of: 'all', since: now.toISOString() }
    const text = await listen(query, 2, (told) => {
      const subjects =
        told === 0 ? Array.from({ length: 50 }, (_, index) => `ozon/form-${index}`) : ['wb/mail']
      for (const subject of subjects) tell(edited(subject))
    })
    expect(text).toBe(`: listening\n\n${changed}${changed}`)
  })

  it.each(['all', 'wb/portal'])(
    'of %s tells at once of what was done since the page was read',
    async (of) => {
      const since = now.toISOString()
      now = new Date(now.getTime() + 10_000)
      await acknowledgeContact(house.pipeline, 'wb/portal', { by: 'Вера' })
      expect(await listen({ of, since })).toBe(`: listening\n\n${changed}`)
      now = new Date(now.getTime() + 60_000)
      // Nothing since: only what happens now is told.
      let happened = 0
      await listen({ of, since: now.toISOString() }, 1, () => {
        happened += 1
        setImmediate(() => tell(edited('wb/portal')))
      })
      expect(happened).toBe(1)
    },
  )

  it('tells a page that does not know when it was read to ask again', async () => {
    expect(await listen({ of: 'wb/chat', since: 'yesterday' })).toContain(changed)
  })

  it.each(['', 'nobody', '../x', "a/b'; drop table checks", 'A/B'])('of %j is none', async (of) => {
    expect((await ask(`/live?of=${encodeURIComponent(of)}`)).status).toBe(404)
  })

  it.each([{}, { Cookie: 'stillthere=nobody' }])(
    'is none, and no word more, for a stranger %j',
    async (headers) => {
      const answer = await house.app.request('/live?of=all', { headers })
      expect([answer.status, await answer.text()]).toEqual([204, ''])
    },
  )

  it('is none in a process that hears of nothing', async () => {
    const deaf = await openTestDashboard()
    const visitor = await deaf.signIn('reader')
    const answer = await deaf.app.request('/live?of=all', { headers: { Cookie: visitor.cookie } })
    expect(answer.status).toBe(204)
    await deaf.stop()
  })
})

describe('a page that asks by itself', () => {
  it('keeps no session alive, and is no visit', async () => {
    const read = () =>
      house.db
        .selectFrom('sessions as s')
        .innerJoin('users as u', 'u.id', 's.user_id')
        .select(['s.seen_at as seenAt', 'u.looked_at as lookedAt'])
        .executeTakeFirstOrThrow()
    const headers = { Cookie: editor.cookie, 'X-Renewal': '1' }
    await ask('/')
    const seen = await read()
    expect(seen).toEqual({ seenAt: now, lookedAt: now })
    now = new Date(now.getTime() + 11 * hourMs)
    expect((await house.app.request('/', { headers })).status).toBe(200)
    await listen({ of: 'all', since: 'never' })
    expect(await read()).toEqual(seen)
    now = new Date(now.getTime() + 2 * hourMs)
    expect((await house.app.request('/', { headers })).status).toBe(303)
    expect((await ask('/live?of=all')).status).toBe(204)
    editor = await house.signIn('editor')
  })
})
