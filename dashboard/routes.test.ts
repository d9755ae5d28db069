import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf, openTestDashboard, type TestDashboard, type Visitor } from '../test/support/dashboard.ts'
import { setScene } from '../test/support/dashboard-scene.ts'

type Rule =
  | 'public'
  | 'published'
  | 'quiet'
  | 'reader'
  | 'editor'
  | 'admin'
  | 'scope:read'
  | 'scope:write'
  | 'scope:run'

/**
 * Who may use which route; `quiet` is for readers, and its own test says so. A route that is not here fails the
 * test: rights are decided, not inherited.
 */
const rules: Record<string, Rule> = {
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /metrics': 'public',
  'GET /public/:name': 'public',
  'GET /openapi.json': 'public',
  'GET /feed.atom': 'published',
  'GET /badge/:name': 'published',
  'GET /sign-in': 'public',
  'GET /sign-in/:secret': 'public',
  'POST /sign-in/:secret': 'public',
  'POST /sign-out': 'public',
  'POST /language': 'public',
  'GET /': 'reader',
  'GET /contacts': 'reader',
  'GET /contacts/:id': 'reader',
  'POST /contacts/:id/recheck': 'editor',
  'POST /contacts/:id/attest': 'editor',
  'POST /contacts/:id/acknowledge': 'editor',
  'POST /contacts/:id/release': 'editor',
  'POST /contacts/:id/mute': 'editor',
  'POST /contacts/:id/unmute': 'editor',
  'POST /contacts/:id/assign': 'editor',
  'POST /contacts/:id/retire': 'editor',
  'POST /contacts/:id/accept-suggestion': 'editor',
  'POST /contacts/:id/resolve': 'editor',
  'POST /contacts/:id/undo': 'editor',
  'POST /contacts/:id/edit': 'editor',
  'GET /contacts/:id/edit': 'editor',
  'GET /kb': 'reader',
  'GET /kb/contacts.csv': 'reader',
  'POST /kb/csv': 'editor',
  'POST /incidents/:id/acknowledge': 'editor',
  'POST /incidents/:id/close': 'editor',
  'POST /incidents/:id/undo': 'editor',
  'GET /checks/:id': 'reader',
  'GET /checks/:id/screenshot': 'reader',
  'GET /photos/:id': 'reader',
  'GET /incidents': 'reader',
  'GET /incidents/:id': 'reader',
  'GET /system': 'reader',
  'GET /help': 'reader',
  'GET /api/docs': 'reader',
  'GET /status': 'public',
  'GET /calendar/:secret': 'public',
  'GET /coverage': 'reader',
  'GET /articles': 'reader',
  'GET /articles/new': 'editor',
  'POST /articles': 'editor',
  'GET /articles/:id': 'reader',
  'GET /articles/:id/patch': 'reader',
  'POST /articles/:id/import': 'editor',
  'POST /articles/:id/suggestions/:suggestion': 'editor',
  'POST /articles/:id/delete': 'editor',
  'GET /review': 'reader',
  'POST /review': 'editor',
  'POST /review/undo': 'editor',
  'GET /export/:name': 'reader',
  'POST /bulk': 'editor',
  'POST /bulk/undo': 'editor',
  'POST /views': 'reader',
  'POST /views/:id/delete': 'reader',
  'GET /settings': 'reader',
  'POST /settings/shortcuts': 'reader',
  'POST /settings/calendar': 'reader',
  'POST /settings/public-status': 'admin',
  'GET /settings/people': 'admin',
  'POST /settings/people': 'admin',
  'POST /settings/people/:id': 'admin',
  'POST /settings/people/:id/do': 'admin',
  'POST /settings/invites/:id/revoke': 'admin',
  'GET /settings/tokens': 'admin',
  'POST /settings/tokens': 'admin',
  'POST /settings/tokens/:id/revoke': 'admin',
  'GET /settings/sessions': 'reader',
  'POST /settings/sessions/:id/end': 'reader',
  'POST /settings/sessions/end-all': 'reader',
  'GET /settings/audit': 'admin',
  'GET /mails': 'editor',
  'GET /mails/:name': 'editor',
  'POST /mails/:id/resend': 'editor',
  'GET /act/:token': 'public',
  'POST /act/:token': 'public',
  'GET /unsubscribe/:token': 'public',
  'POST /unsubscribe/:token': 'public',
  'GET /settings/alerts': 'admin',
  'POST /settings/alerts': 'admin',
  'GET /settings/alerts/:id': 'admin',
  'POST /settings/alerts/:id': 'admin',
  'POST /settings/alerts/:id/switch': 'admin',
  'POST /settings/alerts/:id/test': 'admin',
  'POST /settings/alerts/:id/secret': 'admin',
  'GET /settings/alerts/:id/preview': 'admin',
  'GET /settings/alerts/:id/preview.html': 'admin',
  'GET /live': 'quiet',
  'GET /api/v1/contacts': 'scope:read',
  'GET /api/v1/contacts/:id': 'scope:read',
  'POST /api/v1/contacts/:id/attest': 'scope:write',
  'POST /api/v1/contacts/:id/acknowledge': 'scope:write',
  'POST /api/v1/contacts/:id/release': 'scope:write',
  'POST /api/v1/contacts/:id/mute': 'scope:write',
  'POST /api/v1/contacts/:id/unmute': 'scope:write',
  'POST /api/v1/contacts/:id/assign': 'scope:write',
  'POST /api/v1/contacts/:id/retire': 'scope:write',
  'POST /api/v1/contacts/:id/undo': 'scope:write',
  'POST /api/v1/contacts/:id/accept-suggestion': 'scope:write',
  'PATCH /api/v1/contacts/:id': 'scope:write',
  'POST /api/v1/bulk': 'scope:write',
  'POST /api/v1/bulk/undo': 'scope:write',
  'GET /api/v1/lookup': 'scope:read',
  'POST /api/v1/contacts/:id/recheck': 'scope:run',
  'POST /api/v1/recheck': 'scope:run',
  'GET /api/v1/checks/:id': 'scope:read',
  'POST /api/v1/checks': 'scope:run',
  'GET /api/v1/photos/:id': 'scope:read',
  'GET /api/v1/incidents': 'scope:read',
  'GET /api/v1/incidents/:id': 'scope:read',
  'POST /api/v1/incidents/:id/acknowledge': 'scope:write',
  'POST /api/v1/incidents/:id/close': 'scope:write',
  'POST /api/v1/incidents/:id/undo': 'scope:write',
  'GET /api/v1/events': 'scope:read',
}

