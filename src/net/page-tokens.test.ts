import { describe, expect, it } from 'vitest'
import { digestPage } from '../walls/page-digest.ts'
import { recogniseWall } from '../walls/signatures.ts'
import { withoutNonces, withoutTokens } from './page-tokens.ts'

const url = 'https://shop.test/help'
const words = '<title>Помощь</title><h1>Контакты</h1><p>Пишите в чат поддержки каждый день</p>'

/** Everything that is read of a document. */
function reading(html: string) {
  const digest = digestPage(html, url)
  const wall = recogniseWall({
    status: 200,
    requestedUrl: url,
    finalUrl: url,
    headers: {},
    cookies: [],
    html,
    digest,
  })
  return { digest, wall }
}

describe.each([
  ['a token against forgery', (one: string) => `<meta name="csrf-token" content="${one}">`],
  ['the same, the other way round', (one: string) => `<META content='${one}' name=csrf-token />`],
  ['the nonce of a script', (one: string) => `<script nonce="${one}">start()</script>`],
  ['a hidden field', (one: string) => `<form><input type="hidden" name="id" value="${one}"></form>`],
  ['a hidden field of ASP.NET', (one: string) => `<input value=${one} type=hidden name=__VIEWSTATE>`],
  ['what a script is told', (one: string) => `<script>BX.message({'bitrix_sessid':'${one}'})</script>`],
  ['data of a page', (one: string) => `<script>app={"csrfToken":"${one}","user":null}</script>`],
  ['data in a string', (one: string) => `<script>app("{\\"requestId\\":\\"${one}\\"}")</script>`],
  ['an attribute', (one: string) => `<body data-csrf-token="${one}">`],
  ['a remark', (one: string) => `<!-- made in ${one} s -->`],
])('%s', (_, written) => {
  const one = `${written('aB3+/9x_Zq==')}${words}`
  const other = `${written('Qw8-~Lm2%2F7')}${words}`

  it('is left out', () => {
    expect(withoutTokens(one)).toBe(withoutTokens(other))
    expect(withoutTokens(one).length).toBeLessThan(one.length)
  })

  it('is nothing that anybody reads', () => {
    expect(reading(one)).toEqual(reading(other))
  })
})

it('leaves out the clock of the server', () => {
  const at = (seconds: number) => `<script>var serverTime = ${seconds}; timestamp: ${seconds}123</script>`
  expect(withoutTokens(at(1795440440))).toBe(withoutTokens(at(1795440441)))
})

it.each([
  ['words', '<p>Оператор token ответит сегодня</p>'],
  ['words that look like a token', '<p>Token: "Zakryto-navsegda", csrf="12345678"</p>'],
  ['words after a script', '<script>a = 1</script><p>token="Zakryto-navsegda"</p><script>b = 2</script>'],
  ['words that stand like a tag', '<p>3 < 5, token="Zakryto-navsegda"</p>'],
  ['a number that a page shows', '<p>Горячая линия: 88001234567</p>'],
  ['a visible field', '<input type="text" name="city" value="Novosibirsk">'],
  ['a description', '<meta name="description" content="How-to-get-a-token">'],
  ['where a page sends the visitor', '<meta http-equiv="refresh" content="0;url=/closed-for-good">'],
  ['a link', '<a href="https://shop.test/?token1=help12345678">'],
  ['a frame', '<iframe src="https://forms.test/?token=1795440440&timestamp=1795440440"></iframe>'],
  ['an address', '<a href="/claim;token:"abcdefgh">'],
  ['a short value', '<script>token = "no"</script>'],
  ['a value of words', '<script>token = "we are closed"</script>'],
  ['data in a remark', '<script type="application/ld+json"><!-- {"telephone":"+78001234567"} --></script>'],
  ['a document in a remark', '<!-- <h1>Контакты поддержки</h1> -->'],
  ['a remark without an end', '<!-- Контакты'],
])('keeps %s', (_, document) => {
  expect(withoutTokens(document)).toBe(document)
})

it.each(['<input ', 'token', 'token="', '<!-- ', '<meta name="', ' value="aaaaaaaa', 'csrf:'])(
  'needs time in proportion to a document of %j',
  (part) => {
    const startedAt = performance.now()
    withoutTokens(`<input type=hidden ${part.repeat(200_000)}`)
    // Measured: 10 to 80 ms. What takes the square of it takes minutes.
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  },
)

it('leaves out the nonces of a policy and keeps what it allows', () => {
  expect(withoutNonces("script-src 'nonce-a1' 'nonce-b2' https://cdn.test")).toBe(
    "script-src 'nonce-' 'nonce-' https://cdn.test",
  )
})
