import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { evidenceOf, page, prose } from '../../../test/fixtures/walls/answers.ts'
import { openTools, targetOf } from '../../../test/support/check-tools.ts'
import { type Served, serve } from '../../../test/support/serve.ts'
import { digestPage } from '../../walls/page-digest.ts'
import type { FormMemory, FormSettings } from './evidence.ts'
import { findForm } from './find-form.ts'
import { formKind } from './index.ts'

let tools: Awaited<ReturnType<typeof openTools>>
let served: Served | null = null
beforeAll(async () => {
  tools = await openTools()
})
afterAll(() => tools.close())
afterEach(() => served?.close())

async function look(
  body: string,
  settings: Partial<FormSettings> = {},
  memory: FormMemory | null = null,
  path = '/feedback',
) {
  served = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(body)
  })
  const target = targetOf(`${served.origin}${path}`, { ...formKind.settings.parse({}), ...settings }, memory)
  const { evidence, facts } = await formKind.check(target, tools)
  expect(formKind.evidence.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence)
  expect(served.requests.every(({ method }) => method === 'GET')).toBe(true)
  const verdict = formKind.judge(evidence)
  return {
    short: `${verdict.state} ${verdict.reason?.code ?? ''}`.trim(),
    facts,
    memory: formKind.learn(evidence),
  }
}

const contact = `<form id="feedback" method="post" action="/send"><input name="name"><input name="email" type="email">
  <textarea name="question" required></textarea><button type="submit">Отправить</button></form>`
const search = '<form action="/search" role="search"><input name="q"><button>Найти</button></form>'
const subscribe =
  '<form action="/subscribe"><input type="email" name="email"><button>Подписаться</button></form>'
const login = '<form><input name="login"><input type="password" name="p"><button>Войти</button></form>'
const town = '<form><select name="city"><option>Москва</option></select><button>ок</button></form>'
const cookies =
  '<form class="cookie-consent"><input type="checkbox" name="stat"><button>Принять</button></form>'
const noise = search + subscribe + login + town + cookies
const withForm = page('Обратная связь', `${noise}${prose(40)}${contact}`)
const withoutForm = page('Обратная связь', `${noise}${prose(80)}`)
const script = '<script src="/app.js"></script>'

test('finds the form among search, subscription, entrance, chooser and banner', async () => {
  const { short, facts, memory } = await look(withForm)
  expect(short).toBe('alive')
  expect(facts).toContainEqual({ label: 'fields', value: 'name, email, question' })
  expect(memory).toMatchObject({
    via: 'http',
    fields: [{ name: 'name' }, { name: 'email' }, { name: 'question' }],
  })
})

test.each([
  [
    'fields outside any form',
    '<textarea name="text"></textarea><input name="email"><div role="button">Отправить</div>',
    true,
  ],
  [
    'a questionnaire',
    '<form><input type="radio" name="a"><input type="radio" name="a"><button>Далее</button></form>',
    true,
  ],
  [
    'a call back',
    '<form id="call"><input type="tel" name="phone"><button>Перезвоните мне</button></form>',
    true,
  ],
  [
    'a button that waits for input',
    '<form><textarea name="t"></textarea><button disabled>Отправить</button></form>',
    true,
  ],
  ['fields without a button', '<form><textarea name="t"></textarea></form>', false],
  [
    'bait for robots',
    '<form><input name="email" type="email"><div aria-hidden="true"><input name="b_1"></div><button>Подписаться</button></form>',
    false,
  ],
  ['only hidden fields', '<form><input type="hidden" name="t"><button>Выйти</button></form>', false],
  ['a search box with a type', '<form><input type="search" name="x"><button>Найти</button></form>', false],
])('%s', (_, html, isForm) => {
  expect(findForm(digestPage(html, 'https://shop.example/').forms, null) !== null).toBe(isForm)
})

