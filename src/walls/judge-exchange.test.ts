import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, evidenceOf, page, prose } from '../../test/fixtures/walls/answers.ts'
import { alive } from '../../test/fixtures/walls/live.ts'
import { stubbed } from '../../test/fixtures/walls/stubs.ts'
import { walled } from '../../test/fixtures/walls/walled.ts'
import { type NetCode, netFailureClasses } from '../domain/failure.ts'
import { judgeExchange } from './judge-exchange.ts'
import { type PageEvidence, pageEvidence } from './page-evidence.ts'

const short = (answer: Answer, more: Partial<PageEvidence> = {}) => {
  const verdict = judgeExchange(evidenceOf(answer, more))
  return verdict ? `${verdict.state} ${verdict.reason?.code} ${verdict.class}` : null
}
const ordinary = page('Помощь', `<h1>Помощь</h1>${prose(80)}`)

test.each([...walled, ...stubbed.filter(([, family]) => family !== 'parked')])(
  '%s is never gone',
  (_, __, answer) => {
    expect(judgeExchange(evidenceOf(answer))?.state).toBe('unknown')
  },
)

test.each(stubbed.filter(([, family]) => family === 'parked'))('%s has changed hands', (_, __, answer) => {
  expect(short(answer)).toBe('changed page/parked drift')
})

test.each(alive.filter(([, { status }]) => status !== 404))('%s is not gone', (_, answer) => {
  expect(judgeExchange(evidenceOf(answer))?.state).not.toBe('gone')
})

describe('transport failures', () => {
  test.each(Object.keys(netFailureClasses) as NetCode[])('%s', (code) => {
    const failure = { code, message: 'm' }
    const verdict = judgeExchange(evidenceOf({}, { failure, status: null, page: null }))
    expect(verdict).toMatchObject({
      state: code === 'net/dns-not-found' ? 'gone' : 'unknown',
      class: netFailureClasses[code],
      reason: { code },
    })
  })
})

test.each([
  [404, 'gone http/not-found gone'],
  [410, 'gone http/gone gone'],
  [429, 'unknown http/rate-limited blocked'],
  [451, 'unknown page/geo-stub blocked'],
  [401, 'unknown http/client-error blocked'],
  [403, 'unknown http/client-error blocked'],
  [440, 'unknown http/client-error blocked'],
  [498, 'unknown page/wall blocked'],
  [400, 'unknown http/client-error other'],
  [444, 'unknown http/client-error other'],
  [500, 'unknown http/server-error http5xx'],
  [503, 'unknown http/server-error http5xx'],
  [522, 'unknown http/server-error blocked'],
  [999, 'unknown page/wall blocked'],
  [304, 'unknown net/bad-response other'],
  [200, null],
])('status %i', (status, expected) => {
  expect(short({ status, html: ordinary })).toBe(expected)
})

test('a 404 that shows the home page is a 404', () => {
  expect(short({ status: 404, html: page('Магазин', prose(400)) })).toBe('gone http/not-found gone')
})

describe('redirects', () => {
  const from = 'http://www.shop.example/help/contacts'
  test.each<[string, number, string, string | null]>([
    ['https and without www', 301, 'https://shop.example/help/contacts/', null],
    ['a tracking parameter', 302, `${from}?utm_source=x`, null],
    ['another path of the site', 302, 'https://shop.example/support/contacts', null],
    ['home', 302, 'https://shop.example/', 'unknown page/home-redirect unclear'],
    ['home in a language', 301, 'https://shop.example/ru/', 'unknown page/home-redirect unclear'],
    ['the section above', 302, 'https://shop.example/help/', 'unknown page/home-redirect unclear'],
    ['another site for good', 301, 'https://other.example/help', 'changed page/moved drift'],
    ['another site for now', 302, 'https://other.example/help', 'unknown page/moved unclear'],
    ['another site’s home', 301, 'https://other.example/', 'unknown page/moved unclear'],
    ['a page for missing pages', 302, 'https://shop.example/404.html', 'gone page/soft-404 gone'],
  ])('to %s', (_, status, to, expected) => {
    expect(short({ asked: from, hops: [[status, to]], html: ordinary })).toBe(expected)
  })

  test.each([
    ['https://telegram.me/x', 'https://t.me/x'],
    ['https://vk.com/x', 'https://vk.ru/x'],
    ['https://www.wildberries.ru/services', 'https://www.wb.ru/services'],
    ['https://forms.gle/abc', 'https://docs.google.com/forms/d/e/1/viewform'],
  ])('from %s to its successor', (asked, to) => {
    expect(short({ asked, hops: [[302, to]], html: ordinary })).toBeNull()
  })

  test('for good suggests the new address', () => {
    const verdict = judgeExchange(evidenceOf({ hops: [[308, 'https://new.example/c']], html: ordinary }))
    expect(verdict?.suggestion).toEqual({ action: 'replace', value: 'https://new.example/c' })
  })

  test('home, where made-up addresses land too and the page was elsewhere before, is gone', () => {
    const sibling = { url: 'x', status: 200, finalUrl: 'https://shop.example/', walled: false, similarity: 1 }
    const known = { title: 'Контакты', h1: null, finalUrl: 'https://shop.example/help/contacts', lang: null }
    const answer: Answer = { hops: [[302, 'https://shop.example/']], html: ordinary }
    expect(short(answer, { sibling, known })).toBe('gone page/soft-404 gone')
    expect(short(answer, { sibling })).toBe('unknown page/home-redirect unclear')
  })
})

