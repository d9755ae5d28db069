import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { page, prose } from '../../test/fixtures/walls/answers.ts'
import { openTools } from '../../test/support/check-tools.ts'
import { type Served, serve } from '../../test/support/serve.ts'
import { judgeExchange } from '../walls/judge-exchange.ts'
import { pageEvidence } from '../walls/page-evidence.ts'
import { observePage } from './observe-page.ts'
import { siblingUrl } from './probe-sibling.ts'

let tools: Awaited<ReturnType<typeof openTools>>
let served: Served | null = null
beforeAll(async () => {
  tools = await openTools()
})
afterAll(() => tools.close())
afterEach(() => served?.close())

const html = { 'content-type': 'text/html; charset=utf-8' }

test('sees a page, and what it keeps is plain JSON of the schema', async () => {
  served = await serve((_, response) => {
    response.writeHead(200, { ...html, server: 'nginx', 'set-cookie': ['a=secret; Path=/', 'b=2'] })
    response.end(page('Помощь', prose(80)))
  })
  const { observation, page: seen } = await observePage(`${served.origin}/help`, tools)
  expect(pageEvidence.parse(JSON.parse(JSON.stringify(observation.evidence)))).toEqual(observation.evidence)
  expect(observation).toMatchObject({ via: 'http', httpStatus: 200, finalUrl: `${served.origin}/help` })
  expect(observation.evidence.cookies).toEqual(['a', 'b'])
  expect(JSON.stringify(observation.evidence)).not.toContain('secret')
  expect(observation.trace[0]).toMatch(/^GET http:\/\/127\.0\.0\.1:\d+\/help -> 200, \d+ /)
  expect(seen?.digest.title).toBe('Помощь')
  expect(judgeExchange(observation.evidence)).toBeNull()
  expect(served.requests).toHaveLength(1)
})

test('reads windows-1251', async () => {
  served = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=windows-1251' })
    response.end(Buffer.from('<title>\xcf\xee\xec\xee\xf9\xfc</title><p>x</p>', 'latin1'))
  })
  expect((await observePage(served.origin, tools)).observation.evidence.page?.title).toBe('Помощь')
})

test('asks for a made-up neighbour where the page calls itself missing, and believes it', async () => {
  served = await serve((_, response) => {
    response.writeHead(200, html)
    response.end(page('Магазин', '<p>Запрашиваемая страница не найдена, попробуйте поиск по сайту</p>'))
  })
  const { observation } = await observePage(`${served.origin}/help/contacts.html`, tools)
  expect(served.requests[1]?.url).toMatch(/^\/help\/[0-9a-f]{24}\.html$/)
  expect(observation.evidence.sibling).toMatchObject({ status: 200, similarity: 1, walled: false })
  expect(judgeExchange(observation.evidence)).toMatchObject({
    state: 'gone',
    reason: { code: 'page/soft-404' },
  })
})

test('asks for no neighbour behind a wall', async () => {
  served = await serve((_, response) => {
    response.writeHead(200, html)
    response.end(page('Вы не робот?', '<form action="/checkcaptcha"></form>'))
  })
  const { observation } = await observePage(`${served.origin}/help`, tools)
  expect(observation.evidence.wall?.family).toBe('wall')
  expect(served.requests).toHaveLength(1)
})

test('follows a page that only sends the visitor on', async () => {
  served = await serve((request, response) => {
    response.writeHead(200, html)
    response.end(
      request.url === '/new' ? page('Новая', prose(80)) : '<meta http-equiv="refresh" content="0;url=/new">',
    )
  })
  const { observation } = await observePage(`${served.origin}/old`, tools)
  expect(observation.evidence.finalUrl).toBe(`${served.origin}/new`)
  expect(observation.evidence.hops).toEqual([
    { url: `${served.origin}/old`, status: 200, location: `${served.origin}/new` },
  ])
})

test('a refused connection is evidence, not an exception', async () => {
  const gone = await serve(() => undefined)
  await gone.close()
  const { observation, page: seen } = await observePage(gone.origin, tools)
  expect(seen).toBeNull()
  expect(judgeExchange(observation.evidence)).toMatchObject({
    state: 'unknown',
    reason: { code: 'net/refused' },
  })
})

test('a file is no empty shell', async () => {
  served = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'application/pdf' })
    response.end('%PDF-1.7 something')
  })
  expect(judgeExchange((await observePage(`${served.origin}/a.pdf`, tools)).observation.evidence)).toBeNull()
})

test('a neighbour stands in the same directory and keeps extension and slash', () => {
  const name = 'x'.repeat(24)
  expect(siblingUrl('https://a.ru/b/c.html?q=1#z', name)).toBe(`https://a.ru/b/${name}.html`)
  expect(siblingUrl('https://a.ru/b/c/', name)).toBe(`https://a.ru/b/${name}/`)
  expect(siblingUrl('https://a.ru/', name)).toBe(`https://a.ru/${name}/`)
  expect(siblingUrl('https://a.ru/b')).not.toBe(siblingUrl('https://a.ru/b'))
})
