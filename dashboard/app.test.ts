import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { note } from '../src/store/monitor.ts'
import {
  formOf,
  noon,
  openTestDashboard,
  type TestDashboard,
  type Visitor,
} from '../test/support/dashboard.ts'
import { setScene } from '../test/support/dashboard-scene.ts'

let house: TestDashboard
let editor: Visitor

beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  editor = await house.signIn('editor')
})
afterAll(() => house.stop())

async function read(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const answer = await house.app.request(path, { headers: { Cookie: editor.cookie, ...headers } })
  return { status: answer.status, text: await answer.text() }
}

describe('every answer', () => {
  it('carries a policy that lets only our own files run', async () => {
    for (const path of ['/healthz', '/sign-in', '/api/v1/contacts', '/nowhere']) {
      const { headers } = await house.app.request(path)
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
          "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
    }
  })

  it('has no inline script or style to refuse', async () => {
    for (const path of [
      '/',
      '/contacts',
      '/contacts/wb/portal',
      '/incidents',
      '/system',
      '/help',
      '/api/docs',
    ]) {
      const { text } = await read(path)
      expect(text).not.toMatch(/\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)/)
    }
  })
})

describe('a change', () => {
  const attest = '/contacts/wb/mail/attest'

  it.each([
    ['without the token of the session', { csrf: '' }, {}],
    ['with the token of somebody else', { csrf: 'x'.repeat(43) }, {}],
    ['from another site', {}, { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
  ])('%s is refused', async (_, fields, headers) => {
    const form = formOf(editor, { says: 'broken', ...fields })
    const answer = await house.app.request(attest, {
      ...form,
      headers: { ...form.headers, ...headers } as Record<string, string>,
    })
    expect(answer.status).toBe(403)
    const { text } = await read('/contacts/wb/mail')
    expect(text).not.toContain('Не работает · ')
  })

  it('of more than 256 KiB is refused', async () => {
    const answer = await house.app.request(
      attest,
      formOf(editor, { says: 'works', note: 'x'.repeat(300_000) }),
    )
    expect(answer.status).toBe(413)
  })

  it('by a person moves the contact at once and is told with its author', async () => {
    const form = formOf(editor, { says: 'works', how: 'called', note: 'ответили сразу' })
    expect((await house.app.request('/contacts/ozon/phone/attest', form)).headers.get('location')).toBe(
      '/contacts/ozon/phone?notice=attested',
    )
    const { text } = await read('/contacts/ozon/phone?notice=attested')
    expect(text).toContain('Записано. Спасибо.')
    expect(text).toContain('Анна · Работает · позвонил · ответили сразу')
    expect(text).toContain('Человек отметил: работает.')
  })

  it('of language comes back to the page, and never to another site', async () => {
    const back = async (to: string) =>
      (await house.app.request('/language', formOf(null, { language: 'en', back: to }))).headers.get(
        'location',
      )
    expect(await back('/contacts?q=a')).toBe('/contacts?q=a')
    for (const to of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/.//evil.example',
      'javascript:x',
    ]) {
      expect(await back(to)).toBe('/')
    }
  })
})

describe('pages', () => {
  it('say everything in one sentence, with every number a link', async () => {
    const { text } = await read('/', { 'Accept-Language': 'en' })
    expect(text).toContain('<h1>2 контакта требуют правки')
    expect(text).toContain('href="/contacts?status=broken"')
    expect(text).toContain('href="/contacts?flag=disputed"')
  })

  it('speak English to whoever chose it', async () => {
    const visitor = await house.signIn('reader')
    await house.app.request('/language', formOf(visitor, { language: 'en', back: '/' }))
    const answer = await house.app.request('/', { headers: { Cookie: visitor.cookie } })
    expect(await answer.text()).toContain('<html lang="en">')
  })

  it('list the worst first and keep their filter', async () => {
    const { text } = await read('/contacts?marketplace=wb&status=changed,suspect')
    expect(text.indexOf('Чат продавцов')).toBeLessThan(text.indexOf('Кабинет продавца'))
    expect(text).not.toContain('Форма обращения')
    expect(text).toContain('value="wb" selected')
  })

  it('tell an empty filter from an empty knowledge base', async () => {
    expect((await read('/contacts?q=nothing-like-this')).text).toContain('Ничего не найдено')
    const empty = await openTestDashboard()
    const visitor = await empty.signIn('reader')
    const answer = await empty.app.request('/contacts', { headers: { Cookie: visitor.cookie } })
    expect(await answer.text()).toContain('Контактов ещё нет')
    await empty.stop()
  })

  it.each([
    '/contacts/ozon/nothing',
    '/contacts/..%2F..',
    '/incidents/99999999999999999999',
    '/checks/x',
    '/nowhere',
    '/contacts/a%00b/c',
  ])('%s is not found, with an id for the administrator', async (path) => {
    const { status, text } = await read(path)
    expect(status).toBe(404)
    expect(text).toMatch(/<code>[\w-]{20,}<\/code>/)
  })

  it.each([
    '/contacts?q=%00&kind=%00',
    '/contacts?after=AAAA',
    '/contacts?status=x,,&flag=y',
    '/contacts?q=%25_%5C',
    '/incidents?before=zz',
  ])('%s does no harm', async (path) => {
    expect((await read(path)).status).toBe(200)
  })

  it('warn when the monitor cannot be believed', async () => {
    await note(house.db, 'online', { online: false, since: noon.toISOString() }, noon)
    expect((await read('/')).text).toContain('У монитора нет связи с интернетом')
    await note(house.db, 'online', { online: true, since: noon.toISOString() }, noon)
  })

  it('show a screenshot of a check, and no other file', async () => {
    const ids = await house.db.selectFrom('checks').select('id').orderBy('id').execute()
    const id = ids[0]?.id ?? 0
    const shown = async (screenshot: string) => {
      await house.db.updateTable('checks').set({ screenshot }).where('id', '=', id).execute()
      return (await read(`/checks/${id}/screenshot`)).status
    }
    await mkdir(path.join(house.dataDir, 'screenshots'))
    await writeFile(path.join(house.dataDir, 'screenshots', 'a.png'), 'png')
    await writeFile(path.join(house.dataDir, 'key.txt'), 'secret')
    await symlink('/etc/passwd', path.join(house.dataDir, 'screenshots', 'b.png'))
    expect(await shown('screenshots/a.png')).toBe(200)
    for (const file of [
      'key.txt',
      '../../etc/passwd',
      '/etc/passwd',
      'screenshots/b.png',
      'screenshots/none.png',
    ]) {
      expect(await shown(file)).toBe(404)
    }
  })
})

describe('a check that a page asked for', () => {
  it('is queued once, and shown to browsers with and without scripts', async () => {
    const asked = () => house.app.request('/contacts/wb/portal/recheck', { ...formOf(editor) })
    const first = (await asked()).headers.get('location')
    expect(first).toMatch(/^\/checks\/\d+$/)
    expect((await asked()).headers.get('location')).toBe(first)
    const page = await read(first ?? '')
    expect(page.text).toContain('http-equiv="refresh" content="2"')
    const json = await read(first ?? '', { Accept: 'application/json' })
    expect(JSON.parse(json.text)).toMatchObject({ state: 'queued' })
  })

  it('is refused where there is nothing to check', async () => {
    const answer = await house.app.request('/contacts/wb/lost/recheck', formOf(editor))
    expect(answer.headers.get('location')).toBe('/contacts/wb/lost?notice=no-value')
  })
})

describe('probes', () => {
  it('say what is wrong', async () => {
    const ill = await openTestDashboard({
      readiness: async () => ({ ok: false, checks: [{ name: 'queue', ok: false, detail: 'no answer' }] }),
      metrics: () => Promise.reject(new Error('no')),
    })
    const answer = await ill.app.request('/readyz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual({
      ok: false,
      checks: [{ name: 'queue', ok: false, detail: 'no answer' }],
    })
    expect((await ill.app.request('/healthz')).status).toBe(200)
    expect((await ill.app.request('/metrics')).status).toBe(503)
    await ill.stop()
  })

  it('survive a database that is away', async () => {
    const ill = await openTestDashboard()
    const visitor = await ill.signIn('reader')
    const token = await ill.token('read')
    await ill.stop()
    const page = await ill.app.request('/', { headers: { Cookie: visitor.cookie } })
    expect(page.status).toBe(500)
    expect(await page.text()).toMatch(/Номер для администратора.*<code>[\w-]{20,}/s)
    const api = await ill.app.request('/api/v1/contacts', { headers: { Authorization: `Bearer ${token}` } })
    expect(api.status).toBe(500)
    expect(api.headers.get('content-type')).toBe('application/problem+json')
    expect((await ill.app.request('/healthz')).status).toBe(200)
  })
})