describe('pages that call themselves missing', () => {
  test.each([
    page('Страница не найдена', '<p>Вернитесь на главную</p>'),
    page('404 — Страница не найдена | Магазин', prose(40)),
    page('Магазин', `<h1>Ошибка 404</h1>${prose(40)}`),
    page('Магазин', '<h1>Извините, такой страницы не существует</h1>'),
    page('Page not found · Shop', '<p>x</p>'),
    page('Shop', '<h1>Oops! That page can’t be found.</h1>'),
    page('Help', '<h1>Help Center Closed</h1>'),
    page('Ой!', '<h1>Страница удалена либо ещё не создана.</h1>'),
  ])('%#', (html) => expect(short({ html })).toBe('gone page/soft-404 gone'))

  test.each([
    [
      'an article',
      page('Ошибка 404: страница не найдена — что делать', `<h1>Как исправить ошибку 404</h1>${prose(400)}`),
    ],
    ['a question among others', page('Помощь', `<h2>Почему страница не найдена?</h2>${prose(200)}`)],
    ['a Peugeot', page('Peugeot 404 Coupé', `<h1>Peugeot 404 Coupé</h1>${prose(80)}`)],
    ['a hidden template', page('Магазин', `<div hidden><h1>Страница не найдена</h1></div>${prose(80)}`)],
  ])('%s is not one', (_, html) => expect(short({ html })).toBeNull())

  test('weak words and words of short texts are only a doubt', () => {
    const doubt = 'unknown page/soft-404 unclear'
    expect(short({ html: page('Лавка', '<h1>Категория не существует</h1>') })).toBe(doubt)
    expect(
      short({ html: page('Магазин', '<p>Запрашиваемая страница не найдена, попробуйте поиск</p>') }),
    ).toBe(doubt)
  })

  test('a made-up neighbour decides both ways', () => {
    const html = page('Магазин', '<p>Запрашиваемая страница не найдена, попробуйте поиск</p>')
    const same = { url: 'x', status: 200, finalUrl: 'x', walled: false, similarity: 0.97 }
    expect(short({ html }, { sibling: same })).toBe('gone page/soft-404 gone')
    const long = page('Страница не найдена', prose(1000))
    const told = { ...same, status: 404, similarity: 0 }
    expect(short({ html: long }, { sibling: told })).toBeNull()
    expect(short({ html: long }, { sibling: { ...same, walled: true } })).toBe(
      'unknown page/soft-404 unclear',
    )
  })
})

test('an empty shell, an accepted nothing and an entrance are unknown', () => {
  const shell = page('VK', '<div id="root"></div><script src="/a.js"></script>')
  expect(short({ html: shell })).toBe('unknown page/empty-shell unclear')
  expect(short({ status: 202, html: '' })).toBe('unknown page/wall blocked')
  const entrance = page(
    'Вход в кабинет',
    '<form><input type="tel" name="phone"><button>Получить код для входа</button></form>',
  )
  expect(short({ html: entrance })).toBe('unknown page/login-wall blocked')
  expect(short({ asked: 'https://seller.shop.example/', html: entrance })).toBeNull()
})

test('never throws for anything that the schema lets through', () => {
  const text = fc.string({ maxLength: 60 })
  const numbers = fc.integer({ min: 0, max: 1000 })
  const evidence = fc.record({
    requestedUrl: fc.oneof(fc.webUrl(), text),
    finalUrl: fc.oneof(fc.webUrl(), text),
    status: fc.option(numbers),
    sibling: fc.option(
      fc.record({
        url: text,
        status: fc.option(numbers),
        finalUrl: fc.option(text),
        walled: fc.boolean(),
        similarity: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    ),
    known: fc.option(fc.record({ title: text, h1: fc.option(text), finalUrl: text, lang: fc.option(text) })),
    html: text,
  })
  fc.assert(
    fc.property(evidence, ({ html, ...rest }) => {
      const whole = pageEvidence.parse({ ...evidenceOf({ html }), ...rest })
      expect(['alive', 'changed', 'gone', 'unknown', undefined]).toContain(judgeExchange(whole)?.state)
    }),
  )
})