let house: TestDashboard
const visitors = new Map<string, Visitor>()
const tokens = new Map<string, string>()

beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  for (const role of roles) visitors.set(role, await house.signIn(role))
  for (const scope of ['read', 'write', 'run'] as const) tokens.set(scope, await house.token(scope))
})
afterAll(() => house.stop())

const roles = ['reader', 'editor', 'admin'] as const
const ranks: Partial<Record<Rule, number>> = { reader: 0, editor: 1, admin: 2 }

/** A path of the route with things that do not exist: whoever may, gets 404 or 422, and nothing changes. */
function pathOf(route: string): string {
  return route
    .replace('incidents/:id', 'incidents/999999999')
    .replace(':id', 'nobody%2Fnowhere')
    .replace(':secret', 'nothing')
    .replace(':name', 'nothing')
}

/** Somebody of the role; for the route that ends all sessions one of their own. */
async function visitorFor(role: (typeof roles)[number], route: string): Promise<Visitor | null> {
  return route.endsWith('/end-all') ? house.signIn(role) : (visitors.get(role) ?? null)
}

function ask(method: string, route: string, visitor: Visitor | null) {
  const path = pathOf(route)
  if (method === 'POST') return house.app.request(path, formOf(visitor))
  return house.app.request(path, { headers: visitor ? { Cookie: visitor.cookie } : {} })
}

function askApi(method: string, route: string, token: string | null) {
  return house.app.request(pathOf(route), {
    method,
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    ...((method === 'POST' || method === 'PATCH') && { body: '{}' }),
  })
}

const table = Object.entries(rules).map(([key, rule]) => {
  const [method = '', route = ''] = key.split(' ')
  return { method, route, rule }
})

describe('the routes of the dashboard', () => {
  it('are all in the table', () => {
    const routes = new Set(
      house.app.routes.filter((r) => r.method !== 'ALL').map((r) => `${r.method} ${r.path}`),
    )
    expect([...routes].sort()).toEqual(Object.keys(rules).sort())
  })

  it.each(table.filter(({ rule }) => rule in ranks))(
    '$method $route sends strangers to the sign-in page',
    async ({ method, route }) => {
      const answer = await ask(method, route, null)
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toBe('/sign-in')
    },
  )

  const cells = table.flatMap((row) => {
    const least = ranks[row.rule]
    if (least === undefined) return []
    return roles.map((role, rank) => ({ ...row, role, does: rank >= least ? 'lets in' : 'refuses' }))
  })

  it.each(cells)('$method $route $does: $role', async ({ method, route, role, does }) => {
    const { status } = await ask(method, route, await visitorFor(role, route))
    if (does === 'lets in') expect([200, 303, 404, 422]).toContain(status)
    else expect(status).toBe(403)
  })

  it.each(table.filter(({ rule }) => rule.startsWith('scope:')))(
    '$method $route needs its scope',
    async ({ method, route, rule }) => {
      expect((await askApi(method, route, null)).status).toBe(401)
      expect((await askApi(method, route, `st_${'x'.repeat(43)}`)).status).toBe(401)
      for (const [scope, token] of tokens) {
        const { status } = await askApi(method, route, token)
        if (rule === `scope:${scope}`) expect([200, 404, 422, 503]).toContain(status)
        else expect(status).toBe(403)
      }
    },
  )

  it.each(table.filter(({ rule }) => rule === 'published'))(
    '$method $route is closed until the configuration opens it',
    async ({ method, route }) => {
      expect((await ask(method, route, null)).status).toBe(401)
      expect([200, 404]).toContain((await ask(method, route, visitors.get('reader') ?? null)).status)
      expect([200, 404]).toContain((await askApi(method, route, tokens.get('read') ?? '')).status)
      expect((await askApi(method, route, tokens.get('write') ?? '')).status).toBe(401)
    },
  )

  it('take no session where a token is asked for', async () => {
    const answer = await house.app.request('/api/v1/contacts', {
      headers: { Cookie: visitors.get('admin')?.cookie ?? '' },
    })
    expect(answer.status).toBe(401)
  })
})
