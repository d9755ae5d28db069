import { expect, it } from 'vitest'
import { giveUpAfterMs, nextTryAt } from './retry.ts'

const createdAt = new Date('2026-11-22T09:00:00Z')
const after = (ms: number) => new Date(createdAt.getTime() + ms)

it.each([
  [1, 0.5],
  [2, 1],
  [3, 2],
  [4, 5],
  [5, 15],
  [6, 30],
  [7, 60],
  [8, 60],
  [40, 60],
])('after %i attempts the next one is %d minutes later', (attempts, minutes) => {
  expect(nextTryAt(attempts, createdAt, after(1_000))).toEqual(after(1_000 + minutes * 60_000))
})

it('tries a last time at 48 hours and then gives up', () => {
  expect(nextTryAt(50, createdAt, after(giveUpAfterMs - 60_000))).toEqual(after(giveUpAfterMs))
  expect(nextTryAt(51, createdAt, after(giveUpAfterMs))).toBeNull()
})

it('gives up within 60 attempts when each of them fails at once', () => {
  let now = createdAt
  let attempts = 0
  for (let next: Date | null = createdAt; next; next = nextTryAt(attempts, createdAt, now)) {
    now = next
    attempts += 1
  }
  expect(attempts).toBeGreaterThan(48)
  expect(attempts).toBeLessThan(60)
})
