import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alive } from '../../src/domain/verdict.ts'
import { recordCheck } from '../../src/pipeline/record-check.ts'
import { takeCheck } from '../../src/store/take-checks.ts'
import { type ApiCall, openApiClient } from '../../test/support/api-client.ts'
import { noon, openTestDashboard, type TestDashboard } from '../../test/support/dashboard.ts'
import { setScene } from '../../test/support/dashboard-scene.ts'
import { lost } from '../../test/support/toy-kind.ts'

let house: TestDashboard
let client: ApiCall
/** Values that answer; every other one is gone. */
const answering = new Set<string>()

beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  client = await openApiClient(house)
  house.pipeline.wake.runHosts = async (wishes) => {
    for (const host of wishes.flatMap(({ hosts }) => hosts)) setImmediate(() => void finishWaiting(host))
  }
})
afterAll(() => house.stop())

async function finishWaiting(host: string): Promise<void> {
  const check = await takeCheck(house.db, host, noon)
  if (!check) return
  await recordCheck(house.pipeline, check, {
    observation: {
      evidence: {},
      facts: [],
      via: 'http',
      httpStatus: 200,
      finalUrl: null,
      startedAt: noon,
      durationMs: 5,
      trace: [],
    },
    verdict: answering.has(check.value) ? alive() : lost,
    memory: null,
    screenshot: null,
  })
}

const post = (path: string, body?: unknown, headers?: Record<string, string>) =>
  client('POST', path, body, headers)
const read = async (id: string) => (await client('GET', `/contacts/${id}`)).json

describe('marks', () => {
  it('are set and taken back one by one', async () => {
    const muted = await post('/contacts/wb/portal/mute', { days: 2, reason: 'переезд' })
    expect(muted).toMatchObject({
      status: 200,
      json: {
        flags: ['overdue', 'muted'],
        mutedUntil: '2026-11-24T09:00:00.000Z',
        mutedReason: 'переезд',
        mutedBy: 'robot',
      },
    })
    expect(muted.json.undo?.action).toBe('mute')
    const back = await post('/contacts/wb/portal/undo')
    expect(back).toMatchObject({ status: 200, json: { flags: ['overdue'], mutedUntil: null, undo: null } })
    expect((await post('/contacts/wb/portal/undo', { id: muted.json.undo?.id })).status).toBe(409)
  })

  it('need no If-Match, and honour one', async () => {
    const { revision } = await read('wb/portal')
    expect((await post('/contacts/wb/portal/acknowledge')).status).toBe(200)
    const stale = { 'If-Match': `"${revision}"` }
    for (const [verb, body] of Object.entries({
      acknowledge: {},
      release: {},
      mute: {},
      unmute: {},
      assign: { owner: 'Анна' },
      attest: { says: 'works' },
      retire: {},
    })) {
      expect((await post(`/contacts/wb/portal/${verb}`, body, stale)).status, verb).toBe(412)
    }
    const fresh = { 'If-Match': `"0", "${(await read('wb/portal')).revision}"` }
    expect((await post('/contacts/wb/portal/release', {}, fresh)).status).toBe(200)
    expect(
      (await post('/contacts/wb/portal/assign', { owner: 'Анна' }, { 'If-Match': '*' })).json.owner,
    ).toBe('Анна')
    const { json } = await client('GET', '/contacts?owner=%D0%90%D0%BD%D0%BD%D0%B0')
    expect(json.items.map((item) => item.id)).toEqual(['wb/portal'])
  })

  it('are refused for the past', async () => {
    const answer = await post('/contacts/wb/portal/mute', { until: '2020-01-01T00:00:00Z' })
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ pointer: '/until' }] } })
  })

  it('are set on many at once', async () => {
    const { json } = await post('/bulk', { ids: ['wb/chat', 'wb/none'], verb: 'mute', reason: 'x' })
    expect(json.items).toEqual([
      { contactId: 'wb/chat', outcome: 'done' },
      { contactId: 'wb/none', outcome: 'unknown-contact' },
    ])
    expect((await post('/bulk', { filter: { kind: 'telegram' }, verb: 'unmute' })).json.items).toHaveLength(2)
    for (const body of [
      { verb: 'mute' },
      { ids: ['wb/chat'], filter: {}, verb: 'mute' },
      { ids: ['a'], verb: 'eat' },
    ])
      expect((await post('/bulk', body)).status).toBe(422)
  })
})

