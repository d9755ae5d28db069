import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { page, prose } from '../../test/fixtures/walls/answers.ts'
import { openTools, targetOf } from '../../test/support/check-tools.ts'
import { type Served, serve } from '../../test/support/serve.ts'
import { printsOfAnswer } from '../net/answer-print.ts'
import { findChromium } from '../net/find-chromium.ts'
import { signatures } from '../walls/signatures.ts'
import { formKind } from './form/index.ts'
import type { Kind } from './kind.ts'
import type { PageMemory, PageSettings } from './page/evidence.ts'
import { pageKind } from './page/index.ts'

const html = { 'content-type': 'text/html; charset=utf-8' }
const helpPage = page('Помощь', `<h1>Контакты</h1>${prose(80)}`)
const form =
  '<form method="post"><input name="email"><textarea name="text"></textarea><button>Отправить</button></form>'
const formPage = page('Обратная связь', `${prose(40)}${form}`)

let tools: Awaited<ReturnType<typeof openTools>>
let served: Served
let shown: { headers: Record<string, string>; body: string }

beforeAll(async () => {
  tools = await openTools()
})
afterAll(() => tools.close())
afterEach(() => served.close())

/** Looks once, learns, and gives the second look, which knows the answer of the first. */
async function openScene<S, E, M>(kind: Kind<S, E, M>, settings: unknown, body: string, path = '/help') {
  shown = { headers: html, body }
  served = await serve((request, response) => {
    if (request.url === '/old') return void response.writeHead(301, { location: path }).end()
    response.writeHead(200, shown.headers).end(shown.body)
  })
  const look = async (from: string, memory: M | null, known: readonly string[]) => {
    const target = targetOf<S, M>(`${served.origin}${from}`, kind.settings.parse(settings), memory)
    const observation = await kind.check(target, { ...tools, isKnown: (print) => known.includes(print) })
    return { observation, verdict: kind.judge(observation.evidence) }
  }
  return {
    async first(from = path) {
      const { observation, verdict } = await look(from, null, [])
      const memory = kind.learn(observation.evidence)
      const prints = observation.answer?.prints ?? []
      return { observation, verdict, memory, again: () => look(from, memory, prints) }
    },
  }
}

describe.each([
  ['a page', pageKind as Kind, { marker: ['контакты'] }, helpPage],
  ['a form', formKind as Kind, {}, formPage],
])('%s that answers as before', (_, kind, settings, body) => {
  it('is alive without being read, and says the same of itself', async () => {
    const { first } = await openScene(kind, settings, body)
    const seen = await first()
    expect(seen.verdict.state).toBe('alive')
    expect(seen.observation.answer?.asKnown).toBe(false)
    const { observation, verdict } = await seen.again()
    expect(observation.answer?.asKnown).toBe(true)
    expect(verdict).toEqual(seen.verdict)
    expect(observation.facts).toEqual(seen.observation.facts)
    expect(observation).toMatchObject({ httpStatus: 200, finalUrl: seen.observation.finalUrl, via: 'http' })
    expect(observation.trace.at(-1)).toMatch(/ -> 200, as it was read before$/)
    expect(kind.learn(observation.evidence, seen.memory)).toBeNull()
    expect(kind.evidence.parse(JSON.parse(JSON.stringify(observation.evidence)))).toMatchObject({
      page: null,
    })
  })

  it('is alive without being read where only its tokens are new', async () => {
    const withToken = (token: string) => `<meta name="csrf-token" content="${token}">${body}`
    const seen = await (await openScene(kind, settings, withToken('qRk4b7Zx'))).first()
    shown.body = withToken('9sLm2PwT')
    const { observation, verdict } = await seen.again()
    expect(observation.answer?.asKnown).toBe(true)
    expect(verdict).toEqual(seen.verdict)
    expect(observation.facts).toEqual(seen.observation.facts)
  })

  it('keeps its hint where it moved for good', async () => {
    const seen = await (await openScene(kind, settings, body)).first('/old')
    expect(seen.verdict.state).toBe('alive')
    const { verdict, observation } = await seen.again()
    expect(observation.answer?.asKnown).toBe(true)
    expect(verdict).toEqual(seen.verdict)
    expect(observation.facts).toEqual(seen.observation.facts)
  })

  it.each([
    ['one more character', () => (shown.body += ' ')],
    [
      'a wall’s header before the same page',
      () => (shown.headers = { ...html, 'cf-mitigated': 'challenge' }),
    ],
    ['a new cookie', () => (shown.headers = { ...html, 'set-cookie': '__ddg2_=1' })],
  ])('is read where it has %s', async (__, change) => {
    const seen = await (await openScene(kind, settings, body)).first()
    change()
    const { observation } = await seen.again()
    expect(observation.answer?.asKnown).not.toBe(true)
    expect(observation.evidence).toMatchObject({ page: { title: expect.stringMatching(/./) } })
  })
})

describe('nothing is known', () => {
  it('of a page whose neighbour was asked too', async () => {
    const scene = await openScene(pageKind, {}, page('Магазин', '<p>Страница не найдена</p>'))
    expect((await scene.first()).observation.answer).toBeUndefined()
  })

  it('of a page that sends the visitor on', async () => {
    const refresh = '<meta http-equiv="refresh" content="0;url=/help">'
    served = await serve((request, response) => {
      response.writeHead(200, html).end(request.url === '/help' ? helpPage : refresh)
    })
    const target = targetOf<PageSettings, PageMemory>(`${served.origin}/`, pageKind.settings.parse({}))
    const { answer, evidence } = await pageKind.check(target, { ...tools, isKnown: () => false })
    expect(evidence.page?.title).toBe('Помощь')
    expect(answer).toBeUndefined()
  })

  it('of a page that the browser looked at', async () => {
    const browser = await openTools({ chromiumPath: (await findChromium(null))?.path ?? null })
    shown = { headers: html, body: '<div id="root"></div><script>document.title="Помощь"</script>' }
    served = await serve((_, response) => response.writeHead(200, shown.headers).end(shown.body))
    const target = targetOf<PageSettings, PageMemory>(`${served.origin}/`, pageKind.settings.parse({}))
    const { answer, trace } = await pageKind.check(target, { ...browser, isKnown: () => false })
    await browser.close()
    expect(trace.join('\n')).toContain('VISIT')
    expect(answer).toBeUndefined()
  })
})

it('no wall is told by a header that the fingerprint does not know', () => {
  const told = signatures.flatMap(({ when }) => when.flatMap(({ header }) => Object.keys(header ?? {})))
  const printsOf = (more: Record<string, string>) => {
    const answer = {
      status: 200,
      url: 'https://a.test/',
      hops: [],
      headers: { ...html, ...more },
      truncated: false,
    }
    return [...printsOfAnswer(answer, Buffer.of())]
  }
  expect(told.length).toBeGreaterThan(10)
  const plain = printsOf({})
  for (const name of new Set(told))
    for (const print of printsOf({ [name]: 'x' })) expect(plain, name).not.toContain(print)
})