describe('no form', () => {
  test('on a page without scripts means that it is gone', async () => {
    expect((await look(withoutForm)).short).toBe('gone form/missing')
  })

  test('where scripts may build one and no browser looks is unknown', async () => {
    expect((await look(withoutForm + script)).short).toBe('unknown page/empty-shell')
  })

  test('where it once was in the document itself means that it is gone', async () => {
    const memory: FormMemory = { fields: [], action: null, via: 'http' }
    expect((await look(withoutForm + script, {}, memory)).short).toBe('gone form/missing')
  })

  test('seen by the browser means that it is gone', () => {
    const evidence = { ...evidenceOf({ html: withoutForm + script }), via: 'browser' as const }
    const rest = {
      wantedFields: [],
      form: null,
      hostedFrame: null,
      frame: null,
      closed: null,
      scriptless: false,
      knownForm: null,
    }
    expect(formKind.judge({ ...evidence, ...rest }).reason?.code).toBe('form/missing')
  })

  test('in an empty shell is unknown', async () => {
    expect((await look(page('', `<div id="app"></div>${script}`))).short).toBe('unknown page/empty-shell')
  })

  test('behind an entrance is a login wall', async () => {
    expect((await look(page('Вход в кабинет', login), {}, null, '/service-desk-v2')).short).toBe(
      'unknown page/login-wall',
    )
    await served?.close()
    expect((await look(page('Авторизация', login), {}, null, '/')).short).toBe('unknown page/login-wall')
  })
})

test.each([
  page('Опрос', '<p>Форма «Опрос» больше не принимает ответы.</p>'),
  page('Survey', '<h1>This form is no longer accepting responses</h1>'),
  page('Форма закрыта', '<p>Спасибо</p>'),
])('a form that says that it is closed is gone (%#)', async (body) => {
  expect((await look(body)).short).toBe('gone page/discontinued-notice')
})

test('a form that is closed for now is not', async () => {
  expect(
    (await look(page('Опрос', `<p>Форма временно не принимает ответы, если закрыта.</p>${script}`))).short,
  ).not.toMatch(/^gone/)
})

describe('another form than before', () => {
  const field = (name: string, type = 'text') => ({ name, type, required: false })
  const known = (fields: string[], action: string | null = null): FormMemory => ({
    fields: fields.map((name) => field(name)),
    action,
    via: 'http',
  })

  test('lacks what the settings name', async () => {
    expect((await look(withForm, { fields: ['question', 'order'] })).short).toBe('changed form/changed')
    await served?.close()
    expect((await look(withForm, { fields: ['question'] })).short).toBe('alive')
  })

  test('lost or gained a field; a captcha and a consent are none', async () => {
    const fields = [field('name'), field('email', 'email'), field('question', 'textarea')]
    const was = (more: FormMemory['fields']): FormMemory => ({ fields: more, action: null, via: 'http' })
    expect((await look(withForm, {}, was([...fields, field('order')]))).short).toBe('changed form/changed')
    await served?.close()
    expect((await look(withForm, {}, was(fields.slice(1)))).short).toBe('changed form/changed')
    await served?.close()
    const consents = [field('agree', 'checkbox'), field('smart-token')]
    expect((await look(withForm, {}, was([...fields, ...consents]))).short).toBe('alive')
  })

  test('renamed fields of the same sorts, and names made anew, are the same form', async () => {
    const renamed: FormMemory = {
      fields: [field('n'), field('e', 'email'), field('q', 'textarea')],
      action: null,
      via: 'http',
    }
    expect((await look(withForm, {}, renamed)).short).toBe('alive')
    await served?.close()
    expect((await look(withForm, {}, known([':r1:', 'deadbeef01']))).short).toBe('alive')
  })

  test('sends to somebody else', async () => {
    const body = page('Форма', contact.replace('/send', 'https://evil.example/x'))
    const before = known(['name', 'email', 'question'], 'https://shop.example/send')
    expect((await look(body, {}, before)).short).toBe('changed form/changed')
  })
})

test('a selector chooses among several forms, and has to be one', async () => {
  expect((await look(withForm, { selector: 'form#feedback[action$=/send]' })).short).toBe('alive')
  await served?.close()
  expect((await look(withForm, { selector: '.support-form' })).short).toBe('gone form/missing')
  expect(formKind.settings.safeParse({ selector: 'div > form' }).success).toBe(false)
  fc.assert(fc.property(fc.string(), (selector) => void formKind.settings.safeParse({ selector })))
})

test('only services of forms are recognised without being named', () => {
  expect(formKind.recognise('https://forms.yandex.ru/surveys/10013648/')).toBe(
    'https://forms.yandex.ru/surveys/10013648/',
  )
  expect(formKind.recognise('https://docs.google.com/forms/d/e/1/viewform')).not.toBeNull()
  expect(formKind.recognise('forms.gle/abc')).toBe('https://forms.gle/abc')
  expect(formKind.recognise('https://docs.google.com/document/d/1')).toBeNull()
  expect(formKind.recognise('https://ozon.ru/feedback')).toBeNull()
})
