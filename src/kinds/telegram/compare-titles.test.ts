import { expect, it } from 'vitest'
import { strangerBelow, titleSimilarity } from './compare-titles.ts'

it.each([
  ['Ozon для продавцов', 'Ozon для продавцов 🔵'],
  ['Ozon для продавцов', 'Ozon Seller'],
  ['Wildberries | Официальный', 'WILDBERRIES официальный канал'],
  ['Чат продавцов Яндекс Маркета', 'Чат продавцов Яндекс Маркета 2.0'],
  ['🔥🔥🔥', 'Anything'],
])('takes %s and %s for the same owner', (before, now) => {
  expect(titleSimilarity(before, now)).toBeGreaterThanOrEqual(strangerBelow)
})

it.each([
  ['Wildberries для продавцов', 'CRYPTO SIGNALS VIP'],
  ['Официальный канал поддержки Ozon', 'Официальный канал казино'],
  ['Яндекс Маркет', 'Иван Петров'],
])('takes %s and %s for strangers', (before, now) => {
  expect(titleSimilarity(before, now)).toBeLessThan(strangerBelow)
})
