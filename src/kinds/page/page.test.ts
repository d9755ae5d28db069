import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, evidenceOf, page, prose } from '../../../test/fixtures/walls/answers.ts'
import { openTools, targetOf } from '../../../test/support/check-tools.ts'
import { type Served, serve } from '../../../test/support/serve.ts'
import { findClosingNotice } from './closing-notice.ts'
import type { PageKindEvidence, PageMemory } from './evidence.ts'
import { pageKind } from './index.ts'

let tools: Awaited<ReturnType<typeof openTools>>
let served: Served | null = null
beforeAll(async () => {
  tools = await openTools()
})
afterAll(() => tools.close())
afterEach(() => served?.close())

async function look(body: string, marker: string[] = [], memory: PageMemory | null = null) {
  served = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(body)
  })
  const observation = await pageKind.check(
    targetOf(`${served.origin}/help/contacts`, { marker }, memory),
    tools,
  )
  const evidence = pageKind.evidence.parse(JSON.parse(JSON.stringify(observation.evidence)))
  return { observation, evidence, verdict: pageKind.judge(evidence) }
}

const memory = (more: Partial<PageMemory> = {}): PageMemory => ({
  title: 'Поддержка продавцов маркетплейса',
  h1: 'Контакты поддержки',
  finalUrl: 'x',
  lang: 'ru',
  markers: [],
  ...more,
})

describe('markers', () => {
  const body = page('Помощь', `<h1>Контакты</h1><p>Чат  поддержки работает ещё</p>${prose(80)}`)

  test('that are there make the page alive, whatever the spacing, case and ё', async () => {
    const { verdict, evidence } = await look(body, ['чат поддержки', 'ЕЩЕ', 'контакты'])
    expect(verdict.state).toBe('alive')
    expect(pageKind.learn(evidence)).toMatchObject({
      title: 'Помощь',
      markers: ['чат поддержки', 'ЕЩЕ', 'контакты'],
    })
  })

  test('that were never seen are a doubt, that were there before a change', async () => {
    const once = await look(body, ['горячая линия'])
    expect(once.verdict).toMatchObject({ state: 'unknown', reason: { code: 'page/marker-missing' } })
    await served?.close()
    const again = await look(body, ['горячая линия'], memory({ markers: ['горячая линия'] }))
    expect(again.verdict).toMatchObject({
      state: 'changed',
      class: 'drift',
      reason: { code: 'page/marker-missing' },
    })
  })

  test('are found far down a long page', async () => {
    expect(
      (await look(page('Помощь', `${prose(4000)}<p>в самом низу</p>`), ['в самом низу'])).verdict.state,
    ).toBe('alive')
  })

  test('have to be words', () => {
    expect(pageKind.settings.safeParse({ marker: ['x'] }).success).toBe(false)
    expect(pageKind.settings.safeParse({ markers: ['чат'] }).success).toBe(false)
    expect(pageKind.settings.parse({})).toEqual({ marker: [] })
  })
})

test('a page of which nothing is left is a doubt; a redesign is not', async () => {
  const casino = await look(
    page('Best slots online', `<h1>Play now</h1>${'win big bonus every single day '.repeat(20)}`),
    [],
    memory(),
  )
  expect(casino.verdict).toMatchObject({
    state: 'unknown',
    class: 'unclear',
    reason: { code: 'page/marker-missing' },
  })
  await served?.close()
  const redesign = await look(
    page('Центр помощи', `<h1>Чем помочь?</h1><p>Поддержка на связи</p>${prose(80)}`),
    [],
    memory(),
  )
  expect(redesign.verdict.state).toBe('alive')
})

describe('a notice of the end', () => {
  test.each([
    'Сервис больше не работает.',
    'Наш сайт прекратил работу.',
    'Портал закрыт.',
    'Внимание! С 1 марта 2025 года сервис прекращает работу.',
    'Уважаемые продавцы! Этот раздел больше не обновляется, все ответы теперь в кабинете.',
    'К сожалению, форма обратной связи больше недоступна.',
    'This service has been discontinued.',
    'Please note: this page is no longer maintained.',
  ])('is read in “%s”', (sentence) => {
    const found = { title: 'Помощь', h1: [], text: `Главная\n${sentence}\nДругое` }
    expect(findClosingNotice(found)).not.toBeNull()
  })

  test.each([
    'Если сервис больше не работает, напишите нам.',
    'Сервис временно не работает.',
    'Почему сайт больше не работает?',
    'Сайт закрыт на технические работы.',
    'Магазин закрыт до 10:00.',
    'Форма не закрыта.',
    'Телефон горячей линии больше не работает.',
    'Сервис «Беру» прекратил работу.',
    'У конкурентов сервис больше не работает.',
    'Старый личный кабинет закрыт.',
    'Мы рассказываем, что сайт больше не работает у многих.',
    'This page is no longer available in your region',
  ])('is not read in “%s”', (sentence) => {
    expect(findClosingNotice({ title: 'Помощь', h1: [], text: `Главная\n${sentence}` })).toBeNull()
  })

  test('makes the page changed, and suggests to retire it', async () => {
    const { verdict } = await look(page('Форум', `<p>Наш форум больше не работает.</p>${prose(80)}`))
    expect(verdict).toMatchObject({
      state: 'changed',
      class: 'drift',
      reason: { code: 'page/discontinued-notice' },
      suggestion: { action: 'retire' },
    })
  })
})

describe('judging alone', () => {
  const judged = (answer: Answer, more: Partial<PageKindEvidence> = {}) =>
    pageKind.judge({ ...evidenceOf(answer), markers: [], notice: null, drift: null, ...more })
  const html = page('Помощь', prose(80))

  test('a move within the site for good is alive with a hint', () => {
    const to = 'https://shop.example/support/contacts'
    expect(judged({ hops: [[301, to]], html })).toMatchObject({
      state: 'alive',
      suggestion: { action: 'replace', value: to },
    })
    expect(judged({ hops: [[302, to]], html })).toMatchObject({ state: 'alive', suggestion: null })
    const root = judged({ asked: 'https://shop.example/', hops: [[301, 'https://shop.example/ru/']], html })
    expect(root).toMatchObject({ state: 'alive', suggestion: null })
  })

  test('what stands before the page comes before what is on it', () => {
    const notice = 'Сайт закрыт.'
    expect(judged({ status: 404, html }, { notice }).reason?.code).toBe('http/not-found')
    expect(judged({ status: 498, html }, { notice }).reason?.code).toBe('page/wall')
  })
})
