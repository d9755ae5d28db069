import { expect, it } from 'vitest'
import { cpuMs } from '../../../test/support/cpu-ms.ts'
import { findMovingNotice } from './find-notice.ts'

it.each([
  'Этот бот больше не работает. Перейдите на наш новый бот @shop_help2_bot',
  'Канал закрыт\nСпасибо, что были с нами',
  'Мы переехали в MAX: max.ru/shop',
  'Новости магазина. Канал больше не обновляется!',
  'This channel is no longer updated, see @shop_news',
  'Теперь мы в ВК',
])('hears that the owner has left: %s', (text) => {
  expect(findMovingNotice(text)).not.toBeNull()
})

it.each([
  'Официальный канал магазина. Вопросы — @shop_help_bot',
  'Наш старый канал удалён, пишем здесь',
  'Мы переехали сюда из @oldshop',
  'Закрытый чат для продавцов',
  'Если бот не отвечает, напишите в поддержку',
  'Комментарии в канале закрыты',
  'Бот временно не работает',
  'Канал о том, как закрыть ИП',
])('hears nothing of the kind in: %s', (text) => {
  expect(findMovingNotice(text)).toBeNull()
})

it('takes its time within bounds', () => {
  for (const text of ['канал '.repeat(20_000), 'мы переехали '.repeat(9000), 'а'.repeat(100_000)])
    expect(cpuMs(() => findMovingNotice(text))).toBeLessThan(50)
})
