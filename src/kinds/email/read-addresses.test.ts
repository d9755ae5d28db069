import { expect, it } from 'vitest'
import { decodeCloudflareEmail, readPrintedPage } from '../printed-page.ts'
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
])('finds the address in %s', (html) => {
  expect(listed(html)).toBe(true)
})

it.each([
  '<p>selfhelp@shop.example</p>',
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
  expect(notice('<p>help@shop.example</p><p>old@shop.example: почта закрыта</p>')).toBeNull()
})

it('gives null for what hides no address', () => {
  expect(decodeCloudflareEmail(hide(ours))).toBe(ours)
  for (const code of ['', 'xyz', 'abc', 'aabbccdd']) expect(decodeCloudflareEmail(code)).toBeNull()
})
