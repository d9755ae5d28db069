import { describe, expect, it } from 'vitest'
import { registry } from '../../kinds/index.ts'
import { extractFindings } from './extract-article.ts'
import type { Finding, Format } from './finding.ts'

const organisations = [
  { id: 'lavka', names: ['Лавка', 'Lavka'], domains: ['lavka.ru'] },
  { id: 'bazar', names: ['Базар', 'Bazar', 'БЗ'], domains: ['bazar.ru'] },
]

function extract(source: string, format: Format = 'text', url?: string): Finding[] {
  return extractFindings(source, { format, registry, organisations, ...(url ? { url } : {}) })
}

function first(source: string, format: Format = 'text'): Finding {
  const [found] = extract(source, format)
  if (!found) throw new Error(`nothing found in: ${source}`)
  return found
}

describe('the sentence', () => {
  it.each([
    [
      'Адрес: г. Москва, ул. Ленина, тел. 8 800 234-70-00, доб. 5. Потом другое.',
      'Адрес: г. Москва, ул. Ленина, тел. 8 800 234-70-00, доб. 5.',
    ],
    [
      'Начало. ООО «Рога и копыта» и т. д. пишут на help@lavka.ru всегда. Конец.',
      'ООО «Рога и копыта» и т. д. пишут на help@lavka.ru всегда.',
    ],
    ['Первое. Откройте https://lavka.ru/a.b.c и ждите. Второе.', 'Откройте https://lavka.ru/a.b.c и ждите.'],
    [
      'Длинная строка, которая была перенесена редактором\nна новую с номером 8 800 234-70-00. Конец.',
      'Длинная строка, которая была перенесена редактором на новую с номером 8 800 234-70-00.',
    ],
  ])('is whole: %s', (source, sentence) => {
    expect(extract(source).find(({ kind }) => kind !== 'address')?.sentence).toBe(sentence)
  })

  it('knows its line and the headings above it', () => {
    const found = first('# Контакты\n\n## Лавка\n\nтекст\n\nПишите help@lavka.example', 'markdown')
    expect([found.line, found.heading, found.organisation]).toEqual([7, 'Контакты › Лавка', 'lavka'])
  })
})

describe('the organisation', () => {
  it.each([
    ['У Лавки телефон 8 800 234-70-00.', 'lavka'],
    ['Базаром пользуются многие: 8 800 234-70-00', 'bazar'],
    ['БЗ: 8 800 234-70-00', 'bazar'],
    ['бз: 8 800 234-70-00', null],
    ['Лавка: 8 800 234-70-00, Базар: 8 495 009-70-70', 'lavka'],
    ['Служба поддержки Базара\nЗвоните по будням: 8 800 234-70-00.', 'bazar'],
    ['Номера Лавки:\n- Москва: 8 495 009-70-70', 'lavka'],
    ['В отличие от Базара, есть seller.lavka.ru', 'lavka'],
    ['Звоните 8 800 234-70-00', null],
  ])('of %j is %s', (source, organisation) => {
    expect(first(source).organisation).toBe(organisation)
  })
})

describe('claims', () => {
  it.each<[string, Finding['claim'], string[]]>([
    ['Звоните 8 800 234-70-00 бесплатно и круглосуточно.', 'works', ['works', 'hours', 'free']],
    ['Номер 8 800 234-70-00 больше не работает.', 'discontinued', ['discontinued']],
    [
      'Линия 8 800 234-70-00 закрыта и переводит всех в чат.',
      'discontinued',
      ['discontinued', 'redirects-to-chat'],
    ],
    ['Телефон Лавки — 8 800 234-70-00. Но он больше не отвечает.', 'discontinued', ['discontinued']],
    ['Вместо 8 800 234-70-00 звоните в чат.', 'discontinued', ['discontinued']],
    ['Если номер 8 800 234-70-00 не отвечает, пишите.', 'works', ['works']],
    ['8 800 234-70-00', null, []],
    ['The hotline 8 800 234-70-00 is no longer in service.', 'discontinued', ['discontinued']],
    ['Чат работает с 9:00 до 21:00 по мск: @lavka_help', 'works', ['works', 'hours']],
  ])('of %j', (source, claim, says) => {
    expect(first(source)).toMatchObject({ claim, says })
  })

  it('tell the old number from the new one in one sentence', () => {
    const [old, current] = extract('Номер 8 800 234-70-00 не работает, звоните на 8 495 009-70-70.')
    expect([old?.claim, current?.claim]).toEqual(['discontinued', 'works'])
  })
})

