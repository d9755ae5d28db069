import { expect, test } from 'vitest'
import { page, prose } from '../../test/fixtures/walls/answers.ts'
import { cpuMs, fill, findSlow, isSlow } from '../../test/verdicts/attack-patterns.ts'
import { judgeExchange } from './judge-exchange.ts'
import { isLoginPage } from './login-page.ts'
import { findNotFound } from './not-found-phrases.ts'
import { digestPage } from './page-digest.ts'
import { summarise } from './page-evidence.ts'
import { relate } from './same-page.ts'
import { recogniseWall, signatures } from './signatures.ts'

const url = 'https://shop.example/help/contacts'
// Machines of continuous integration are slow and shared: four times what a quiet one may need.
const slack = 4

/** All that judging a page costs once its bytes are there. */
function judge(html: string): void {
  const digest = digestPage(html, url)
  const answer = { status: 200, requestedUrl: url, finalUrl: url, headers: {}, cookies: [] }
  const wall = recogniseWall({ ...answer, html, digest })
  const unasked = { failure: null, hops: [], sibling: null, via: 'http' as const, known: null }
  judgeExchange({ ...answer, ...unasked, wall, page: summarise(digest) })
}

/** CPU time of this process a run, milliseconds, the median of some. */
function medianCpuMs(run: () => void, runs: number): number {
  const times = Array.from({ length: runs }, () => cpuMs(run))
  return times.sort((a, b) => a - b)[runs >> 1] ?? 0
}

const card = (i: number) =>
  `<div class="card card--wide" data-id="${i}"><a class="card__link" href="/catalog/item-${i}/?from=help"><img src="/i/${i}.webp" alt="Товар ${i}" loading="lazy"></a><p class="card__text">Описание товара ${i} и сроки его доставки</p></div>`
const inlineState = `<script>window.__STATE__={${Array.from({ length: 900 }, (_, i) => `"k${i}":"value ${i}"`).join(',')}}</script>`

function pageOf(length: number): string {
  let body = `<h1>Помощь</h1>${inlineState}${prose(80)}`
  for (let i = 0; body.length < length; i += 1) body += i % 3 === 0 ? card(i) : `<p>${prose(24)}</p>`
  return page('Помощь продавцам', body)
}

test('judging a page of 100 kB costs two milliseconds, one of 2 MB sixty', () => {
  const [usual, huge] = [pageOf(100_000), pageOf(2_000_000)]
  for (let i = 0; i < 60; i += 1) judge(usual)
  expect(medianCpuMs(() => judge(usual), 61)).toBeLessThan(2 * slack)
  expect(medianCpuMs(() => judge(huge), 7)).toBeLessThan(60 * slack)
})

test('no pattern of a signature is super-linear', () => {
  const patterns = signatures.flatMap(({ when }) =>
    when.flatMap((one) =>
      [
        ...(one.title ?? []),
        ...(one.text ?? []),
        ...(one.andText ?? []),
        ...(one.landedOn ?? []),
        ...Object.values(one.header ?? {}),
        ...[...(one.markup ?? []), ...(one.andMarkup ?? [])].flatMap((mark) =>
          typeof mark === 'string' ? [] : [mark.like],
        ),
      ].filter((pattern) => pattern instanceof RegExp),
    ),
  )
  expect(patterns.length).toBeGreaterThan(80)
  expect(findSlow(patterns, 50 * slack)).toEqual([])
})

test.each([
  'Страница не найдена ',
  'ошибка 404 ',
  'извините, к сожалению, упс ',
  'the page you are looking for ',
  'вход в ',
  'a - ',
  '. ',
  '|',
  '<',
  '<a ',
  '<a b="',
  '<!-- ',
  '</',
  '<script>',
  '&#x41',
  '&amp',
  '<form><input name=a>',
  '<div><p>',
])('no reader of pages is super-linear in “%s”', (unit) => {
  const attack = fill(unit)
  const readers: [string, () => void][] = [
    ['digest', () => judge(attack)],
    ['title', () => findNotFound({ title: attack, h1: [attack], text: attack, textLength: 300 })],
    [
      'login',
      () =>
        isLoginPage({
          title: attack,
          h1: [attack],
          hasPassword: true,
          textLength: 9,
          forms: [],
          text: attack,
        }),
    ],
    ['address', () => relate(url, `https://shop.example/${attack}`)],
  ]
  const slow = readers.filter(([, run]) => isSlow(run, 50 * slack)).map(([name]) => name)
  expect(slow).toEqual([])
})
