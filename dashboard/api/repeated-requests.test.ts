import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiCall, openApiClient } from '../../test/support/api-client.ts'
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

const post = (path: string, body?: unknown, headers?: Record<string, string>) =>
  client('POST', path, body, headers)
const read = async (id: string) => (await client('GET', `/contacts/${id}`)).json

describe('a request with a key', () => {
  it('that is repeated changes nothing and gets the same answer', async () => {
    const key = { 'Idempotency-Key': 'a-1' }
    const first = await post('/contacts/ozon/phone/attest', { says: 'works', how: 'called' }, key)
    const again = await post('/contacts/ozon/phone/attest', { says: 'works', how: 'called' }, key)
    expect(again.json).toEqual(first.json)
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect((await post('/contacts/ozon/phone/attest', { says: 'broken' }, key)).status).toBe(422)
    expect((await read('ozon/phone')).status).toBe('fresh')
  })

  it('that comes twice at once is worked on once', async () => {
    const key = { 'Idempotency-Key': 'a-2' }
    const both = await Promise.all([1, 2].map(() => post('/checks', { target: '@durov' }, key)))
    const { checks } = await house.db
      .selectFrom('all_checks')
      .where('contact_id', 'is', null)
      .where((eb) => eb(eb.ref('target', '->>').key('value'), '=', 'https://t.me/durov'))
      .select(({ fn }) => fn.countAll<number>().as('checks'))
      .executeTakeFirstOrThrow()
    expect(checks).toBe(1)
    expect(both.map((answer) => answer.status)).toContain(202)
    expect((await post('/checks', { target: '@durov' }, { 'Idempotency-Key': '' })).status).toBe(400)
  })
})

describe('a contact that is read again', () => {
  it('is not sent while nothing changed', async () => {
    const token = await house.token('read')
    const get = (headers = {}) =>
      house.app.request('/api/v1/contacts/ozon/news', {
        headers: { Authorization: `Bearer ${token}`, ...headers },
      })
    const first = await get()
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('ratelimit')).toMatch(/^"default";r=\d+;t=\d+$/)
    expect((await get({ 'If-None-Match': etag })).status).toBe(304)
    await post('/contacts/ozon/news/mute', { days: 1 })
    expect((await get({ 'If-None-Match': etag })).status).toBe(200)
  })
})
