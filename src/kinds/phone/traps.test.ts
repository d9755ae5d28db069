import { describe, expect, it } from 'vitest'
import { cpuMs } from '../../../test/support/cpu-ms.ts'
import { readPrintedPage } from '../printed-page.ts'
import { findNumber, findPhonesInText } from './find-phones.ts'
import { concealsPhones, printsNumber, readNumbers } from './read-numbers.ts'

const ours = '+78002347000'
const prints = (html: string, value = ours) => printsNumber(readPrintedPage(html), value)

describe('the number on a page', () => {
  it.each([
    '<p>8 (800) 234-70-00</p>',
    '<p>8&nbsp;(800)&nbsp;234&#8209;70&#8209;00</p>',
    '<p>8 800 234−70−00</p>',
    '<p>+ 7 800 234 70 00</p>',
    '<p>8.800.234.70.00</p>',
    '<p>7 800 2347000</p>',
    '<p>88002347000</p>',
    '<p>8-800-2347-000</p>',
    '<p>(800) 234-70-00</p>',
    '<p>+8 800 234-70-00</p>',
    '<p>8 (800)<br>234-70-00</p>',
    '<p><b>8</b> <span>800</span> <i>234</i>-<u>70</u>-<u>00</u></p>',
    '<p>8 800 234<span style="display:none">99</span>-70-00</p>',
    '<p>Звоните: <span hidden>8 800 234-70-00</span></p>',
    '<p>8 495 009-70-70 8 800 234-70-00</p>',
    '<p>8 495 009-70-70/8 800 234-70-00</p>',
    '<a href="tel:+7-800-234-70-00">Позвонить</a>',
    '<a href="tel:8%20%28800%29%20234-70-00;postd=1">Позвонить</a>',
    '<a href="callto:88002347000">Позвонить</a>',
    '<a href="TEL: +7 (800) 234 70 00">Позвонить</a>',
    '<button data-phone="88002347000">Показать телефон</button>',
    `<div onclick="location.href='tel:+78002347000'">Звонок</div>`,
    '<img src="p.png" alt="Телефон 8 800 234-70-00">',
    '<span itemprop="telephone">8 800 234-70-00</span>',
    '<link itemprop="telephone" href="tel:+78002347000">',
    '<meta property="business:contact_data:phone_number" content="+7 800 234-70-00">',
    '<script type="application/ld+json">{"@graph":[{"contactPoint":{"telephone":["+7-800-234-70-00","x"]}}]}</script>',
    '<script type="application/ld+json">{"telephone": 88002347000,}</script>',
    '<script type="application/ld+json">{"telephone":"8 495 009-70-70, 8 800 234-70-00"}</script>',
    '<table><tr><td>Бесплатно</td><td>8 800 234-70-00</td></tr></table>',
  ])('is read in %s', (html) => {
    expect(prints(html)).toBe(true)
  })

  it.each([
    ['a tax number', '<p>ИНН 8002347000</p>'],
    ['a tax number in brackets', '<p>(ИНН: 8002347000)</p>'],
    ['a register number', '<p>ОГРН 1028002347000</p>'],
    ['an article', '<p>Артикул: 88002347000</p>'],
    ['an order', '<p>Заказ № 88002347000 отправлен</p>'],
    ['a parcel', '<p>Трек-код 78002347000</p>'],
    ['a sum', '<p>Выручка 8 002 347 000 ₽</p>'],
    ['a sum without a unit', '<p>8 002 347 000</p>'],
    ['a sum of eleven digits', '<p>Оборот 88 002 347 000</p>'],
    ['a price', '<p>800 234 70 00 руб.</p>'],
    ['a longer number', '<p>8 800 234-70-001</p>'],
    ['a number inside digits', '<p>4588002347000</p>'],
    ['an address of a page', '<p>shop.example/88002347000 и https://shop.example/?p=88002347000</p>'],
    ['a script', '<script>var phone = "88002347000"</script>'],
    ['a comment', '<!-- 8 800 234-70-00 -->'],
    ['a placeholder', '<input placeholder="8 800 234-70-00">'],
    ['a mask', '<input data-phone-mask="+7 (___) ___-__-__"><p>8 (800) 234-XX-XX</p>'],
    ['another number', '<p>8 800 234-70-01</p>'],
    ['two halves in two blocks', '<p>8 (800)</p><p>234-70-00</p>'],
    [
      'a code in one cell and a number in the next',
      '<table><tr><td>8 800</td><td>234-70-00</td></tr></table>',
    ],
    ['letters', '<p>8 800 БЕЗ-ТЕЛЕФОНА</p>'],
  ])('is not read in %s', (_, html) => {
    expect(prints(html)).toBe(false)
  })

  it.each([
    '<p>ИНН 7712263726, КПП 770301001, р/с 40702810900000002851</p>',
    '<p>Бюджет 89 261 234 567 рублей, 2026-11-22, 15 990 ₽</p>',
    '<p>№ 1234567890 от 01.02.2026, пакет 8 926 123 456</p>',
  ])('takes no neighbour from %s', (html) => {
    expect(findPhonesInText(readPrintedPage(html).text)).toEqual([])
  })
})

