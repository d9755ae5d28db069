import { afterEach, describe, expect, test } from 'vitest'
import { page, prose } from '../../../test/fixtures/walls/answers.ts'
import { openTools, targetOf } from '../../../test/support/check-tools.ts'
import { type Served, serve } from '../../../test/support/serve.ts'
import type { FormMemory, FormSettings } from './evidence.ts'
import { formKind } from './index.ts'

let served: Served | null = null
afterEach(() => served?.close())

const contact = `<form id="feedback" method="post" action="/send"><input name="name"><input name="email" type="email">
  <textarea name="question" required></textarea><button type="submit">Отправить</button></form>`

describe('a frame of a service of forms', () => {
  const embedding = page(
    'Вопрос',
    `${prose(80)}<iframe src="http://forms.yandex.ru/u/123/?iframe=1"></iframe>`,
  )

  async function lookThrough(status: number, frame: string) {
    served = await serve((request, response) => {
      const isFrame = request.headers.host === 'forms.yandex.ru'
      response.writeHead(isFrame ? status : 200, { 'content-type': 'text/html; charset=utf-8' })
      response.end(isFrame ? frame : embedding)
    })
    const rule = { host1: null, port1: 80, host2: '127.0.0.1', port2: served.port }
    const rerouted = await openTools({ connectTo: [rule] })
    const target = targetOf<FormSettings, FormMemory>(
      'http://shop.example/feedback',
      formKind.settings.parse({}),
    )
    const { evidence, answer } = await formKind.check(target, { ...rerouted, isKnown: () => false })
    await rerouted.close()
    const { state, reason } = formKind.judge(formKind.evidence.parse(JSON.parse(JSON.stringify(evidence))))
    return { short: `${state} ${reason?.code ?? ''}`.trim(), answer }
  }

  test.each([
    ['its form', 200, page('Форма', contact), 'alive'],
    ['its shell', 200, page('', '<div id="root"></div><script src="/a.js"></script>'), 'alive'],
    [
      'a closed form',
      200,
      page('Форма', '<h1>Эта форма больше не принимает ответы</h1>'),
      'gone page/discontinued-notice',
    ],
    ['nothing', 404, page('404', 'Not found'), 'gone form/missing'],
    ['a wall', 200, page('Вы не робот?', '<form action="/checkcaptcha"></form>'), 'unknown page/wall'],
    ['trouble', 502, '', 'unknown http/server-error'],
  ])('with %s', async (_, status, frame, expected) => {
    expect((await lookThrough(status, frame)).short).toBe(expected)
    expect(served?.requests.map(({ headers }) => headers.host)).toEqual(['shop.example', 'forms.yandex.ru'])
  })

  test('it may change while the page around it stays, so the page’s answer is never enough', async () => {
    expect((await lookThrough(200, page('Форма', contact))).answer).toBeUndefined()
  })
})
