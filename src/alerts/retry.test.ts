import { expect, it } from 'vitest'
import { giveUpAfterMs, nextTryAt } from './retry.ts'

const wantedAt = new Date('2026-11-22T09:00:00Z')
const after = (ms: number) => new Date(wantedAt.getTime() + ms)

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
  expect(nextTryAt({ attempts, wantedAt }, after(1_000))).toEqual(after(1_000 + minutes * 60_000))
})

it('tries a last time at 48 hours and then gives up', () => {
  expect(nextTryAt({ attempts: 50, wantedAt }, after(giveUpAfterMs - 60_000))).toEqual(after(giveUpAfterMs))
  expect(nextTryAt({ attempts: 51, wantedAt }, after(giveUpAfterMs))).toBeNull()
})

it('gives up within 60 attempts when each of them fails at once', () => {
  let now = wantedAt
  let attempts = 0
  for (let next: Date | null = wantedAt; next; next = nextTryAt({ attempts, wantedAt }, now)) {
    now = next
    attempts += 1
  }
  expect(attempts).toBeGreaterThan(48)
  expect(attempts).toBeLessThan(60)
})

it('lets what may have arrived rest for ten minutes, and asks a person after five times', () => {
  const failed = { wantedAt, inDoubt: true }
  expect(nextTryAt({ ...failed, attempts: 1 }, after(0))).toEqual(after(10 * 60_000))
  expect(nextTryAt({ ...failed, attempts: 4 }, after(0))).toEqual(after(10 * 60_000))
  expect(nextTryAt({ ...failed, attempts: 5 }, after(0))).toBeNull()
})

it('is faster where time is, but never faster than a mail server', () => {
  expect(nextTryAt({ attempts: 7, wantedAt }, after(0), 60)).toEqual(after(60_000))
  expect(nextTryAt({ attempts: 1, wantedAt }, after(0), 3600)).toEqual(after(1_000))
  expect(nextTryAt({ attempts: 9, wantedAt }, after(59_999), 1_000_000)).toEqual(after(60_000))
  expect(nextTryAt({ attempts: 9, wantedAt }, after(60_000), 1_000_000)).toBeNull()
})
