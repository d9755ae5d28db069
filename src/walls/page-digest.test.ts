import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestPage } from './page-digest.ts'

const url = 'https://shop.example/help/'
const digest = (html: string) => digestPage(html, url)

test('reads title, headings, language, canonical address and robots', () => {
  const page = digest(`<html lang="RU"><head><title> Помощь
    продавцам </title><link rel="canonical" href="/help"><meta name="robots" content="NOINDEX">
    </head><body><svg><title>стрелка</title></svg><h1>Как <b>связаться</b></h1></body></html>`)
  expect(page).toMatchObject({
    title: 'Помощь продавцам',
    h1: ['Как связаться'],
    lang: 'ru',
    canonical: 'https://shop.example/help',
    robots: 'noindex',
  })
})

test('keeps blocks apart and hidden parts out of the visible text', () => {
  const page = digest(`<body><p>Первый <b>абз</b>ац</p><div>второй</div><script>var a = 1</script>
    <noscript>включите JavaScript</noscript><div hidden>не найдено</div>
    <div style="color:red; display : none">скрыто <div>глубже</div></div><p>третий&nbsp;&amp; последний</p></body>`)
  expect(page.text.split('\n')).toEqual(['Первый абзац', 'второй', 'третий & последний'])
})

test('counts the text beyond the cap', () => {
  const page = digest(`<p>${'слово '.repeat(10_000)}</p>`)
  expect(page.text.length).toBeLessThanOrEqual(20_000)
  expect(page.textLength).toBeGreaterThan(59_000)
})

test('reads forms with their fields, buttons and addresses', () => {
  const [form] =
    digest(`<form id="f" class="a b" action="send" method="POST"><input type="hidden" name="csrf">
    <input name="email" type="EMAIL" required><textarea name="text"></textarea>
    <div aria-hidden="true"><input name="honeypot"></div><button disabled> Отправить </button></form>`).forms
  expect(form).toMatchObject({
    action: 'https://shop.example/help/send',
    method: 'post',
    id: 'f',
    classes: ['a', 'b'],
    submit: 'disabled',
    loose: false,
  })
  expect(form?.fields).toEqual([
    { name: 'email', type: 'email', required: true },
    { name: 'text', type: 'textarea', required: false },
  ])
  expect(form?.submitLabel.trim()).toBe('Отправить')
})

test('gathers fields outside any form, and roles that play fields', () => {
  const { forms } = digest(`<div role="textbox" aria-label="Вопрос"></div><textarea id="t"></textarea>
    <div role="button">Отправить</div>`)
  expect(forms).toHaveLength(1)
  expect(forms[0]).toMatchObject({ loose: true, submit: 'enabled' })
  expect(forms[0]?.fields.map(({ name }) => name)).toEqual(['Вопрос', 't'])
})

test('tells an empty application shell from a short static page', () => {
  expect(digest('<body><div id="app"></div><script src="/a.js"></script></body>').shell).toBe(true)
  expect(digest('<body><app-root></app-root></body>').shell).toBe(true)
  expect(digest('').shell).toBe(true)
  expect(digest('<h1>Контакты</h1><p>8 800 000-00-00</p>').shell).toBe(false)
  expect(digest('<div id="root"><h1>Вопрос</h1></div><script src="/a.js"></script>').shell).toBe(false)
  expect(digest('<div id="root"><h1>Загрузка…</h1></div>').shell).toBe(true)
  expect(digest('<div id="root"><textarea name="t"></textarea></div>').shell).toBe(false)
  expect(digest(`<div id="root"><p>${'текст '.repeat(40)}</p></div>`).shell).toBe(false)
})

test('keeps counters out of the scripts that may build a page', () => {
  const page =
    digest(`<script src="https://mc.yandex.ru/metrika/tag.js"></script><script>ym(1,'init')</script>
    <script src="/app.js"></script><script type="application/ld+json">{"a":1}</script>`)
  expect(page.scripts).toEqual(['https://shop.example/app.js'])
  expect(page.inlineScripts).toBe(0)
  expect(page.jsonLd).toEqual(['{"a":1}'])
})

test('reads links to phones and addresses, frames and refreshes', () => {
  const page =
    digest(`<base href="https://cdn.example/x/"><meta http-equiv="refresh" content="0; url='/next'">
    <a href="tel:+7%20800">т</a><a href="MAILTO:a@b.ru?subject=x">м</a><iframe src="//forms.yandex.ru/u/1/"></iframe>`)
  expect(page.telLinks).toEqual(['+7%20800'])
  expect(page.mailtoLinks).toEqual(['a@b.ru'])
  expect(page.iframes).toEqual(['https://forms.yandex.ru/u/1/'])
  expect(page.metaRefresh).toEqual({ seconds: 0, url: 'https://cdn.example/next' })
})

test('survives anything', () => {
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (html) => void digest(html)))
  const bits = fc.constantFrom(
    '<form>',
    '</form',
    '<input name=',
    '"',
    "'",
    '<title>',
    '<!--',
    '-->',
    '<svg>',
    '</',
    '>',
    '&#x',
    'я',
    '<script>',
    ']]>',
  )
  fc.assert(fc.property(fc.array(bits, { maxLength: 60 }), (parts) => void digest(parts.join(''))))
})

test('hostile nesting and length take no unreasonable time', () => {
  const startedMs = performance.now()
  digest('<div><form>'.repeat(100_000))
  digest(`<p ${'a '.repeat(200_000)}>`)
  digest(`${' '.repeat(500_000)}<title>${'x'.repeat(500_000)}`)
  digest(`<meta http-equiv=refresh content="${';'.repeat(300_000)}">`)
  expect(performance.now() - startedMs).toBeLessThan(3000)
})
