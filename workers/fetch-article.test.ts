import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTools } from '../test/support/check-tools.ts'
import { openTestDashboard, type TestDashboard, type Visitor } from '../test/support/dashboard.ts'
import { type Served, serve } from '../test/support/serve.ts'
import { articleFetcher } from './fetch-article.ts'

const page = `<html><head><title>Поддержка &amp; связь</title></head><body><p>Пишите в
<a href="https://t.me/shop_desk">чат</a>.</p><p>${'Ещё несколько слов. '.repeat(40)}</p></body></html>`

let site: Served
let open: Awaited<ReturnType<typeof openTools>>
let guarded: Awaited<ReturnType<typeof openTools>>
let house: TestDashboard
let walled: TestDashboard

beforeAll(async () => {
  site = await serve((request, response) => {
    response.writeHead(request.url === '/article' ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(page)
  })
  open = await openTools()
  guarded = await openTools({ allowNets: [] })
  house = await openTestDashboard({ fetchArticle: articleFetcher(open.net) })
  walled = await openTestDashboard({ fetchArticle: articleFetcher(guarded.net) })
})
afterAll(async () => {
  await Promise.all([house.stop(), walled.stop(), open.close(), guarded.close(), site.close()])
})

function hand(to: TestDashboard, { cookie, csrf }: Visitor, url: string) {
  const body = new FormData()
  for (const [name, value] of Object.entries({ csrf, url, text: '' })) body.set(name, value)
  const headers = { Cookie: cookie, Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' }
  return to.app.request('/articles', { method: 'POST', headers, body })
}

it('an address alone is read, once', async () => {
  const anna = await house.signIn('editor')
  const answer = await hand(house, anna, `${site.origin}/article`)
  const location = answer.headers.get('location') ?? ''
  expect(location).toMatch(/^\/articles\/\d+$/)
  const text = await (await house.app.request(location, { headers: { Cookie: anna.cookie } })).text()
  expect(text).toContain('https://t.me/shop_desk')
  expect(site.requests.map(({ url }) => url)).toEqual(['/article'])
  const { came_by: cameBy } = await house.db
    .selectFrom('articles')
    .select('came_by')
    .executeTakeFirstOrThrow()
  expect(cameBy).toBe('fetched')
})

it('a page that is not there, and an address of our own network, are refused with what to do', async () => {
  const missing = await hand(house, await house.signIn('editor'), `${site.origin}/other`)
  expect(missing.status).toBe(422)
  expect(await missing.text()).toContain('Страница не открылась')
  const asked = site.requests.length
  expect((await hand(walled, await walled.signIn('editor'), `${site.origin}/article`)).status).toBe(422)
  expect(site.requests).toHaveLength(asked)
})
