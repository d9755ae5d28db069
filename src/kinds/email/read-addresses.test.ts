import { expect, it } from 'vitest'
import { cpuMs } from '../../../test/support/cpu-ms.ts'
import { decodeCloudflareEmail } from '../hidden-address.ts'
import { readPrintedPage } from '../printed-page.ts'
import { readAddress } from './read-addresses.ts'

const ours = 'help@shop.example'
const listed = (html: string, value = ours) => readAddress(readPrintedPage(html), value).listed

function hide(address: string, key = 0x5a): string {
  return Buffer.from([key, ...Buffer.from(address).map((byte) => byte ^ key)]).toString('hex')
}

it.each([
  '<p>Пишите: Help@shop.example.</p>',
  '<a href="mailto:help@shop.example?subject=x">Написать</a>',
  '<p>help<b>@shop</b>.example</p>',
  `<a class="__cf_email__" data-cfemail="${hide(ours)}">[email&#160;protected]</a>`,
  `<a href="/cdn-cgi/l/email-protection#${hide(ours)}">Написать</a>`,
  '<script type="application/ld+json">{"contactPoint":{"email":"mailto:help@shop.example"}}</script>',
  '<meta itemprop="email" content="help@shop.example">',
  '<p>help&#64;shop&#46;example</p>',
  '<p>help [at] shop.example</p>',
  '<p>help (собака) shop (точка) example</p>',
  '<p>help @ shop.example</p>',
  '<p>help{at}shop[dot]example</p>',
  '<p>help<span style="display:none">no-spam</span>@shop.example</p>',
  '<p>help@<wbr>shop.example</p>',
  '<span style="unicode-bidi:bidi-override; direction:rtl">elpmaxe.pohs@pleh</span>',
  '<button data-email="help@shop.example">Написать</button>',
  '<a class="m" data-user="help" data-domain="shop.example">Написать</a>',
  '<a href="mailto:office@shop.example,help@shop.example?subject=x">Написать</a>',
  '<a href="mailto:Help%40shop.example">Написать</a>',
  '<script type="application/ld+json">{"email":["a@shop.example","help@shop.example"]}</script>',
])('finds the address in %s', (html) => {
  expect(listed(html)).toBe(true)
})

it.each([
  '<p>selfhelp@shop.example</p>',
  '<p>Get help at shop.example</p>',
  '<p>help. @shop.example</p>',
  '<p>help</p><p>@shop.example</p>',
  '<a href="mailto:help@shop.example.org">help</a>',
  '<p>ask.help@shop.example</p>',
  '<p>help@shop.example.org [at]</p>',
  '<p>help@shop.example.org</p>',
  '<p>help@shop.examples</p>',
  '<!-- help@shop.example --><script>"help@shop.example"</script>',
  '<a data-cfemail="zz">x</a><a data-cfemail="00">x</a>',
])('does not find it in %s', (html) => {
  expect(listed(html)).toBe(false)
})

it('finds a Cyrillic domain in its own script', () => {
  expect(listed('<p>info@яндекс.рф</p>', 'info@xn--d1acpjx3f.xn--p1ai')).toBe(true)
})

it('reads a notice about the mailbox, not about its neighbours', () => {
  const notice = (html: string) => readAddress(readPrintedPage(html), ours).notice
  expect(notice('<p>help@shop.example больше не проверяется.</p>')).toContain('не проверяется')
  expect(notice('<p>help@shop.example</p><p>Почта больше не работает, пишите в чат.</p>')).not.toBeNull()
  expect(notice('<p>help@shop.example</p><p>Чат больше не работает.</p>')).toBeNull()
  expect(notice('<p>Старый адрес закрыт, пишите на help@shop.example</p>')).toBeNull()
  expect(notice('<p>help@shop.example больше не используется, пишите в чат</p>')).toContain('не используется')
  expect(notice('<p>help@shop.example (до 9:00 почта не проверяется)</p>')).toBeNull()
  expect(notice('<p>help@shop.example</p><p>old@shop.example: почта закрыта</p>')).toBeNull()
})

it('gives null for what hides no address', () => {
  expect(decodeCloudflareEmail(hide(ours))).toBe(ours)
  for (const code of ['', 'xyz', 'abc', 'aabbccdd']) expect(decodeCloudflareEmail(code)).toBeNull()
})

it('spells a hostile page plainly in good time', () => {
  for (const text of [
    '( at '.repeat(20_000),
    'a собака '.repeat(12_000),
    ' '.repeat(100_000),
    'a @ '.repeat(25_000),
  ])
    expect(cpuMs(() => readAddress({ ...readPrintedPage(''), text }, ours))).toBeLessThan(50)
})
