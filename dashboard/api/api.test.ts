import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiAnswer, type ApiCall, openApiClient } from '../../test/support/api-client.ts'
import { openTestDashboard, type TestDashboard } from '../../test/support/dashboard.ts'
import { setScene } from '../../test/support/dashboard-scene.ts'

let house: TestDashboard
let client: ApiCall

beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  client = await openApiClient(house)
})
afterAll(() => house.stop())

const call: ApiCall = (method, path, body, headers) => client(method, path, body, headers)
const get = (path: string) => call('GET', path)

describe('contacts', () => {
  it('come worst first, page by page, each once', async () => {
    const seen: string[] = []
    let path: string | null = '/contacts?limit=3'
    while (path) {
      const page: ApiAnswer = await get(path)
      expect(page.status).toBe(200)
      seen.push(...page.json.items.map((item) => item.id))
      const link = page.headers.get('link')
      path = page.json.next === null ? null : `/contacts?limit=3&cursor=${page.json.next}`
      if (path) expect(link).toContain(`cursor=${page.json.next}`)
    }
    expect(seen.slice(0, 3)).toEqual(['ozon/form', 'wb/chat', 'wb/portal'])
    expect(new Set(seen).size).toBe(8)
    expect(seen).toHaveLength(8)
  })

  it('are filtered by everything at once', async () => {
    const { json } = await get(
      '/contacts?status=unverifiable,changed&kind=phone&marketplace=ozon&flag=disputed&q=ГОРЯЧАЯ%20ozon',
    )
    expect(json.items.map((item) => item.id)).toEqual(['ozon/phone'])
    expect(json.next).toBeNull()
  })

  it('are told with what the failing means in both languages', async () => {
    const { json } = await get('/contacts?status=broken')
    expect(json.items[0]).toMatchObject({
      id: 'ozon/form',
      status: 'broken',
      reasonCode: 'http/not-found',
      reason: { code: 'http/not-found', means: { ru: expect.any(String), en: expect.any(String) } },
      flags: ['overdue'],
      links: {
        self: '/api/v1/contacts/ozon/form',
        page: '/contacts/ozon/form',
        open: 'https://seller.ozon.example/appeals',
      },
    })
  })

  it.each(['/contacts/ozon/phone', '/contacts/ozon%2Fphone', '/contacts/ozon%2fphone'])(
    'are found at %s',
    async (path) => {
      const { status, json, headers } = await get(path)
      expect(status).toBe(200)
      expect(json).toMatchObject({
        id: 'ozon/phone',
        disputed: true,
        statedAt: { file: 'kb/ozon.yaml', line: 12 },
      })
      expect(json.claims).toHaveLength(2)
      expect(json.history.checks[0]?.trace).toContain('GET https://shop.example/support -> 302')
      expect(headers.get('etag')).toBe(`"${json.revision}"`)
    },
  )
})

