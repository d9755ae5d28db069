import { expect, it } from 'vitest'
import { isPictureDue } from './monthly-picture.ts'

const dayMs = 24 * 3_600_000
const start = new Date('2026-03-01T00:00:00Z')
const after = (days: number) => new Date(start.getTime() + days * dayMs)
const due = (id: string, last: Date | null, now: Date, timeScale = 1) =>
  isPictureDue(id, { lastPictureAt: last, knownSinceAt: start }, now, timeScale)

it('the next picture is due 30 days after the last one, whatever made that', () => {
  expect(due('ozon/help', after(3), after(32))).toBe(false)
  expect(due('ozon/help', after(3), after(33))).toBe(true)
})

it('first pictures of a new knowledge base are spread over 30 days', () => {
  const ids = Array.from({ length: 300 }, (_, i) => `shop/contact-${i}`)
  const dueAfter = (days: number) => ids.filter((id) => due(id, null, after(days))).length
  expect(dueAfter(0)).toBeLessThan(3)
  expect(dueAfter(15)).toBeGreaterThan(120)
  expect(dueAfter(15)).toBeLessThan(180)
  expect(dueAfter(30)).toBe(300)
})

it('the time scale holds for pictures too, as far as a browser can keep up', () => {
  const minute = 1 / (24 * 60)
  expect(due('ozon/help', start, after(9 * minute), 100_000)).toBe(false)
  expect(due('ozon/help', start, after(10 * minute), 100_000)).toBe(true)
  expect(due('ozon/help', start, after(0.3), 100)).toBe(true)
  expect(due('ozon/help', start, after(0.29), 100)).toBe(false)
})
