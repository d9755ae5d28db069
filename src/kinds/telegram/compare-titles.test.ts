import { expect, it } from 'vitest'
import { cpuMs } from '../../../test/support/cpu-ms.ts'
import { strangerBelow, titleSimilarity } from './compare-titles.ts'

it.each([
  ['Ozon для продавцов', 'Ozon для продавцов 🔵'],
  ['Ozon для продавцов', 'Ozon Seller'],
  ['Wildberries | Официальный', 'WILDBERRIES официальный канал'],
  ['Чат продавцов Яндекс Маркета', 'Чат продавцов Яндекс Маркета 2.0'],
  ['🔥🔥🔥', 'Anything'],
  ['Озон Маркетплейс', 'Ozon Marketplace'],
  ['Яндекс Маркет', 'Yandex Market | Official'],
  ['WB Партнёры', 'Партнеры WB ✅'],
  ['Ozon Seller', '𝗢𝘇𝗼𝗻 𝗦𝗲𝗹𝗹𝗲𝗿'],
  ['Склад №1 — новости', '🟣 СКЛАД #1 🟣'],
])('takes %s and %s for the same owner', (before, now) => {
  expect(titleSimilarity(before, now)).toBeGreaterThanOrEqual(strangerBelow)
})

it.each([
  ['Wildberries для продавцов', 'CRYPTO SIGNALS VIP'],
  ['Официальный канал поддержки Ozon', 'Официальный канал казино'],
  ['Яндекс Маркет', 'Иван Петров'],
  ['Новости поддержки продавцов Ozon', 'Новости поддержки продавцов 1xBet'],
  ['Wildberries Official', 'Official USDT giveaway'],
  ['Помощь продавцам AliExpress', 'Помощь студентам'],
])('takes %s and %s for strangers', (before, now) => {
  expect(titleSimilarity(before, now)).toBeLessThan(strangerBelow)
})

it('takes hostile titles in good time', () => {
  const hostile = [
    'я\u0301'.repeat(50_000),
    '🔥'.repeat(50_000),
    'официальный '.repeat(9000),
    'a'.repeat(100_000),
  ]
  for (const title of hostile) expect(cpuMs(() => titleSimilarity(title, `x${title}`))).toBeLessThan(50)
})
