import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Answer, evidenceOf, page, prose } from '../../../test/fixtures/walls/answers.ts'
import { openTools, targetOf } from '../../../test/support/check-tools.ts'
import { appKind } from './index.ts'

const play = 'https://play.google.com/store/apps/details?id=ru.ozon.seller'

test.each([
  [`${play}&hl=ru&gl=RU`, play],
  [
    'https://apps.apple.com/ru/app/ozon-seller/id1512345678?mt=8',
    'https://apps.apple.com/ru/app/id1512345678',
  ],
  ['apps.apple.com/app/id1512345678', 'https://apps.apple.com/us/app/id1512345678'],
  ['https://www.rustore.ru/catalog/app/ru.ozon.seller', 'https://apps.rustore.ru/app/ru.ozon.seller'],
])('%s is a store address', (text, value) => {
  expect(appKind.recognise(text)).toBe(value)
  expect(appKind.parse(text)).toEqual({ ok: true, value })
  expect(appKind.parse(value)).toEqual({ ok: true, value })
})

test('a description is a value, another address is not', () => {
  expect(appKind.recognise('Ozon Seller (mobile app)')).toBeNull()
  expect(appKind.parse(' Ozon Seller  (mobile app), Chats → Support ')).toEqual({
    ok: true,
    value: 'Ozon Seller (mobile app), Chats → Support',
  })
  expect(appKind.parse('https://ozon.ru/app')).toMatchObject({ ok: false })
  expect(appKind.parse('')).toMatchObject({ ok: false })
  expect(appKind.href('Ozon Seller')).toBeNull()
  fc.assert(fc.property(fc.string(), (text) => void [appKind.parse(text), appKind.recognise(text)]))
})

test.each<[string, Answer, string]>([
  ['a page of the store', { html: page('Ozon Seller', prose(80)) }, 'alive'],
  ['404', { status: 404, html: page('Not Found', 'the requested URL was not found') }, 'gone app/not-found'],
  ['words for 404', { html: page('Страница не найдена', '') }, 'gone app/not-found'],
  [
    'the store’s front page',
    { hops: [[302, 'https://play.google.com/store/apps']], html: page('Apps', prose(80)) },
    'unknown page/home-redirect',
  ],
  ['consent', { hops: [[302, 'https://consent.google.com/m?continue=x']] }, 'unknown page/wall'],
  ['429', { status: 429 }, 'unknown http/rate-limited'],
])('%s', (_, answer, expected) => {
  const { state, reason } = appKind.judge({ value: play, store: evidenceOf({ asked: play, ...answer }) })
  expect(`${state} ${reason?.code ?? ''}`.trim()).toBe(expected)
})

test('a store that moves the page among its own addresses still shows it', () => {
  const value = 'https://apps.rustore.ru/app/ru.ozon.seller'
  const answer: Answer = {
    asked: value,
    hops: [[301, 'https://www.rustore.ru/catalog/app/ru.ozon.seller']],
    html: page('Ozon Seller', prose(80)),
  }
  expect(appKind.judge({ value, store: evidenceOf(answer) }).state).toBe('alive')
})

test('a description asks nothing of the network and everything of a person', async () => {
  const tools = await openTools()
  const observation = await appKind.check(targetOf('Ozon Seller: Chats → Support', {}), tools)
  expect(observation).toMatchObject({ via: 'none', httpStatus: null })
  expect(appKind.judge(observation.evidence)).toMatchObject({
    class: 'human',
    reason: { code: 'app/needs-human' },
  })
  await tools.close()
})