describe('what a page says of the number', () => {
  const notice = (html: string) => readNumbers(readPrintedPage(html), ours).notice

  it.each<[string, string | null]>([
    [
      '<h2>Эти линии больше не обслуживаются</h2><ul><li>8 495 009-70-70</li><li>8 800 234-70-00</li></ul>',
      null,
    ],
    ['<p><s>8 800 234-70-00</s> 8 800 775-55-05</p>', '+78007755505'],
    ['<p>Компания отказалась от телефонной поддержки: 8 800 234-70-00 отключён.</p>', null],
    ['<p>Номер 8 800 234-70-00 изменился, новый номер 8 800 775-55-05.</p>', '+78007755505'],
    ['<p>8 800 234-70-00</p><p>Телефонная поддержка прекращена.</p>', null],
    ['<p>8 800 234-70-00: не используется с 2025 года</p>', null],
    ['<p>Больше не работает телефон 8 800 234-70-00.</p>', null],
  ])('hears the notice in %s', (html, successor) => {
    expect(notice(html)).toMatchObject({ successor })
  })

  it.each([
    '<p>Старая горячая линия закрыта.</p><p>Новый номер: 8 800 234-70-00</p>',
    '<p>Старая линия закрыта, звоните 8 800 234-70-00.</p>',
    '<p>Номер телефона изменился: теперь 8 800 234-70-00.</p>',
    '<p>Прежний номер больше не работает.</p><p>8 800 234-70-00</p>',
    '<p>8 800 234-70-00</p><p>Не работает телефон после обновления</p>',
    '<p>8 800 234-70-00. С мобильных номер не работает.</p>',
    '<p>8 800 234-70-00. Линия не отвечает после 21:00.</p>',
    '<p>8 800 234-70-00. По воскресеньям линия закрыта.</p>',
    '<p>8 800 234-70-00. Из-за аварии у оператора линия отключена.</p>',
    '<p>8 800 234-70-00. Номер карты недействителен — обратитесь в банк.</p>',
    '<p>8 800 234-70-00. Приём заказов по телефону закрыт до 9 января.</p>',
    '<h2>Закрытый чат больше не работает</h2><p>8 800 234-70-00</p>',
    '<p><s>9 990 ₽</s> 7 990 ₽</p><p>8 800 234-70-00</p>',
    '<header><s>8 800 234-70-00</s></header><p>8 800 234-70-00</p>',
  ])('hears no notice in %s', (html) => {
    expect(notice(html)).toBeNull()
  })

  it.each([
    ['<p>8 800 234-70-00, ежедневно с 9:00 до 21:00 (мск)</p>', 'ежедневно с 9:00 до 21:00 мск'],
    ['<p>8 800 234-70-00</p><p>Пн–Пт: 9:00–18:00</p>', 'Пн–Пт: 9:00–18:00'],
    ['<h3>Круглосуточно</h3><p>8 800 234-70-00</p>', 'Круглосуточно'],
    ['<p>8 800 234-70-00 24/7</p>', '24/7'],
    ['<p>8 800 234-70-00</p><p>Доставка за 24 дня</p>', null],
  ])('reads the hours in %s', (html, hours) => {
    expect(readNumbers(readPrintedPage(html), ours).hours).toBe(hours)
  })

  it.each([
    ['<button>Показать телефон</button>', true],
    ['<p>8 (800) 234-XX-XX</p>', true],
    ['<p>+7 495 ***-**-**</p>', true],
    ['<p>Формат: +7 (XXX) XXX-XX-XX</p>', false],
    ['<p>8 800 775-55-05</p>', false],
  ])('sees whether %s hides its phones', (html, hides) => {
    expect(concealsPhones(readPrintedPage(html))).toBe(hides)
  })
})

it('reads a hundred hostile kilobytes in good time', () => {
  const hostile = [
    '8 800 '.repeat(17_000),
    '№ '.repeat(50_000),
    '8 (800) 234-7'.repeat(7700),
    '8 (800) 234-XX-'.repeat(6600),
    `8${' '.repeat(100_000)}`,
    'горячая линия не с 1 '.repeat(5000),
    'пн-'.repeat(33_000),
    'a.'.repeat(50_000),
    '8 800 234-70-00. '.repeat(6000),
  ]
  for (const text of hostile) {
    expect(cpuMs(() => findNumber(text, ours))).toBeLessThan(50)
    expect(cpuMs(() => findPhonesInText(text))).toBeLessThan(50)
    expect(cpuMs(() => concealsPhones({ ...readPrintedPage(''), text }))).toBeLessThan(50)
  }
})
