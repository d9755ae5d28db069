import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf, openTestDashboard, type TestDashboard, type Visitor } from '../test/support/dashboard.ts'
import { setScene } from '../test/support/dashboard-scene.ts'

type Rule = 'public' | 'reader' | 'editor' | 'admin' | 'scope:read' | 'scope:write' | 'scope:run'

/** Who may use which route. A route that is not here fails the test: rights are decided, not inherited. */
const rules: Record<string, Rule> = {
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /metrics': 'public',
  'GET /public/:name': 'public',
  'GET /openapi.json': 'public',
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
  'GET /checks/:id': 'reader',
  'GET /checks/:id/screenshot': 'reader',
  'GET /incidents': 'reader',
  'GET /incidents/:id': 'reader',
  'GET /system': 'reader',
  'GET /help': 'reader',
  'GET /api/docs': 'reader',
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
  'GET /api/v1/contacts': 'scope:read',
  'GET /api/v1/contacts/:id': 'scope:read',
  'POST /api/v1/contacts/:id/attest': 'scope:write',
  'POST /api/v1/contacts/:id/recheck': 'scope:run',
  'POST /api/v1/recheck': 'scope:run',
  'GET /api/v1/checks/:id': 'scope:read',
  'POST /api/v1/checks': 'scope:run',
  'GET /api/v1/incidents': 'scope:read',
  'GET /api/v1/incidents/:id': 'scope:read',
  'GET /api/v1/events': 'scope:read',
}

let house: TestDashboard
const visitors = new Map<string, Visitor>()
const tokens = new Map<string, string>()

beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  for (const role of ['reader', 'editor', 'admin'] as const) visitors.set(role, await house.signIn(role))
  for (const scope of ['read', 'write', 'run'] as const) tokens.set(scope, await house.token(scope))
})
afterAll(() => house.stop())

/** A path of the route with things that do not exist: whoever may, gets 404 or 422, and nothing changes. */
function pathOf(route: string): string {
  return route.replace(':id', 'nobody%2Fnowhere').replace(':secret', 'nothing').replace(':name', 'nothing')
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
    ...(method === 'POST' && { body: '{}' }),
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

  it.each(table.filter(({ rule }) => rule === 'reader' || rule === 'editor' || rule === 'admin'))(
    '$method $route sends strangers to the sign-in page',
    async ({ method, route }) => {
      const answer = await ask(method, route, null)
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toBe('/sign-in')
    },
  )

  it.each(table.filter(({ rule }) => rule === 'editor'))(
    '$method $route refuses readers',
    async ({ method, route }) => {
      expect((await ask(method, route, visitors.get('reader') ?? null)).status).toBe(403)
    },
  )

  it.each(table.filter(({ rule }) => rule === 'reader'))(
    '$method $route is there for readers',
    async ({ method, route }) => {
      expect([200, 404]).toContain((await ask(method, route, visitors.get('reader') ?? null)).status)
    },
  )

  it.each(table.filter(({ rule }) => rule === 'reader' || rule === 'editor'))(
    '$method $route is there for editors and administrators',
    async ({ method, route }) => {
      for (const role of ['editor', 'admin']) {
        expect([200, 404]).toContain((await ask(method, route, visitors.get(role) ?? null)).status)
      }
    },
  )

  it.each(table.filter(({ rule }) => rule === 'admin'))(
    '$method $route is for administrators only',
    async ({ method, route }) => {
      for (const role of ['reader', 'editor'])
        expect((await ask(method, route, visitors.get(role) ?? null)).status).toBe(403)
      expect([200, 404, 422]).toContain((await ask(method, route, visitors.get('admin') ?? null)).status)
    },
  )

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

  it('take no session where a token is asked for', async () => {
    const answer = await house.app.request('/api/v1/contacts', {
      headers: { Cookie: visitors.get('admin')?.cookie ?? '' },
    })
    expect(answer.status).toBe(401)
  })
})