describe('what is named without being given', () => {
  it.each([
    ['У Лавки есть Telegram-канал для продавцов.', 'telegram', []],
    ['Есть форма обратной связи Лавки.', 'form', []],
    ['Горячей линии у Лавки нет.', 'phone', ['absent']],
    ['Горячая линия Лавки больше не работает.', 'phone', ['discontinued']],
    ['Лавка отвечает через ВК.', 'vk', []],
    ['Ответят по электронной почте Лавки.', 'email', []],
    ['Read it in the Telegram channel of Lavka.', 'telegram', []],
  ])('is found by its name: %s', (source, kind, says) => {
    const found = first(source)
    expect(found).toMatchObject({ kind, value: null, organisation: 'lavka' })
    expect(found.says).toEqual(expect.arrayContaining(says))
  })

  it.each([
    'Позвоните по номеру 8 800 234-70-00.',
    'Горячая линия Лавки:\n8 800 234-70-00',
    'Пишите в Telegram-канал @lavka_news.',
    'Укажите номер телефона покупателя.',
    'Введите ваш телефон.',
  ])('is not lost where it stands beside its name: %s', (source) => {
    expect(extract(source).filter(({ value }) => value === null)).toEqual([])
  })

  it('is what a heading speaks of when nothing is left below it', () => {
    const found = extract('Куда писать, если нет доступа?\nТелефон поддержки\nЗвоните 8 800 234-70-00.')
    expect(found.map(({ kind, value }) => [kind, value])).toEqual([
      ['form', null],
      ['phone', '+78002347000'],
    ])
  })
})

describe('what belongs to nobody', () => {
  it.each([
    ['Подписывайтесь на нас: https://t.me/our_blog', 'publisher'],
    ['Мы в Телеграме: @our_blog', 'publisher'],
    ['Напишите в нашу редакцию: news@blog.example', 'publisher'],
    ['Автор: Иван Петров, @ivan_petrov', 'author'],
    ['Реклама. ООО «Рога», erid: 2Vtzq, rogakopyta.ru', 'advert'],
    ['Вакансии\nМенеджер по продажам, hr@lavka.ru', 'vacancy'],
    ['Резюме присылайте на hr@lavka.ru', 'vacancy'],
  ])('is marked: %s', (source, role) => {
    expect(first(source)).toMatchObject({ role, organisation: null })
  })

  it('leaves a support contact that one may subscribe to with its organisation', () => {
    expect(first('Подпишитесь на канал Лавки: @lavka_news')).toMatchObject({
      role: null,
      organisation: 'lavka',
    })
  })

  it('knows the frame of a page', () => {
    const found = extract(
      '<main><p>Лавка: @lavka_help</p></main><footer><a href="https://t.me/blog_x">TG</a></footer>',
      'html',
    )
    expect(found.map(({ role }) => role)).toEqual([null, 'publisher'])
  })

  it("takes the owner's own page for the owner's", () => {
    const [found] = extract(
      '<footer>Телефон: 8 800 234-70-00</footer>',
      'html',
      'https://www.lavka.ru/contacts',
    )
    expect(found).toMatchObject({
      role: null,
      organisation: 'lavka',
      source: 'https://www.lavka.ru/contacts',
    })
  })
})

describe('several articles in one file', () => {
  it('are told apart by their own source lines', () => {
    const body = 'О жизни и торговле написано немало. '.repeat(10)
    const source = `Лавка: 8 800 234-70-00.\n${body}\nИсточник: one-blog.ru\nБазар: 8 495 009-70-70. Канал t.me/oneblog.\n${body}\nИсточник: https://two.example/a`
    const found = extract(source).map(({ value, source: from, role }) => [value, from, role])
    expect(found).toEqual([
      ['+78002347000', 'one-blog.ru', null],
      ['https://one-blog.ru/', 'one-blog.ru', 'publisher'],
      ['+74950097070', 'https://two.example/a', null],
      ['https://t.me/oneblog', 'https://two.example/a', null],
      ['https://two.example/a', 'https://two.example/a', 'publisher'],
    ])
  })
})

describe('facts beside contacts', () => {
  it('finds postal addresses, audience and hours', () => {
    const [address] = extract('Офис Лавки: 101000, г. Москва, ул. Мясницкая, д. 5, стр. 1, с 9:00 до 18:00.')
    expect(address).toMatchObject({ kind: 'address', organisation: 'lavka', hours: 'с 9:00 до 18:00' })
    expect(address?.raw).toContain('Мясницкая, д. 5')
    expect(first('Для продавцов: @lavka_help').audience).toBe('seller')
    expect(first('Покупателям: @lavka_help').audience).toBe('buyer')
  })
})
