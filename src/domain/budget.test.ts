import fc from 'fast-check'
import { expect, it } from 'vitest'
import { errands, openBudget, orderOfErrands, refill, routineShare, spend } from './budget.ts'

const startAt = new Date('2026-11-22T09:00:00Z')
const later = (ms: number) => new Date(startAt.getTime() + ms)

it('accrues with time and saves up no more than a minute, so that a pause ends in no burst', () => {
  const budget = refill(openBudget(startAt), 14_400, later(3_000))
  expect(budget.tokens).toBeCloseTo(0.5)
  expect(refill(budget, 14_400, later(86_400_000)).tokens).toBe(10)
})

it('never spends more in an hour than its part of the day and the minute that it may save', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 500 })
  fc.assert(
    fc.property(steps, fc.integer({ min: 24, max: 100_000 }), (gapsMs, perDay) => {
      let budget = openBudget(startAt)
      let at = 0
      let spent = 0
      for (const gapMs of gapsMs) {
        at += gapMs
        if (at > 3_600_000) break
        budget = refill(budget, perDay, later(at))
        while (budget.tokens >= 1) {
          budget = spend(budget, 'routine')
          spent += 1
        }
      }
      expect(spent).toBeLessThanOrEqual(perDay / 24 + Math.max(1, perDay / 1_440) + 1e-6)
    }),
  )
})

it('serves people first, then confirmations, cascades and routine', () => {
  expect(orderOfErrands(openBudget(startAt), 1_000)).toEqual([...errands])
})

it('puts confirmations behind routine once they had a tenth of the week, and people never', () => {
  let budget = openBudget(startAt)
  budget = spend(budget, 'ladder', 700)
  budget = spend(budget, 'asked', 7_000)
  expect(orderOfErrands(budget, 1_000)).toEqual(['asked', 'cascade', 'routine', 'ladder'])
  const aWeekLater = refill(budget, 1_000, later(7 * 86_400_000))
  expect(orderOfErrands(aWeekLater, 1_000)).toEqual([...errands])
})

it('leaves routine what others do not use, and three quarters at least', () => {
  const budget = openBudget(startAt)
  expect(routineShare(budget, 1_000)).toBe(1)
  expect(routineShare(spend(budget, 'ladder', 700), 1_000)).toBeCloseTo(0.9)
  expect(routineShare(spend(budget, 'asked', 7_000), 1_000)).toBe(0.75)
})