describe('a recheck', () => {
  it('is queued once however often it is asked for', async () => {
    const first = await call('POST', '/contacts/ozon/form/recheck')
    expect(first.status).toBe(202)
    expect(first.json).toEqual({ check: { id: expect.any(Number), state: 'queued' } })
    expect(first.headers.get('location')).toBe(`/api/v1/checks/${first.json.check.id}`)
    const second = await call('POST', '/contacts/ozon%2Fform/recheck', { checkedWithinSeconds: 0 })
    expect(second.json).toEqual(first.json)
    expect(house.woken).toContain('seller.ozon.example')
    const waiting = await get(`/checks/${first.json.check.id}?wait=0.3`)
    expect(waiting.json).toMatchObject({
      contactId: 'ozon/form',
      state: 'queued',
      verdict: null,
      askedBy: 'robot',
    })
  })

  it('is answered with the last check where that is fresh enough', async () => {
    const { status, json } = await call('POST', '/contacts/wb/chat/recheck', { checkedWithinSeconds: 60 })
    expect(status).toBe(200)
    expect(json.check).toMatchObject({
      state: 'done',
      verdict: {
        state: 'changed',
        reason: { code: 'telegram/renamed', message: 'seen: telegram/renamed' },
        suggestion: { action: 'replace', value: 'https://t.me/wbchat_new' },
      },
      httpStatus: 200,
      durationMs: 412,
    })
  })

  it('is refused where nothing is there to check', async () => {
    expect((await call('POST', '/contacts/wb/lost/recheck')).status).toBe(409)
    expect((await call('POST', '/contacts/wb/none/recheck')).status).toBe(404)
  })

  it('of many tells what became of each', async () => {
    const { status, json } = await call('POST', '/recheck', {
      ids: ['wb/mail', 'wb/lost', 'wb/none', 'no id'],
    })
    expect(status).toBe(202)
    const states = json.items.map((item) => [item.contactId, item.state])
    expect(Object.fromEntries(states)).toEqual({
      'wb/mail': 'queued',
      'wb/lost': 'gap',
      'wb/none': 'unknown',
      'no id': 'unknown',
    })
    const filtered = await call('POST', '/recheck', { filter: { marketplace: 'ozon' } })
    expect(filtered.json.items).toHaveLength(3)
    for (const body of [{}, { ids: [], filter: {} }, { filter: { colour: 'red' } }]) {
      expect((await call('POST', '/recheck', body)).status).toBe(422)
    }
  })
})

describe('a target that is in no knowledge base', () => {
  it('is recognised, canonicalised and checked', async () => {
    const { status, json } = await call('POST', '/checks', { target: '@durov' })
    expect(status).toBe(202)
    const check = await get(`/checks/${json.check.id}`)
    expect(check.json).toMatchObject({
      contactId: null,
      target: { kind: 'telegram', value: 'https://t.me/durov' },
      state: 'queued',
    })
  })

  it.each([
    [{ target: 'nothing that one could check' }, '/target'],
    [{ target: 'https://a.example/', kind: 'pigeon' }, '/kind'],
    [{ target: 'not a phone', kind: 'phone' }, '/target'],
    [{ kind: 'phone' }, '/target'],
  ])('is refused with the place of the mistake: %j', async (body, pointer) => {
    const { status, json } = await call('POST', '/checks', body)
    expect(status).toBe(422)
    expect(json.errors[0]?.pointer).toBe(pointer)
  })
})

describe('a person’s word', () => {
  it('overrules at once, if nobody was faster', async () => {
    const before = await get('/contacts/wb/portal')
    const etag = before.headers.get('etag') ?? ''
    const said = await call(
      'POST',
      '/contacts/wb/portal/attest',
      { says: 'works', how: 'opened', note: '' },
      { 'If-Match': etag },
    )
    expect(said.status).toBe(200)
    expect(said.json).toMatchObject({ status: 'fresh', attestedAt: '2026-11-22T09:00:00.000Z' })
    expect(said.headers.get('etag')).not.toBe(etag)
    const late = await call('POST', '/contacts/wb/portal/attest', { says: 'broken' }, { 'If-Match': etag })
    expect(late.status).toBe(412)
    expect((await get('/contacts/wb/portal')).json.status).toBe('fresh')
    const without = await call('POST', '/contacts/wb/portal/attest', { says: 'broken' })
    expect(without.json.status).toBe('broken')
  })
})

describe('incidents', () => {
  it('are listed and read', async () => {
    const { json } = await get('/incidents?open=true&limit=1')
    expect(json.items).toHaveLength(1)
    expect(json.items[0]?.state).toBe('open')
    const next = await get(`/incidents?open=true&limit=200&cursor=${json.next}`)
    expect(next.json.items[0]?.id).not.toBe(json.items[0]?.id)
    const one = await get(`/incidents/${json.items[0]?.id}`)
    expect(one.json).toMatchObject({
      contacts: [{ id: expect.any(String) }],
      alerts: [{ edge: 'opened', state: 'pending' }],
    })
  })
})