describe('an edit', () => {
  it('of words is saved at once, told beside what the file says, and taken back', async () => {
    const answer = await client('PATCH', '/contacts/wb/mail', { hours: '9–18', label: { ru: 'Почта' } })
    expect(answer).toMatchObject({
      status: 200,
      json: {
        hours: '9–18',
        label: { ru: 'Почта', en: 'Mail for claims' },
        edits: [
          { field: 'hours', value: '9–18', fileValue: null, conflict: false, by: 'robot' },
          { field: 'labelRu', value: 'Почта', fileValue: 'Почта для претензий' },
        ],
      },
    })
    expect((await post('/contacts/wb/mail/undo')).json).toMatchObject({ hours: null, edits: [] })
  })

  it('of a value is saved when the new one answers', async () => {
    answering.add('seller2@wb.example')
    const { status, json } = await client('PATCH', '/contacts/wb/mail', { value: 'Seller2@WB.example' })
    expect(status).toBe(200)
    expect(json).toMatchObject({ value: 'seller2@wb.example', status: 'unchecked' })
  })

  it('of a value that does not answer is saved only by whoever insists', async () => {
    const refused = await client('PATCH', '/contacts/wb/mail', { value: 'nobody@wb.example' })
    expect(refused.status).toBe(409)
    expect(refused.json.detail).toContain('gone')
    const anyway = await client('PATCH', '/contacts/wb/mail', {
      value: 'nobody@wb.example',
      saveAnyway: true,
    })
    expect(anyway.json).toMatchObject({ value: 'nobody@wb.example' })
  })

  it.each([
    [{ value: 'no address' }, '/value'],
    [{ hours: 'x'.repeat(2001) }, '/hours'],
    [{ successor: 'wb/none' }, '/successor'],
    [{ colour: 'red' }, ''],
    [{ label: { ru: ' ' } }, '/labelRu'],
  ])('%.40j is refused with its place', async (body, pointer) => {
    const { status, json } = await client('PATCH', '/contacts/wb/mail', body)
    expect(status).toBe(422)
    expect(json.errors[0]?.pointer).toBe(pointer)
  })

  it('is what the suggestion was, if it is still the same', async () => {
    const other = await post('/contacts/wb/chat/accept-suggestion', { value: 'https://t.me/other' })
    expect(other.status).toBe(409)
    answering.add('https://t.me/wbchat_new')
    const done = await post('/contacts/wb/chat/accept-suggestion', { value: 'https://t.me/wbchat_new' })
    expect(done.json).toMatchObject({
      value: 'https://t.me/wbchat_new',
      undo: { action: 'accept-suggestion' },
    })
    expect((await post('/contacts/ozon/news/accept-suggestion')).status).toBe(409)
  })
})

describe('retiring', () => {
  it('makes the successor what a site should publish', async () => {
    const retired = await post('/contacts/ozon/form/retire', { successor: 'ozon/news' })
    expect(retired.json).toMatchObject({ status: 'retired', documented: 'retired', successor: 'ozon/news' })
    const found = await client('GET', '/lookup?value=https%3A%2F%2Fseller.ozon.example%2Fappeals')
    expect(found.json).toMatchObject({ action: 'replace', successor: { id: 'ozon/news' } })
    expect((await post('/contacts/ozon/form/undo')).json.status).toBe('broken')
    expect(
      (await client('GET', '/lookup?value=https%3A%2F%2Fseller.ozon.example%2Fappeals')).json.action,
    ).toBe('hide')
  })
})

describe('a look-up', () => {
  it.each([
    ['8 (800) 200-00-00', 'warn'],
    ['@ozonnews', 'show'],
    ['t.me/wbchat', 'replace'],
    ['8 800 100 00 00', 'hide'],
  ])('of %s says %s', async (value, action) => {
    const { status, json } = await client('GET', `/lookup?value=${encodeURIComponent(value)}`)
    expect(status).toBe(200)
    expect(json.action).toBe(action)
  })

  it('knows nothing of what nobody documented, and needs a token unless it is published', async () => {
    expect((await client('GET', '/lookup?value=nobody%40nowhere.example')).status).toBe(404)
    expect((await house.app.request('/api/v1/lookup?value=x')).status).toBe(401)
    const open = await openTestDashboard({ published: ['lookup'] })
    const answer = await open.app.request('/api/v1/lookup?value=x')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect((await open.app.request('/api/v1/contacts')).status).toBe(401)
    let last = answer
    for (let i = 0; i < 125; i++) last = await open.app.request('/api/v1/lookup?value=x')
    expect(last.status).toBe(429)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    await open.stop()
  })
})

describe('incidents', () => {
  it('are taken, given back, closed with a reason and opened again', async () => {
    const { json } = await client('GET', '/incidents?open=true')
    const path = `/incidents/${json.items[0]?.id}`
    expect((await post(`${path}/acknowledge`)).json).toMatchObject({ acknowledgedBy: 'robot', state: 'open' })
    expect((await post(`${path}/undo`)).json).toMatchObject({ acknowledgedBy: null })
    expect((await post(`${path}/close`, { reason: ' ' })).status).toBe(422)
    expect((await post(`${path}/close`, { reason: 'так и надо' })).json).toMatchObject({
      state: 'resolved',
      closeReason: 'так и надо',
    })
    expect((await post(`${path}/acknowledge`)).status).toBe(409)
    expect((await post(`${path}/undo`)).json).toMatchObject({ state: 'open', closeReason: null })
    expect((await post('/incidents/99999/acknowledge')).status).toBe(404)
  })
})
