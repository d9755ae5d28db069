import { describe, expect, it } from 'vitest'
import { readPrintedPage } from '../printed-page.ts'
import { findNumber, findPhones, findPhonesInText } from './find-phones.ts'

const values = (text: string) => findPhonesInText(text).map(({ value }) => value)
const onPage = (html: string) =>
  findPhones(readPrintedPage(html)).map(({ value, source }) => `${source} ${value}`)

describe('findPhonesInText', () => {
  it.each<[string, string[]]>([
    ['8-800-100-7505, 8-800-775-5505', ['+78001007505', '+78007755505']],
    ['8 800 234-70-00; 8 495 009-70-70', ['+78002347000', '+74950097070']],
    ['Звоните 8 (800) 234-70-00, 24/7', ['+78002347000']],
    ['8 800 234-70-00, 3 линии', ['+78002347000']],
    ['8 800 234-70-00 #2', ['+78002347000']],
    ['8 800 234-70-00 8 495 009-70-70 +7 812 494-06-06', ['+78002347000', '+74950097070', '+78124940606']],
    ['+7 495 232-10-00 (доб. 71953)', ['+74952321000;ext=71953']],
    ['+7 495 232-10-00, вн. 105', ['+74952321000;ext=105']],
    ['https://example.ru/78002347000 и a78002347000@mail.ru', []],
    ['example.ru/catalog/78002347000', []],
    ['ИНН 7712263726, ОГРН 1027739244741, артикул 89261234567', []],
    ['Заказ № 89261234567', []],
    ['Телефон для заказов: 8 926 123-45-67', ['+79261234567']],
    ['123112, Москва, 22.00-23.00, 15 990 руб.', []],
  ])('reads %s', (text, expected) => {
    expect(values(text)).toEqual(expected)
  })

  it('gives places in the original text', () => {
    const text = 'первая строка\nТелефон, бесплатный: 8 (800) 234-70-00, звоните'
    const [phone] = findPhonesInText(text)
    expect(text.slice(phone?.place?.start, phone?.place?.end)).toBe('8 (800) 234-70-00')
  })

  it('takes hostile runs of digits and brackets without stalling', () => {
    const began = performance.now()
    findPhonesInText('1'.repeat(400_000))
    findPhonesInText('(8-'.repeat(100_000))
    findPhonesInText('a.'.repeat(200_000))
    findNumber(`${'8 800 '.repeat(60_000)}`, '+78002347000')
    expect(performance.now() - began).toBeLessThan(5000)
  })
})

describe('findPhones', () => {
  it('keeps numbers of neighbouring blocks apart and joins a number split over spans', () => {
    expect(onPage('<li>+7 (495) 009-70-70</li><li>8 800 100-75-05</li>')).toEqual([
      'text +74950097070',
      'text +78001007505',
    ])
    expect(onPage('<p><span>8 (800)</span> <b>234</b>-70-<span>00</span></p>')).toEqual(['text +78002347000'])
    expect(onPage('<table><tr><td>8 800 234-70-00</td><td>24/7</td></tr></table>')).toEqual([
      'text +78002347000',
    ])
  })

  it('reads tel: links, JSON-LD and microdata', () => {
    const html = `<a href="tel:8%28800%292347000,,1">Позвонить</a>
      <script type="application/ld+json">{"@graph":[{"@type":"Organization","name":"Осо
бый","contactPoint":[{"telephone":"+7 495 009-70-70"}]}]}</script>
      <script type="application/ld+json">{broken</script>
      <meta itemprop="telephone" content="+7 (812) 494-06-06">`
    expect(onPage(html)).toEqual(['tel +78002347000', 'json-ld +74950097070', 'microdata +78124940606'])
  })

  it('does not read scripts, comments and templates', () => {
    const phone = '8 (800) 234-70-00'
    expect(
      onPage(`<script>"${phone}"</script><!-- ${phone} --><template><p>${phone}</p></template>`),
    ).toEqual([])
  })
})

describe('findNumber', () => {
  it('finds the number in any grouping, also beside another one', () => {
    for (const text of [
      '8 800 234-70-00 8 495 009-70-70',
      '8(800)2347000',
      '+7 800 234 70 00',
      '8–800–234–70–00',
    ])
      expect(findNumber(text, '+78002347000')).toHaveLength(1)
  })

  it('does not find it inside longer digits, in links or over two blocks', () => {
    for (const text of ['188002347000', '880023470001', 'ozon.ru/88002347000', '8 800\n\n234-70-00'])
      expect(findNumber(text, '+78002347000')).toHaveLength(0)
  })

  it('finds short codes only where the words speak of calling', () => {
    expect(findNumber('Звоните на номер 900', '900')).toHaveLength(1)
    expect(findNumber('от 900 рублей', '900')).toHaveLength(0)
    expect(findNumber('номер 8 900 123', '900')).toHaveLength(0)
  })
})
