import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, evidenceOf, page, prose } from '../../../test/fixtures/walls/answers.ts'
import { openTools, targetOf } from '../../../test/support/check-tools.ts'
import { serve } from '../../../test/support/serve.ts'
import { cabinetKind } from './index.ts'

let tools: Awaited<ReturnType<typeof openTools>>
beforeAll(async () => {
  tools = await openTools()
})
afterAll(() => tools.close())

const asked = 'https://seller.shop.example/app/messenger?group=support_v2'
const login = page('Вход', '<form><input type="password"><button>Войти</button></form>')

test.each<[string, Answer, string]>([
  ['a login page', { html: login }, 'unknown cabinet/needs-human human'],
  [
    'a login host',
    { hops: [[302, 'https://login.shop.example/']], html: login },
    'unknown cabinet/needs-human human',
  ],
  ['a page', { html: page('Кабинет', prose(80)) }, 'unknown cabinet/needs-human human'],
  [
    'a shell',
    { html: page('', '<div id="app"></div><script src="/a.js"></script>') },
    'unknown cabinet/needs-human human',
  ],
  ['a bot wall', { status: 498 }, 'unknown cabinet/needs-human human'],
  ['a plain 403', { status: 403, html: 'Forbidden' }, 'unknown cabinet/needs-human human'],
  [
    'the front page',
    { hops: [[302, 'https://seller.shop.example/']], html: page('Кабинет', prose(80)) },
    'unknown cabinet/needs-human human',
  ],
  ['404', { status: 404 }, 'gone cabinet/entrance-gone gone'],
  ['410', { status: 410 }, 'gone cabinet/entrance-gone gone'],
  [
    'a page that calls itself missing',
    { html: page('Страница не найдена', '') },
    'gone cabinet/entrance-gone gone',
  ],
  ['a parked domain', { html: page('seller.shop.example is for sale', '') }, 'changed page/parked drift'],
  [
    'another site for good',
    { hops: [[301, 'https://new.example/cabinet']], html: page('Кабинет', prose(80)) },
    'changed page/moved drift',
  ],
  ['a failing server', { status: 500 }, 'unknown http/server-error http5xx'],
  ['a region stub', { hops: [[302, 'http://warning.rt.ru/']] }, 'unknown page/geo-stub blocked'],
])('%s', (_, answer, expected) => {
  const { state, reason, class: failureClass } = cabinetKind.judge(evidenceOf({ asked, ...answer }))
  expect(`${state} ${reason?.code} ${failureClass}`).toBe(expected)
})

test('a missing name is gone, in the class that its host’s contacts share', () => {
  const failure = { code: 'net/dns-not-found', message: 'no such name' } as const
  const verdict = cabinetKind.judge(evidenceOf({ asked }, { failure, status: null, page: null }))
  expect(verdict).toMatchObject({ state: 'gone', class: 'dns', reason: { code: 'cabinet/entrance-gone' } })
})

test('asks the entrance over HTTP, once', async () => {
  const served = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(page('', '<div id="root"></div><script src="/a.js"></script>'))
  })
  const { evidence, via } = await cabinetKind.check(targetOf(`${served.origin}/app`, {}), tools)
  expect(via).toBe('http')
  expect(cabinetKind.judge(evidence).class).toBe('human')
  expect(served.requests.map(({ url }) => url)).toEqual(['/app'])
  await served.close()
})

test('no text is taken for a cabinet without being told', () => {
  expect(cabinetKind.recognise('https://seller.ozon.ru/app/messenger')).toBeNull()
  expect(cabinetKind.parse('seller.ozon.ru/app')).toEqual({ ok: true, value: 'https://seller.ozon.ru/app' })
})
