import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOwnErrors, listOwnErrors } from '../src/store/own-errors.ts'
import { setBusyScene } from '../test/support/busy-scene.ts'
import {
  formOf,
  noon,
  openTestDashboard,
  type TestDashboard,
  type Visitor,
} from '../test/support/dashboard.ts'
import { writeCsvLine } from './write-csv.ts'

let house: TestDashboard
let editor: Visitor

beforeAll(async () => {
  house = await openTestDashboard()
  await setBusyScene(house.pipeline)
  editor = await house.signIn('editor')
})
afterAll(() => house.stop())

async function read(path: string): Promise<string> {
  return (await house.app.request(path, { headers: { Cookie: editor.cookie } })).text()
}

async function send(path: string, fields: [string, string][]) {
  const form = formOf(editor)
  const answer = await house.app.request(path, {
    ...form,
    body: `${form.body}&${new URLSearchParams(fields)}`,
  })
  return { status: answer.status, to: answer.headers.get('location') ?? '' }
}

describe('coverage', () => {
  it('counts the ways that work, names lost links and disputes, and links every number', async () => {
    const page = await read('/coverage')
    expect(page).toContain('Продавцам: 1 рабочий способ. Покупателям: рабочих способов нет.')
    expect(page).toContain('Форма для жалоб на отзывы')
    expect(page).toContain('href="/contacts?marketplace=wb&amp;purpose=seller-support&amp;flag=gap"')
    const list = await read('/contacts?marketplace=wb&purpose=seller-support&flag=gap')
    expect(list).toContain('1 контакт')
    expect(await read('/contacts?purpose=nothing')).toContain('Ничего не найдено')
  })

  it('shows a marketplace without a working way first', async () => {
    const { db } = house
    await db.updateTable('standings').set({ status: 'down' }).where('contact_id', '=', 'wb/mail').execute()
    const page = await read('/coverage')
    expect(page.indexOf('Вайлдберриз')).toBeLessThan(page.indexOf('id="place-ozon"'))
    expect(page).toContain('рабочих способов не осталось')
    await db.updateTable('standings').set({ status: 'fresh' }).where('contact_id', '=', 'wb/mail').execute()
  })
})

describe('the list of contacts', () => {
  it('keeps a filter under a name, for its owner only, and forgets it', async () => {
    const saved = await send('/views', [
      ['name', 'Мои'],
      ['path', 'https://evil.example/?kind=phone&x=1'],
    ])
    expect(saved.to).toBe('/contacts?kind=phone&told=view-saved')
    const page = await read('/contacts?kind=phone')
    expect(page).toContain('>Мои</a>')
    const other = await house.signIn('reader')
    const theirs = await house.app.request('/contacts', { headers: { Cookie: other.cookie } })
    expect(await theirs.text()).not.toContain('>Мои</a>')
    const { id } = await house.db
      .selectFrom('saved_views')
      .select('id')
      .where('name', '=', 'Мои')
      .executeTakeFirstOrThrow()
    await house.app.request(`/views/${id}/delete`, formOf(other))
    expect(await read('/contacts')).toContain('>Мои</a>')
    await send(`/views/${id}/delete`, [])
    expect(await read('/contacts')).not.toContain('>Мои</a>')
  })

  it('does one thing to many, and says what was left out', async () => {
    const done = await send('/bulk', [
      ['verb', 'recheck'],
      ['id', 'wb/portal'],
      ['id', 'wb/portal'],
      ['id', 'wb/lost'],
      ['id', '"><x'],
      ['path', '/contacts?kind=page'],
    ])
    expect(done.to).toBe('/contacts?kind=page&told=recheck&done=1&left=1')
    const page = await read(done.to)
    expect(page).toContain('Поставлена в очередь 1 проверка. Пропущен 1 контакт')
    expect((await send('/bulk', [['verb', 'recheck']])).to).toBe('/contacts?told=none-selected')
    expect(
      (
        await send('/bulk', [
          ['verb', 'destroy'],
          ['id', 'wb/mail'],
        ])
      ).status,
    ).toBe(404)
  })

  it('exports the filter as CSV that runs no formula, and as JSON', async () => {
    await house.db
      .updateTable('contacts')
      .set({ label: JSON.stringify({ ru: '=HYPERLINK("x";"y")', en: 'x' }) })
      .where('id', '=', 'wb/old-phone')
      .execute()
    const csv = await read('/export/contacts.csv?kind=phone')
    expect(csv.startsWith('"номер";"площадка"')).toBe(true)
    const file = await house.app.request('/export/contacts.csv', { headers: { Cookie: editor.cookie } })
    const bytes = new Uint8Array(await file.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="contacts.csv"')
    expect(csv).toContain(`"'=HYPERLINK(""x"";""y"")";"'+78001000000"`)
    expect(csv.split('\r\n')).toHaveLength(4)
    const json = JSON.parse(await read('/export/contacts.json?kind=phone'))
    expect(json.items.map((item: { id: string }) => item.id)).toEqual(['ozon/phone', 'wb/old-phone'])
    expect(json.items[0].flags).toContain('disputed')
    expect((await house.app.request('/export/passwd', { headers: { Cookie: editor.cookie } })).status).toBe(
      404,
    )
  })

  it.each(['=1', ' =1', '\t+1', '-1', '@x', '＝1', '\r=1', '|cmd'])('writes %j as text', (cell) => {
    expect(writeCsvLine([cell], ',')).toBe(`"'${cell}"\r\n`)
  })
})

describe('the overview', () => {
  it('tells what changed since the last visit, and a visit is more than one look', async () => {
    const { db } = house
    const visitor = await house.signIn('reader')
    const look = async () => (await house.app.request('/', { headers: { Cookie: visitor.cookie } })).text()
    expect(await look()).not.toContain('С вашего прошлого визита')
    const lastWeek = new Date(noon.getTime() - 5 * 24 * 3_600_000)
    await db.updateTable('users').set({ looked_at: lastWeek }).where('role', '=', 'reader').execute()
    for (const _ of [1, 2]) {
      const page = await look()
      expect(page).toContain('С вашего прошлого визита')
      expect(page).toContain('Работает → Сломан')
    }
  })

  it('shows a fortnight, who works, and what waits for people', async () => {
    const page = await read('/')
    expect(page).toContain('сломалось 1, вернулось 0')
    expect(page).toContain('работает 1 процесс')
    expect(page).toContain('Ждут человека: 2 контакта')
  })

  it('says what to do first when there is nothing', async () => {
    const empty = await openTestDashboard()
    const admin = await empty.signIn('admin')
    const page = await (await empty.app.request('/', { headers: { Cookie: admin.cookie } })).text()
    expect(page).toContain('С чего начать')
    expect(page).toContain('/settings/people')
    await empty.stop()
  })
})

describe('the system page', () => {
  it('shows the monitor’s own errors and how far behind it is', async () => {
    const page = await read('/system')
    expect(page).toContain('a request failed')
    expect(page).toContain('Очередь и отставание')
  })

  it('keeps the last hundred errors', async () => {
    const error = (n: number) => ({ at: noon, process: 'p', message: `error ${n}`, detail: '' })
    await addOwnErrors(
      house.db,
      Array.from({ length: 150 }, (_, n) => error(n)),
    )
    const kept = await listOwnErrors(house.db, 1000)
    expect(kept).toHaveLength(100)
    expect(kept[0]?.message).toBe('error 149')
  })
})
