import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { page, prose } from '../../../test/fixtures/walls/answers.ts'
import { openTools, targetOf } from '../../../test/support/check-tools.ts'
import { type Served, serve } from '../../../test/support/serve.ts'
import { findChromium } from '../../net/find-chromium.ts'
import type { FormMemory, FormSettings } from './evidence.ts'
import { formKind } from './index.ts'

let tools: Awaited<ReturnType<typeof openTools>>
let served: Served
beforeAll(async () => {
  const found = await findChromium(null)
  expect(found, 'this test needs a Chromium; npm test brings one').not.toBeNull()
  tools = await openTools({ chromiumPath: found?.path ?? null })
})
afterAll(() => tools.close())
afterEach(() => served.close())

async function look(documents: Record<string, string>) {
  served = await serve((request, response) => {
    const body = documents[request.url ?? '']
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(body ?? '')
  })
  const target = targetOf<FormSettings, FormMemory>(`${served.origin}/feedback`, formKind.settings.parse({}))
  const observation = await formKind.check(target, { ...tools, timeoutMs: 25_000 })
  const { state, reason } = formKind.judge(observation.evidence)
  return { observation, short: `${state} ${reason?.code ?? ''}`.trim() }
}

const fields = '<input name="email"><textarea name="question"></textarea><button>Отправить</button>'

test('a form that a script builds is found by the browser, and nothing is sent', async () => {
  const script = `<script>document.getElementById('root').innerHTML='<h1>Вопрос</h1><form method="post">${fields}</form>'</script>`
  const { observation, short } = await look({ '/feedback': page('Вопрос', `<div id="root"></div>${script}`) })
  expect(short).toBe('alive')
  expect(observation.via).toBe('browser')
  expect(observation.trace.map((line) => line.split(' ')[0])).toEqual(['GET', 'VISIT'])
  expect(served.requests.every(({ method }) => method === 'GET')).toBe(true)
})

test('a form in a frame is found by the browser', async () => {
  const { short } = await look({
    '/feedback': page('Вопрос', `${prose(80)}<iframe src="/frame"></iframe><script src="/none.js"></script>`),
    '/frame': page('Форма', `<form method="post">${fields}</form>`),
  })
  expect(short).toBe('alive')
})

test('a page on which the browser finds no form has lost it', async () => {
  const { observation, short } = await look({
    '/feedback': page('Вопрос', `<h1>Вопрос</h1>${prose(80)}<script>document.title='Вопрос'</script>`),
  })
  expect(short).toBe('gone form/missing')
  expect(observation.via).toBe('browser')
})

test('a plain document with its form needs no browser', async () => {
  const { observation, short } = await look({
    '/feedback': page('Вопрос', `<form method="post">${fields}</form>`),
  })
  expect(short).toBe('alive')
  expect(observation.via).toBe('http')
  expect(served.requests).toHaveLength(1)
})
