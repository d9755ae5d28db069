import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alive } from '../src/domain/verdict.ts'
import { recordCheck } from '../src/pipeline/record-check.ts'
import { syncKb } from '../src/pipeline/sync-kb.ts'
import { takeCheck } from '../src/store/take-checks.ts'
import {
  formOf,
  noon,
  openTestDashboard,
  type TestDashboard,
  type Visitor,
} from '../test/support/dashboard.ts'
import { contactOf, setScene } from '../test/support/dashboard-scene.ts'
import { lost } from '../test/support/toy-kind.ts'

let house: TestDashboard
let editor: Visitor
const answering = new Set<string>()

beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  editor = await house.signIn('editor')
  house.pipeline.wake.runHosts = async (wishes) => {
    for (const host of wishes.flatMap(({ hosts }) => hosts)) setImmediate(() => void finishWaiting(host))
  }
})
afterAll(() => house.stop())

async function finishWaiting(host: string): Promise<void> {
  const check = await takeCheck(house.db, host, noon)
  if (!check) return
  const observation = {
    ...{ evidence: {}, facts: [], via: 'http' as const, httpStatus: 200, finalUrl: null },
    ...{ startedAt: noon, durationMs: 5, trace: [] },
  }
  const verdict = answering.has(check.value) ? alive() : lost
  await recordCheck(house.pipeline, check, { observation, verdict, memory: null, screenshot: null })
}

async function read(path: string): Promise<string> {
  const answer = await house.app.request(path, { headers: { Cookie: editor.cookie } })
  return answer.text()
}

const post = (path: string, fields: Record<string, string> = {}) =>
  house.app.request(path, formOf(editor, fields))

/** What the form on a page would send if nothing was typed, with some fields typed. */
async function editForm(id: string, typed: Record<string, string>) {
  const page = await read(`/contacts/${id}/edit`)
  const was = [...page.matchAll(/name="was-(\w+)" value="([^"]*)"/g)]
  const fields = Object.fromEntries(
    was.flatMap(([, name = '', value = '']) => [
      [`was-${name}`, value],
      [name, value],
    ]),
  )
  return { ...fields, ...typed }
}

describe('the page of a contact', () => {
  it('takes, mutes and gives an owner, and takes each back', async () => {
    const page = '/contacts/wb/portal'
    const done = await post(`${page}/mute`, { days: '7', reason: 'Ремонт <b>' })
    expect(done.headers.get('location')).toBe(`${page}?notice=done`)
    const text = await read(`${page}?notice=done`)
    expect(text).toContain('Сделано.')
    expect(text).toContain('Ремонт &lt;b&gt;')
    expect(text).toContain('Ваше последнее изменение: письма отключены')
    const change = /name="change" value="(\d+)"/.exec(text)?.[1] ?? ''
    expect((await post(`${page}/undo`, { change })).headers.get('location')).toBe(`${page}?notice=undone`)
    expect((await post(`${page}/undo`, { change })).headers.get('location')).toBe(`${page}?notice=overtaken`)
    expect(await read(page)).not.toContain('Ремонт')
    await post(`${page}/acknowledge`)
    await post(`${page}/assign`, { owner: 'Борис' })
    const taken = await read(page)
    expect(taken).toContain('Взял в работу: Анна.')
    expect(taken).toContain('Борис')
    const listed = await read(`/contacts?owner=${encodeURIComponent('Борис')}`)
    expect(listed).toContain('Кабинет продавца')
    expect(listed).not.toContain('Чат продавцов')
  })

  it('shows both clocks, and which of them ran out', async () => {
    const page = await read('/contacts/wb/portal')
    expect(page).toContain('<span class="flag is-overdue">срок вышел</span>')
  })

  it('refuses a word about tomorrow', async () => {
    const form = { says: 'works', tried: '2027-01-01T10:00' }
    expect((await post('/contacts/wb/mail/attest', form)).status).toBe(422)
    await post('/contacts/wb/mail/attest', {
      says: 'works',
      tried: '2026-11-22T10:30',
      heard: 'автоответ',
      holds: '7',
    })
    const row = await house.db
      .selectFrom('standings')
      .select(['attested_at as at', 'word'])
      .where('contact_id', '=', 'wb/mail')
      .executeTakeFirstOrThrow()
    expect(row.at).toEqual(new Date('2026-11-22T07:30:00Z'))
    expect(row.word?.untilAt).toBe('2026-11-29T07:30:00.000Z')
    expect(await read('/contacts/wb/mail')).toContain('автоответ')
  })
})

describe('editing in place', () => {
  it('changes what was typed and nothing else', async () => {
    const answer = await post('/contacts/ozon/news/edit', await editForm('ozon/news', { hours: 'по будням' }))
    expect(answer.headers.get('location')).toBe('/contacts/ozon/news?notice=done')
    const page = await read('/contacts/ozon/news')
    expect(page).toContain('по будням')
    expect(page).toContain('Правки, которых нет в файле')
    expect(page.match(/изменил: Анна/g)).toHaveLength(1)
  })

  it('saves a new value only once it answers, unless the editor insists', async () => {
    const typed = await editForm('ozon/news', { value: '@ozonfresh' })
    const refused = await post('/contacts/ozon/news/edit', typed)
    expect(refused.status).toBe(422)
    const text = await refused.text()
    expect(text).toContain('Сохранить всё равно')
    expect(text).toContain('value="@ozonfresh"')
    const saved = await post('/contacts/ozon/news/edit', { ...typed, insist: 'yes' })
    expect(saved.headers.get('location')).toBe('/contacts/ozon/news?notice=done')
    answering.add('https://t.me/ozonliving')
    const living = await editForm('ozon/news', { value: 't.me/ozonliving' })
    expect((await post('/contacts/ozon/news/edit', living)).status).toBe(303)
    expect(await read('/contacts/ozon/news')).toContain('https://t.me/ozonliving')
  })

  it('shows what does not fit, and loses nothing that was typed', async () => {
    const answer = await post(
      '/contacts/ozon/phone/edit',
      await editForm('ozon/phone', { value: '12', note: 'Не терять' }),
    )
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('Не подходит: Адрес или номер.')
    expect(text).toContain('Не терять')
  })

  it('does not write over what somebody else wrote meanwhile', async () => {
    const mine = await editForm('wb/lost', { note: 'моё' })
    await post('/contacts/wb/lost/edit', await editForm('wb/lost', { note: 'чужое' }))
    const late = await post('/contacts/wb/lost/edit', mine)
    expect(late.headers.get('location')).toBe('/contacts/wb/lost?notice=stale')
    expect(await read('/contacts/wb/lost')).toContain('чужое')
  })
})

