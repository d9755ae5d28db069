import { describe, expect, it } from 'vitest'
import { findNotice } from './discontinued.ts'

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

  it('reads a hostile sentence in good time', () => {
    const began = performance.now()
    findNotice('номер с 1 если '.repeat(30_000), 'phone', true)
    findNotice('номер с '.repeat(30_000), 'phone', true)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
