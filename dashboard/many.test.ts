import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alive } from '../src/domain/verdict.ts'
import { recordCheck } from '../src/pipeline/record-check.ts'
import { takeCheck } from '../src/store/take-checks.ts'
import { openApiClient } from '../test/support/api-client.ts'
import {
  formOf,
  noon,
  openTestDashboard,
  type TestDashboard,
  type Visitor,
} from '../test/support/dashboard.ts'
import { setScene } from '../test/support/dashboard-scene.ts'
import { lost } from '../test/support/toy-kind.ts'

let house: TestDashboard
let editor: Visitor
/** Values that answer; the others are gone. */
const answering = new Set<string>()

beforeEach(async () => {
  answering.clear()
  house = await openTestDashboard()
  await setScene(house.pipeline)
  editor = await house.signIn('editor')
  house.pipeline.wake.runHosts = async (wishes) => {
    for (const host of wishes.flatMap(({ hosts }) => hosts)) setImmediate(() => void finishWaiting(host))
  }
})
afterEach(() => house.stop())

async function finishWaiting(host: string): Promise<void> {
  const check = await takeCheck(house.db, host, noon)
  if (!check) return
  const seen = { evidence: {}, facts: [], via: 'http' as const, httpStatus: 200, finalUrl: null, trace: [] }
  const observation = { ...seen, startedAt: noon, durationMs: 5 }
  const verdict = answering.has(check.value) ? alive() : lost
  await recordCheck(house.pipeline, check, { observation, verdict, memory: null, screenshot: null })
}

const read = async (path: string, visitor = editor) =>
  (await house.app.request(path, { headers: { Cookie: visitor.cookie } })).text()

/** Sends a form; `ids` are ticked boxes. @returns where it leads and what it shows. */
async function post(path: string, fields: Record<string, string>, ids: string[] = [], visitor = editor) {
  const form = formOf(visitor, fields)
  const answer = await house.app.request(path, {
    ...form,
    body: `${form.body}${ids.map((id) => `&id=${id}`).join('')}`,
  })
  return { to: answer.headers.get('location') ?? '', text: await answer.text(), status: answer.status }
}

const muted = async () =>
  (
    await house.db.selectFrom('standings').select('contact_id').where('muted_until', 'is not', null).execute()
  ).map((row) => row.contact_id)

describe('a change of many contacts', () => {
  const ids = ['wb/chat', 'wb/portal', 'wb/mail']
  const mute = () => post('/bulk', { verb: 'mute', days: '7', path: '/contacts?marketplace=wb' }, ids)

  it('is taken back as a whole with one press, and the list stays filtered', async () => {
    const { to } = await mute()
    expect(await muted()).toHaveLength(3)
    const list = await read(to)
    expect(list).toContain('Отменить для всех')
    const deed = /name="deed" value="([0-9a-f-]{36})"/.exec(list)?.[1] ?? ''
    const undone = await post('/bulk/undo', { deed, path: '/contacts?marketplace=wb' })
    expect(undone.to).toBe('/contacts?marketplace=wb&told=undone&done=3&left=0')
    expect(await read(undone.to)).toContain('Отменено: 3 контакта.')
    expect(await muted()).toEqual([])
    expect((await post('/bulk/undo', { deed, path: '' })).to).toContain('done=0&left=0')
  })

  it('leaves alone what somebody changed since, and says how many', async () => {
    const deed = /deed=([0-9a-f-]+)/.exec((await mute()).to)?.[1] ?? ''
    await post('/contacts/wb/chat/mute', { days: '30', reason: 'дольше' })
    const undone = await post('/bulk/undo', { deed, path: '' })
    expect(await read(undone.to)).toContain('Отменено: 2 контакта. Уже изменили после вас: 1.')
    expect(await muted()).toEqual(['wb/chat'])
  })

  it('is nobody else’s to take back, and a deed that never was changes nothing', async () => {
    const { to } = await mute()
    const deed = /deed=([0-9a-f-]+)/.exec(to)?.[1] ?? ''
    await house.db.updateTable('users').set({ name: 'Ольга' }).execute()
    expect((await post('/bulk/undo', { deed, path: '' })).to).toContain('done=0')
    expect((await post('/bulk/undo', { deed: 'x', path: '' })).status).toBe(404)
    expect(await muted()).toHaveLength(3)
  })

  it('is taken back by the API the same way', async () => {
    const api = await openApiClient(house)
    const { json } = await api('POST', '/bulk', { ids, verb: 'mute' })
    const { deed } = json as unknown as { deed: string }
    const undone = await api('POST', '/bulk/undo', { deed })
    expect(undone.json).toEqual({ undone: ids, left: [] })
    expect((await api('POST', '/bulk/undo', { deed: 'x' })).status).toBe(422)
  })
})

describe('a table with new values', () => {
  const table =
    'id,new value,new hours\nwb/chat,https://t.me/wbchat_new,\nwb/mail,help@wb.example,\nwb/portal,,9–18\n'
  const stated = async (id: string) =>
    (await house.db.selectFrom('contacts').select('value').where('id', '=', id).executeTakeFirstOrThrow())
      .value

  it('is written only as far as its values answer; the rest waits for a decision', async () => {
    answering.add('https://t.me/wbchat_new')
    expect((await post('/kb/csv', { table })).text).toContain('Новые адреса проверим до записи.')
    expect(await stated('wb/chat')).toBe('https://t.me/wbchat')
    const { text } = await post('/kb/csv', { table, apply: 'yes' })
    expect(text).toContain('2 изменения')
    expect(text).toContain('Эти строки пока не записаны')
    expect(text).toContain('name="insist" value="wb/mail"')
    expect(await stated('wb/chat')).toBe('https://t.me/wbchat_new')
    expect(await stated('wb/mail')).toBe('seller@wb.example')
    expect(await read('/contacts/wb/portal')).toContain('9–18')
    const again = await post('/kb/csv', { table, apply: 'yes', insist: 'wb/mail' })
    expect(again.text).not.toContain('не будут записаны')
    expect(await stated('wb/mail')).toBe('help@wb.example')
  })

  it('that was written already changes nothing when it is sent twice', async () => {
    const full = 'id,hours,new hours\nwb/portal,,9–18\n'
    await post('/kb/csv', { table: full, apply: 'yes' })
    const { text } = await post('/kb/csv', { table: full, apply: 'yes' })
    expect(text).toContain('В таблице нет изменений.')
    expect(text).not.toContain('строка 2')
  })
})
