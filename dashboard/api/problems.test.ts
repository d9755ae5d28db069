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

const call: ApiCall = (method, path, body, headers) => client(method, path, body, headers)
const get = (path: string) => call('GET', path)

describe('what cannot be answered', () => {
  it.each([
    ['GET', '/nowhere', undefined, 404],
    ['GET', '/contacts/ozon/none', undefined, 404],
    ['GET', '/contacts?limit=201', undefined, 422],
    ['GET', '/contacts?limit=0', undefined, 422],
    ['GET', '/contacts?status=rotten', undefined, 422],
    ['GET', '/contacts?cursor=rubbish', undefined, 422],
    ['GET', '/contacts/OZON/PHONE', undefined, 422],
    ['GET', '/checks/999999', undefined, 404],
    ['GET', '/checks/-1', undefined, 422],
    ['GET', '/checks/1e99', undefined, 422],
    ['GET', '/incidents/99999999', undefined, 404],
    ['POST', '/contacts/wb/mail/attest', '{"says":', 400],
    ['POST', '/contacts/wb/mail/attest', { says: 'perhaps' }, 422],
    ['POST', '/contacts/wb/mail/attest', { says: 'works', note: 'x'.repeat(2000) }, 422],
    ['POST', '/checks', { target: 'x'.repeat(300_000) }, 413],
  ])('%s %s with %.40j is a problem %i', async (method, path, body, status) => {
    const answer = await call(method, path, body)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.json).toMatchObject({
      type: expect.any(String),
      title: expect.any(String),
      status,
      detail: expect.any(String),
    })
  })

  it('is a form where JSON is expected', async () => {
    const answer = await call('POST', '/contacts/wb/mail/attest', 'says=works', {
      'Content-Type': 'application/x-www-form-urlencoded',
    })
    expect(answer.status).toBe(415)
  })

  it('does no harm with characters that the database has no text for', async () => {
    expect((await get('/contacts?q=%00&kind=%00')).status).toBe(200)
    expect((await call('POST', '/checks', { target: '\u0000' })).status).toBe(422)
  })

  it('is one request too many, and when to come back', async () => {
    const small = await openTestDashboard()
    let last = await small.app.request('/api/v1/contacts')
    for (let i = 0; i < 60; i++) last = await small.app.request('/api/v1/contacts')
    expect(last.status).toBe(429)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await last.json()).toMatchObject({ status: 429 })
    await small.stop()
  })
})

describe('the description', () => {
  it('is the one that is checked in', async () => {
    const document = await (await house.app.request('/openapi.json')).json()
    expect(document).toMatchObject({ openapi: '3.1.0' })
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('../openapi.json')
  })

  it('can be read as a page', async () => {
    const visitor = await house.signIn('reader')
    const page = await house.app.request('/api/docs', { headers: { Cookie: visitor.cookie } })
    expect(await page.text()).toContain('POST /api/v1/contacts/{id}/recheck')
  })
})