describe('a suggestion', () => {
  it('is accepted with one press once it answers', async () => {
    expect(await read('/contacts/wb/chat')).toContain('/contacts/wb/chat/accept-suggestion')
    const value = 'https://t.me/wbchat_new'
    const accept = (sent: string) => post('/contacts/wb/chat/accept-suggestion', { value: sent })
    expect((await accept('https://evil.example/')).headers.get('location')).toMatch(/no-suggestion/)
    expect((await accept(value)).headers.get('location')).toMatch(/not-alive/)
    answering.add(value)
    await house.db.deleteFrom('checks').where('contact_id', 'is', null).execute()
    expect((await accept(value)).headers.get('location')).toMatch(/done/)
    expect(await read('/contacts/wb/chat')).toContain(
      '<span class="value" id="value">https://t.me/wbchat_new',
    )
  })
})

describe('many contacts', () => {
  it('are changed at once, and the list comes back as it was filtered', async () => {
    const fresh = await openTestDashboard()
    await setScene(fresh.pipeline)
    const anna = await fresh.signIn('editor')
    const form = formOf(anna, { verb: 'acknowledge', path: '/contacts?marketplace=wb' })
    const answer = await fresh.app.request('/bulk', {
      ...form,
      body: `${form.body}&id=wb/chat&id=wb/portal&id=x`,
    })
    const to = answer.headers.get('location') ?? ''
    expect(to).toMatch(/^\/contacts\?marketplace=wb&told=acknowledge&done=2&left=0&deed=[0-9a-f-]{36}$/)
    const list = await fresh.app.request('/contacts?flag=acknowledged&told=acknowledge&done=2', {
      headers: { Cookie: anna.cookie },
    })
    const text = await list.text()
    expect(text).toContain('Сделано: 2 контакта.')
    expect(text.match(/class="item is-/g)).toHaveLength(2)
    await fresh.stop()
  })
})

describe('the page of edits', () => {
  it('lists what no file holds, and reads a table in two steps', async () => {
    expect(await read('/kb')).toContain('по будням')
    const csv = await read('/kb/contacts.csv')
    expect(csv).toContain('new value')
    const table = 'id,new hours,new value\nwb/portal,круглосуточно,\nwb/none,x,\n'
    const looked = await (await post('/kb/csv', { table })).text()
    expect(looked).toContain('строка 3')
    expect(looked).toContain('1 изменение')
    expect(await read('/contacts/wb/portal')).not.toContain('круглосуточно')
    await post('/kb/csv', { table, apply: 'yes' })
    expect(await read('/contacts/wb/portal')).toContain('круглосуточно')
  })
})

describe('an incident', () => {
  it('is taken, closed with a reason, and opened again', async () => {
    const { id } = await house.db
      .selectFrom('incidents')
      .select('id')
      .where('resolved_at', 'is', null)
      .executeTakeFirstOrThrow()
    await post(`/incidents/${id}/acknowledge`)
    expect(await read(`/incidents/${id}`)).toContain('Взял в работу: Анна.')
    await post(`/incidents/${id}/close`, { reason: '' })
    expect(await read(`/incidents/${id}`)).not.toContain('Закрыл')
    await post(`/incidents/${id}/close`, { reason: 'так задумано' })
    const closed = await read(`/incidents/${id}`)
    expect(closed).toContain('Закрыл Анна: так задумано')
    await post(`/incidents/${id}/undo`, { change: /name="change" value="(\d+)"/.exec(closed)?.[1] ?? '' })
    expect(await read(`/incidents/${id}`)).not.toContain('Закрыл Анна')
  })
})

describe('a file and an edit that disagree', () => {
  it('are both shown until somebody decides', async () => {
    await post('/contacts/wb/old-phone/edit', await editForm('wb/old-phone', { hours: 'с 9' }))
    const places = await house.db.selectFrom('marketplaces').selectAll().execute()
    const file = contactOf({
      ...{ id: 'wb/old-phone', kind: 'phone', value: '+78001000000', documented: 'retired', hours: 'с 10' },
      label: { ru: 'Старый телефон', en: 'Old phone' },
    })
    await syncKb(house.pipeline, { marketplaces: places, sources: [], contacts: [file], notContacts: [] })
    const page = await read('/contacts/wb/old-phone')
    expect(page).toContain('Файл изменили после правки')
    expect(page).toMatch(/с 9[\s\S]*в файле: с 10/)
    await post('/contacts/wb/old-phone/resolve', { field: 'hours', keep: 'file' })
    const decided = await read('/contacts/wb/old-phone')
    expect(decided).not.toContain('Файл изменили')
    expect(decided).toContain('с 10')
  })
})
