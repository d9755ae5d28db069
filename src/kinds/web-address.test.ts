import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostOfAddress, parseWebAddress, recogniseWebAddress } from './web-address.ts'

test.each([
  ['https://Shop.Example/Help?a=1&b=2#part', 'https://shop.example/Help?a=1&b=2'],
  ['seller.wildberries.ru', 'https://seller.wildberries.ru/'],
  ['http://shop.example:80/', 'http://shop.example/'],
  ['https://app.example/#/contacts', 'https://app.example/#/contacts'],
  ['https://app.example/#!/contacts', 'https://app.example/#!/contacts'],
  ['https://почта.рф/путь', 'https://xn--80a1acny.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C'],
  ['«https://shop.example/a».', 'https://shop.example/a'],
  ['(https://ru.example/wiki/A_(b))', 'https://ru.example/wiki/A_(b)'],
  ['//cdn.example/x', 'https://cdn.example/x'],
  ['http://shop.example/?;#part', 'http://shop.example/'],
  ['127.0.0.1:8080/x', 'https://127.0.0.1:8080/x'],
])('%s is %s', (text, value) => expect(parseWebAddress(text)).toEqual({ ok: true, value }))

test.each([
  '',
  'mailto:a@b.ru',
  'javascript:alert(1)',
  'https://ozon.ru@evil.example/',
  'два слова',
  'https://',
  'слово',
  `https://a.ru/${'x'.repeat(3000)}`,
])('%s is refused with a reason', (text) =>
  expect(parseWebAddress(text)).toMatchObject({ ok: false, problem: expect.stringMatching(/\w/) }),
)

test('only what is an address without doubt is recognised', () => {
  expect(recogniseWebAddress('ozon-hotline.delret.ru')).toBe('https://ozon-hotline.delret.ru/')
  expect(recogniseWebAddress('пример.рф/контакты')).toMatch(/^https:\/\/xn--/)
  for (const text of [
    'sales@wildberries.ru',
    '@durov',
    'file.txt1',
    'v1.2.3',
    'т.е.',
    'tel:+78000000000',
    '8.800.234',
  ])
    expect(recogniseWebAddress(text)).toBeNull()
})

test('canonical values stay as they are, and nothing throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string()), (text) => {
      const parsed = parseWebAddress(text)
      recogniseWebAddress(text)
      if (parsed.ok) expect(parseWebAddress(parsed.value)).toEqual(parsed)
    }),
  )
  expect(hostOfAddress('no address')).toBe('invalid')
})
