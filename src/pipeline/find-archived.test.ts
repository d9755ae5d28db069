import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTools } from '../../test/support/check-tools.ts'
import { noon, openTestDashboard, type TestDashboard } from '../../test/support/dashboard.ts'
import { setScene } from '../../test/support/dashboard-scene.ts'
import { type Served, serve } from '../../test/support/serve.ts'
import { readConfig } from '../config.ts'
import { findArchived } from './find-archived.ts'

const gone = 'https://seller.ozon.example/appeals'

let archive: Served
let tools: Awaited<ReturnType<typeof openTools>>
let house: TestDashboard
let answer: (response: ServerResponse) => void
let now = noon

beforeAll(async () => {
  archive = await serve((_, response) => answer(response))
  tools = await openTools()
  house = await openTestDashboard()
  await setScene(house.pipeline)
  // Only one page is gone: the archive is asked about one at a time.
  await house.db
    .updateTable('standings')
    .set({ status: 'fresh' })
    .where('contact_id', '<>', 'ozon/form')
    .execute()
})
afterAll(async () => {
  await Promise.all([house.stop(), tools.close(), archive.close()])
})
beforeEach(async () => {
  now = noon
  archive.requests.length = 0
  await house.db.deleteFrom('archive_copies').execute()
  await house.db.deleteFrom('hosts').execute()
})

const redirect = (location: string, headers: Record<string, string> = {}) => {
  answer = (response) => void response.writeHead(302, { location, ...headers }).end()
}
const find = (archiveUrl: string | null = archive.origin) =>
  findArchived(
    { ...house.pipeline, now: () => now },
    {
      ...{ net: tools.net, isOnline: async () => true, hostGapMs: 5_000, archiveUrl },
      stopping: new AbortController().signal,
    },
  )
const kept = () => house.db.selectFrom('archive_copies').selectAll().executeTakeFirst()
const page = async () => {
  const { cookie } = await house.signIn('reader')
  return (await house.app.request('/contacts/ozon/form', { headers: { Cookie: cookie } })).text()
}

describe('the archive', () => {
  it('is asked by its redirecting address, and its newest copy is shown as evidence with its date', async () => {
    redirect(`/web/20240506070809/${gone}`, { 'Memento-Datetime': 'Mon, 06 May 2024 07:08:09 GMT' })
    expect(await find()).toBe(gone)
    expect(archive.requests.map(({ url }) => url)).toEqual([`/web/2/${gone}`])
    expect(await kept()).toMatchObject({
      copy_url: `${archive.origin}/web/20240506070809/${gone}`,
      taken_at: new Date('2024-05-06T07:08:09Z'),
    })
    const shown = await page()
    expect(shown).toContain('Копия страницы в веб-архиве, 6 мая 2024')
    expect(shown).toContain('через копию формы обращение не отправить')
    expect(shown).not.toMatch(/name="value" value="[^"]*20240506070809/)
  })

  it('is asked once: found or not, the answer is kept', async () => {
    answer = (response) => void response.writeHead(404).end()
    await find()
    expect(await find()).toBeNull()
    expect(archive.requests).toHaveLength(1)
    expect(await kept()).toMatchObject({ copy_url: null })
    expect(await page()).not.toContain('Копия страницы')
    now = new Date(noon.getTime() + 31 * 86_400_000)
    expect(await find()).toBe(gone)
  })

  it('is left alone for as long as it asks, and the same question waits', async () => {
    answer = (response) => void response.writeHead(429, { 'retry-after': '3600' }).end()
    await find()
    expect(await kept()).toBeUndefined()
    now = new Date(noon.getTime() + 1_800_000)
    expect(await find()).toBeNull()
    expect(archive.requests).toHaveLength(1)
    now = new Date(noon.getTime() + 3 * 3_600_000)
    redirect(`/web/20240506070809/${gone}`)
    expect(await find()).toBe(gone)
    expect((await kept())?.copy_url).toContain('20240506070809')
  })

  it('is not asked where it is switched off', async () => {
    expect(readConfig({ ARCHIVE_URL: '' }).archiveUrl).toBeNull()
    expect(readConfig({}).archiveUrl).toBe('https://web.archive.org')
    expect(() => readConfig({ ARCHIVE_URL: 'archive' })).toThrow('ARCHIVE_URL')
    expect(await find(null)).toBeNull()
  })
})

describe('an archive that says something else', () => {
  it.each([
    ['a copy on a foreign host', `https://evil.example/web/20240506070809/${gone}`],
    ['a copy of another page', '/web/20240506070809/https://evil.example/'],
    ['no moment', `/web/*/${gone}`],
    ['a moment that is none', `/web/20249999999999/${gone}`],
    ['a script', 'javascript:alert(1)'],
    ['nothing', ''],
  ])('%s: no copy, asked again later', async (_, location) => {
    redirect(location)
    await find()
    expect(await kept()).toMatchObject({
      copy_url: null,
      expires_at: new Date(noon.getTime() + 6 * 3_600_000),
    })
    expect(await page()).not.toContain('Копия страницы')
  })

  it.each([
    ['no redirect', (response: ServerResponse) => void response.writeHead(200).end('<a href="x">copy</a>')],
    ['an error', (response: ServerResponse) => void response.writeHead(503).end()],
    ['a huge answer', (response: ServerResponse) => void response.writeHead(200).end('x'.repeat(5_000_000))],
    ['a cut line', (response: ServerResponse) => void response.destroy()],
  ])('%s: no copy, and one found before stays', async (_, bad) => {
    redirect(`/web/20240506070809/${gone}`)
    await find()
    now = new Date(noon.getTime() + 91 * 86_400_000)
    answer = bad
    expect(await find()).toBe(gone)
    expect((await kept())?.copy_url).toContain('20240506070809')
  })
})
