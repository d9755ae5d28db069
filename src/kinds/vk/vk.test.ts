import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, evidenceOf, page, prose } from '../../../test/fixtures/walls/answers.ts'
import { openTools, targetOf } from '../../../test/support/check-tools.ts'
import { serve } from '../../../test/support/serve.ts'
import { type NetCode, netFailureClasses } from '../../domain/failure.ts'
import { vkKind } from './index.ts'

const asked = 'https://vk.com/ozon'
const short = (answer: Answer) => {
  const verdict = vkKind.judge(evidenceOf({ asked, ...answer }))
  return `${verdict.state} ${verdict.reason?.code ?? ''}`.trim()
}
const shell = page('VK | VK', '<div id="react_rootVKComponent"></div><script src="/dist/web.js"></script>')

test.each([
  ['https://vk.com/ozon', 'https://vk.com/ozon'],
  ['http://m.vk.com/Ozon/', 'https://vk.com/ozon'],
  ['vk.ru/yandex.market?from=search', 'https://vk.com/yandex.market'],
  ['https://vkontakte.ru/club123', 'https://vk.com/club123'],
  ['vk.me/wbsellerofficial', 'https://vk.com/wbsellerofficial'],
])('%s is recognised', (text, value) => {
  expect(vkKind.recognise(text)).toBe(value)
  expect(vkKind.parse(text)).toEqual({ ok: true, value })
})

test.each([
  'https://vk.com/',
  'https://vk.com/wall-123_45',
  'https://vk.com/feed',
  'https://vk.com/away.php?to=x',
  'https://vk.com@evil.example/ozon',
  'https://vk.com.evil.example/ozon',
  'https://vk.com/photo-1_2',
  'https://example.ru/ozon',
])('%s is not', (text) => {
  expect(vkKind.recognise(text)).toBeNull()
  expect(vkKind.parse(text)).toMatchObject({ ok: false })
})

test('a bare name is parsed, not recognised', () => {
  expect(vkKind.parse('@ozon')).toEqual({ ok: true, value: 'https://vk.com/ozon' })
  expect(vkKind.recognise('@ozon')).toBeNull()
  expect(vkKind.recognise('ozon')).toBeNull()
  fc.assert(fc.property(fc.string(), (text) => void [vkKind.recognise(text), vkKind.parse(text)]))
})

test.each<[string, Answer, string]>([
  ['a missing name', { status: 404, html: page('404 Not Found', '') }, 'gone vk/not-found'],
  [
    'a missing name on the new host',
    { status: 404, hops: [[301, 'https://vk.ru/ozon']] },
    'gone vk/not-found',
  ],
  [
    'a 404 after a redirect elsewhere',
    { status: 404, hops: [[302, 'https://vk.com/other']] },
    'unknown vk/unrecognised',
  ],
  ['a shell', { html: shell }, 'alive'],
  ['a shell on the new host', { html: shell, hops: [[301, 'https://vk.ru/ozon']] }, 'alive'],
  ['a community', { html: page('Ozon | VK', prose(400)) }, 'alive'],
  [
    'a numbered address that took a name',
    { asked: 'https://vk.com/club1', html: shell, hops: [[302, asked]] },
    'alive',
  ],
  [
    'deleted',
    { html: page('VK', '<div class="message_page_body">Страница удалена либо ещё не создана.</div>') },
    'gone vk/deleted',
  ],
  [
    'deleted in English',
    { html: page('Error', 'This page is either deleted or has not been created yet.') },
    'gone vk/deleted',
  ],
  [
    'a post that quotes it',
    { html: page('Ozon', `<p>Страница удалена либо ещё не создана.</p>${prose(400)}`) },
    'alive',
  ],
  [
    'blocked',
    { html: page('Ozon', 'Сообщество заблокировано в связи с возможным нарушением правил сайта.') },
    'gone vk/banned',
  ],
  [
    'frozen',
    { html: page('VK', 'Мы обнаружили на странице подозрительную активность') },
    'unknown vk/banned',
  ],
  ['a closed group', { html: page('Чат', 'Закрытая группа') }, 'alive'],
  [
    'a private community',
    { html: page('Чат', 'Это частное сообщество. Доступ только по приглашениям.') },
    'alive',
  ],
  ['an age gate', { html: page('Чат', 'Мне исполнилось 18 лет') }, 'alive'],
  [
    'too many requests',
    { html: page('Ошибка', 'Вы попытались загрузить более одной однотипной страницы в секунду.') },
    'unknown http/rate-limited',
  ],
  [
    'a regional text',
    { html: page('VK', 'Данный материал заблокирован на территории Российской Федерации') },
    'unknown page/geo-stub',
  ],
  [
    'a regional redirect',
    { hops: [[302, 'https://vk.com/blank.php?rkn=1']], html: shell },
    'unknown page/geo-stub',
  ],
  ['a login', { hops: [[302, 'https://login.vk.com/?act=login']], html: shell }, 'unknown vk/login-wall'],
  [
    'a login of the ecosystem',
    { hops: [[302, 'https://id.vk.com/auth']], html: shell },
    'unknown vk/login-wall',
  ],
  ['the home page', { hops: [[302, 'https://vk.com/']], html: shell }, 'unknown vk/login-wall'],
  [
    'the challenge for strangers',
    { hops: [[302, 'https://vk.com/429.html?redirect429=x']], html: shell },
    'unknown vk/login-wall',
  ],
  [
    'the page for old browsers',
    { hops: [[302, 'https://vk.com/badbrowser.php']], html: page('x', 'Ваш браузер устарел') },
    'unknown vk/unrecognised',
  ],
  ['another name', { hops: [[302, 'https://vk.com/durov']], html: shell }, 'unknown vk/unrecognised'],
  ['nothing', { html: '' }, 'unknown vk/unrecognised'],
  ['a failing server', { status: 502 }, 'unknown http/server-error'],
  ['a 429', { status: 429 }, 'unknown http/rate-limited'],
  ['a 403', { status: 403 }, 'unknown http/client-error'],
])('%s', (_, answer, expected) => expect(short(answer)).toBe(expected))

test('trouble on the way to VK never means that a community is gone', () => {
  for (const code of Object.keys(netFailureClasses) as NetCode[]) {
    const evidence = evidenceOf({ asked }, { failure: { code, message: 'm' }, status: null, page: null })
    expect(vkKind.judge(evidence)).toMatchObject({ state: 'unknown', reason: { code } })
  }
})

describe('looking', () => {
  test('asks once, reads windows-1251 and keeps to HTTP', async () => {
    const served = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=windows-1251' })
      response.end(
        Buffer.from(
          '<title>VK</title><p>\xd1\xf2\xf0\xe0\xed\xe8\xf6\xe0 \xf3\xe4\xe0\xeb\xe5\xed\xe0</p>',
          'latin1',
        ),
      )
    })
    const tools = await openTools()
    const { evidence } = await vkKind.check(targetOf(`${served.origin}/ozon`, {}), tools)
    expect(vkKind.judge({ ...evidence, requestedUrl: asked, finalUrl: asked }).reason?.code).toBe(
      'vk/deleted',
    )
    expect(served.requests).toHaveLength(1)
    await tools.close()
    await served.close()
  })
})
