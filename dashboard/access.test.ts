import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  formOf,
  noon,
  openTestDashboard,
  type TestDashboard,
  type Visitor,
} from '../test/support/dashboard.ts'
import { setScene } from '../test/support/dashboard-scene.ts'

let house: TestDashboard
let admin: Visitor

beforeEach(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  admin = await house.signIn('admin')
})
afterEach(() => house.stop())

function get(path: string, visitor: Visitor | null = admin) {
  return house.app.request(path, visitor ? { headers: { Cookie: visitor.cookie } } : {})
}

async function read(path: string, visitor: Visitor | null = admin): Promise<string> {
  return (await get(path, visitor)).text()
}

function send(path: string, fields: [string, string][] | Record<string, string> = {}, visitor = admin) {
  const form = formOf(visitor)
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields)
  return house.app.request(path, { ...form, body: `${form.body}&${new URLSearchParams(pairs)}` })
}

const linkIn = (html: string) => /http:\/\/localhost(\/sign-in\/[\w-]+)/.exec(html)?.[1] ?? ''

async function cookieOf(link: string, name: string): Promise<string> {
  const answer = await house.app.request(link, formOf(null, { name }))
  return /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
}

async function idOf(name: string): Promise<number> {
  const found = house.db.selectFrom('users').select('id').where('name', '=', name)
  return (await found.executeTakeFirstOrThrow()).id
}

describe('an editor of some marketplaces', () => {
  it('is invited by a link, changes these, is told why not others, and sees everything', async () => {
    const page = await send('/settings/people', [
      ['role', 'editor'],
      ['place', 'wb'],
      ['place', 'nowhere'],
    ])
    const cookie = await cookieOf(linkIn(await page.text()), 'Борис')
    const csrf = (
      await house.db.selectFrom('sessions').select('csrf_token').orderBy('id', 'desc').execute()
    )[0]
    const boris = { cookie, csrf: csrf?.csrf_token ?? '' }
    expect(await read('/settings/people')).toContain('Вайлдберриз')
    expect((await send('/contacts/wb/mail/attest', { says: 'works' }, boris)).status).toBe(303)
    const refused = await send('/contacts/ozon/form/attest', { says: 'works' }, boris)
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('Вам доверены площадки: wb.')
    expect((await get('/contacts/ozon/form', boris)).status).toBe(200)
    expect(await read('/contacts/ozon/form', boris)).not.toContain('/contacts/ozon/form/attest')
    const many = await send(
      '/bulk',
      [
        ['verb', 'recheck'],
        ['id', 'ozon/form'],
        ['id', 'wb/portal'],
      ],
      boris,
    )
    expect(many.headers.get('location')).toBe('/contacts?told=recheck&done=1&left=1')
  })
})

describe('people', () => {
  it('lose everything at once when they are disabled, and come back by a new link', async () => {
    const cookie = await cookieOf(
      linkIn(await (await send('/settings/people', { role: 'reader' })).text()),
      'Вера',
    )
    const vera = { cookie, csrf: '' }
    const id = await idOf('Вера')
    expect((await get('/', vera)).status).toBe(200)
    await send(`/settings/people/${id}/do`, { deed: 'disable' })
    expect((await get('/', vera)).headers.get('location')).toBe('/sign-in')
    await send(`/settings/people/${id}/do`, { deed: 'enable' })
    expect((await get('/', vera)).status).toBe(303)
    const link = linkIn(await (await send(`/settings/people/${id}/do`, { deed: 'link' })).text())
    expect((await get('/', { cookie: await cookieOf(link, ''), csrf: '' })).status).toBe(200)
  })

  it('never lose their last administrator', async () => {
    const id = await idOf('Анна')
    for (const [path, fields] of [
      [`/settings/people/${id}`, { role: 'reader' }],
      [`/settings/people/${id}/do`, { deed: 'disable' }],
    ] as const) {
      const answer = await send(path, fields)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('последний администратор')
    }
    await house.signIn('admin')
    expect((await send(`/settings/people/${id}`, { role: 'reader' })).status).toBe(303)
    expect((await get('/settings/people')).status).toBe(403)
  })

  it('can be uninvited', async () => {
    const link = linkIn(await (await send('/settings/people', { role: 'admin' })).text())
    const { id } = await house.db
      .selectFrom('invites')
      .select('id')
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow()
    expect((await get(link, null)).status).toBe(200)
    await send(`/settings/invites/${id}/revoke`)
    expect((await get(link, null)).status).toBe(404)
  })

  it.each(['/settings/people/999/do', '/settings/people/x', '/settings/invites/999/revoke'])(
    '%s is not found',
    async (path) => {
      expect((await send(path, { deed: 'disable', role: 'reader' })).status).toBe(404)
    },
  )
})

