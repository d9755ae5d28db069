import { describe, expect, it } from 'vitest'
import { cpuMs } from '../../test/support/cpu-ms.ts'
import { findNotice, introducesNew } from './discontinued.ts'

describe('findNotice', () => {
  it.each([
    'Традиционная горячая линия больше не работает.',
    'Этот номер больше не обслуживается',
    'Колл-центр закрыт, все вопросы в чате',
    'Поддержка по телефону не осуществляется.',
    'Обращения принимаются исключительно через чат.',
    'С 1 марта 2026 года линия прекращает работу, звонки отключаются',
    'Our hotline has been discontinued.',
    'This phone is no longer in service.',
  ])('hears that the phone is over: %s', (sentence) => {
    expect(findNotice(sentence, 'phone')).toMatchObject({ sentence })
  })

  it.each([
    'Чат больше не работает.',
    'Почта закрыта, звоните по телефону.',
    'Если телефон не работает, напишите в чат.',
    'Номер не отключён.',
    'Телефон временно не работает.',
    'Горячая линия не работает в выходные.',
    'Телефоны мошенников отключены.',
    'Горячая линия работает круглосуточно.',
    'Не работает линия?',
    'The hotline has not been discontinued.',
    'Звоните по телефону, офис закрыт для посетителей.',
  ])('hears nothing about the phone in: %s', (sentence) => {
    expect(findNotice(sentence, 'phone')).toBeNull()
  })

  it('needs no subject in the sentence that holds the contact', () => {
    expect(findNotice('help@shop.example больше не проверяется', 'email', true)).not.toBeNull()
    expect(findNotice('больше не проверяется', 'email')).toBeNull()
    expect(findNotice('Почта больше не проверяется', 'email')).not.toBeNull()
  })

  it.each([
    'Официального телефона горячей линии у магазина нет',
    'Полностью отсутствует телефонная поддержка',
    'Компания осознанно отказалась от классических телефонных линий',
    'Телефонный канал закрыт с 1 мая 2026 года',
    'Горячая линия не работает, все вопросы решает чат',
    'Phone support is no longer available.',
  ])('hears it where the number is not in the sentence: %s', (sentence) => {
    expect(findNotice(sentence, 'phone')).not.toBeNull()
  })

  it.each([
    'Не работает телефон',
    'Телефон не работает после падения',
    'Номер заказа удалён',
    'Номер телефона изменён в профиле',
    'Колл-центр не отвечает в обед',
    'Линия доверия закрыта до 9 января',
    'Звонки из-за рубежа на линию отключены',
    'Телефон и чат: чат закрыт',
    'При отсутствии ответа на линии напишите нам',
    'Номер договора аннулирован',
  ])('hears nothing firm in: %s', (sentence) => {
    expect(findNotice(sentence, 'phone')).toBeNull()
  })

  it('reads a hostile sentence in good time', () => {
    const hostile = [
      'номер с 1 если ',
      'номер с ',
      'не ',
      'технически',
      'номер',
      'с 1 по ',
      'горячая линия ',
      'больше не работает ',
      'отсутствует а ',
    ]
    for (const words of hostile) {
      const sentence = words.repeat(Math.ceil(100_000 / words.length))
      expect(cpuMs(() => findNotice(sentence, 'phone', true))).toBeLessThan(50)
      expect(cpuMs(() => introducesNew(sentence))).toBeLessThan(50)
    }
  })
})