describe('tokens', () => {
  it('are shown once, work until they are revoked, and are known by their beginning', async () => {
    const made = await send('/settings/tokens', [
      ['name', 'Сайт'],
      ['scope', 'read'],
      ['scope', 'root'],
    ])
    const token = /st_[\w-]{40,}/.exec(await made.text())?.[0] ?? ''
    const call = () =>
      house.app.request('/api/v1/contacts', { headers: { Authorization: `Bearer ${token}` } })
    expect((await call()).status).toBe(200)
    const list = await read('/settings/tokens')
    expect(list).not.toContain(token)
    expect(list).toContain(`${token.slice(0, 8)}…`)
    const { id } = await house.db.selectFrom('tokens').select('id').executeTakeFirstOrThrow()
    await send(`/settings/tokens/${id}/revoke`)
    expect((await call()).status).toBe(401)
    expect((await send(`/settings/tokens/${id}/revoke`)).status).toBe(404)
  })

  it('need a name and a right', async () => {
    for (const fields of [{ name: ' ', scope: 'read' }, { name: 'x' }])
      expect((await send('/settings/tokens', fields)).status).toBe(422)
    expect(await house.db.selectFrom('tokens').selectAll().execute()).toEqual([])
  })
})

describe('sessions', () => {
  it('end one by one or all at once, and never another person’s', async () => {
    const { db } = house
    const reader = await house.signIn('reader')
    const sessions = await db.selectFrom('sessions').select(['id', 'user_id']).orderBy('id').execute()
    const foreign = sessions[0]?.id ?? 0
    expect((await send(`/settings/sessions/${foreign}/end`, {}, reader)).status).toBe(404)
    expect(await read('/settings/sessions', reader)).toContain('этот браузер')
    const ended = await send('/settings/sessions/end-all', {}, reader)
    expect(ended.headers.get('location')).toBe('/sign-in')
    expect((await get('/', reader)).status).toBe(303)
    expect((await get('/')).status).toBe(200)
  })
})

describe('the audit log', () => {
  it('tells who did what, with before and after, by filter and page by page', async () => {
    const id =
      (await house.signIn('reader')) &&
      (await house.db.selectFrom('users').select('id').where('role', '=', 'reader').executeTakeFirstOrThrow())
        .id
    await send(`/settings/people/${id}`, [
      ['role', 'editor'],
      ['place', 'ozon'],
    ])
    for (let n = 0; n < 51; n += 1) await send('/contacts/wb/mail/attest', { says: 'works', note: `№${n}` })
    const change = await read(`/settings/audit?action=user-change`)
    expect(change).toContain('role: reader')
    expect(change).toMatch(/role: editor; marketplaces: \[(&quot;|")ozon/)
    const first = await read('/settings/audit?subject=wb/')
    expect(first).toContain('№50')
    expect(first).not.toContain('№0<')
    const older =
      /href="(\/settings\/audit\?[^"]*before=\d+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(await read(older)).toContain('№0')
    expect(await read('/settings/audit?subject=%25')).toContain('записей нет')
    expect((await get('/settings/audit?before=zz&actor=%00')).status).toBe(200)
  })
})

describe('the calendar', () => {
  it('is read under a secret address until that is revoked', async () => {
    const page = await (await send('/settings/calendar', { deed: 'renew' })).text()
    const path = /http:\/\/localhost(\/calendar\/[\w-]+\.ics)/.exec(page)?.[1] ?? ''
    const answer = await get(path, null)
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const text = await answer.text()
    expect(text).toContain('SUMMARY:Проверить: Горячая линия\r\n')
    expect(text).toContain('DTSTART;VALUE=DATE:20261122\r\n')
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    const row = await house.db.selectFrom('calendar_links').selectAll().executeTakeFirstOrThrow()
    expect(path).not.toContain(row.token_hash)
    expect(row.used_at).toEqual(noon)
    await send('/settings/calendar', { deed: 'revoke' })
    expect((await get(path, null)).status).toBe(404)
  })

  it('cannot be guessed at', async () => {
    const guess = (n: number) => get(`/calendar/${String(n).padStart(43, 'x')}.ics`, null)
    for (let n = 0; n < 30; n += 1) expect((await guess(n)).status).toBe(404)
    expect((await guess(31)).status).toBe(429)
  })
})

describe('settings', () => {
  it('turn keys off for one person', async () => {
    expect(await read('/')).toContain('data-keys="on"')
    await send('/settings/shortcuts', { on: 'no' })
    expect(await read('/')).toContain('data-keys="off"')
    expect(await read('/', await house.signIn('reader'))).toContain('data-keys="on"')
  })

  it('show each role its own', async () => {
    expect(await read('/settings')).toContain('/settings/people')
    const page = await read('/settings', await house.signIn('reader'))
    expect(page).not.toContain('/settings/people')
    expect(page).toContain('/settings/sessions')
  })

  it('open the public page, which names no contact and nobody', async () => {
    expect((await get('/status', null)).status).toBe(404)
    await send('/settings/public-status', { on: 'yes' })
    const page = await read('/status', null)
    expect(page).toContain('2 контакта из 8 не работают')
    expect(page).toContain('href="/feed.atom"')
    for (const secret of ['Анна', 'Горячая линия', 'seller.ozon.example', 'ozon/form'])
      expect(page).not.toContain(secret)
    house.pipeline.now = () => new Date(noon.getTime() + 7 * 3_600_000)
    expect(await read('/status', null)).toContain('Данные устарели')
    await send('/settings/public-status', { on: 'no' })
    expect((await get('/status', null)).status).toBe(404)
  })
})
