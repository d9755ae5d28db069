import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDueAt, gapDaysAt, jitterOf, phaseOf, solveTheta, weightOf } from './schedule.ts'

it('phases lie in [0, 1) for any text and do not depend on when they are asked', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(phaseOf(text)).toBeGreaterThanOrEqual(0)
      expect(phaseOf(text)).toBeLessThan(1)
      expect(phaseOf(text)).toBe(phaseOf(text))
    }),
  )
})

it('phases spread: of 10,000 contacts each tenth of the interval gets its tenth', () => {
  const tenths = new Array<number>(10).fill(0)
  for (let i = 0; i < 10_000; i += 1) {
    const tenth = Math.floor(phaseOf(`ozon/contact-${i}`) * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(200)
})

it('jitter differs from check to check and is the same for the same check', () => {
  const at = new Date(1_000)
  expect(jitterOf('ozon/vk', at)).toBe(jitterOf('ozon/vk', new Date(1_000)))
  expect(jitterOf('ozon/vk', at)).not.toBe(jitterOf('ozon/vk', new Date(2_000)))
})

describe('the index of weight, hazard and age', () => {
  const urge = { weight: weightOf.normal, hazardPerYear: 0.1 }

  it('looks ten times as often at what matters a hundred times as much', () => {
    const theta = 100
    const critical = { ...urge, weight: weightOf.critical * 10 }
    expect(gapDaysAt(theta, urge) / gapDaysAt(theta, critical)).toBeCloseTo(10)
  })

  it('never lets a contact wait beyond thirty days or its promise, nor asks it more than once an hour', () => {
    expect(gapDaysAt(1e9, urge)).toBe(30)
    expect(gapDaysAt(1e9, urge, 7)).toBe(7)
    expect(gapDaysAt(0, urge)).toBeCloseTo(1 / 24)
  })

  it('spends the budget, whatever the mix of contacts', () => {
    const mix = fc.array(
      fc.record({
        contacts: fc.integer({ min: 1, max: 10_000 }),
        weight: fc.constantFrom(1, 10, 100),
        hazardPerYear: fc.double({ min: 0.01, max: 0.8, noNaN: true }),
        ceilingDays: fc.constantFrom(1, 7, 30),
      }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(mix, fc.double({ min: 1.1, max: 5, noNaN: true }), (groups, plenty) => {
        const spent = (theta: number) =>
          groups.reduce((sum, group) => sum + group.contacts / gapDaysAt(theta, group, group.ceilingDays), 0)
        const perDay = spent(Number.POSITIVE_INFINITY) * plenty
        const { theta, enough } = solveTheta(groups, perDay)
        expect(enough).toBe(true)
        expect(spent(theta) / perDay).toBeCloseTo(1, 2)
      }),
    )
  })

  it('says so when the budget cannot keep what was promised', () => {
    const groups = [{ ...urge, contacts: 700, ceilingDays: 7 }]
    expect(solveTheta(groups, 90).enough).toBe(false)
    expect(solveTheta(groups, 110).enough).toBe(true)
    expect(solveTheta([], 10).enough).toBe(true)
  })

  it('gives newcomers a place of their own in the interval', () => {
    const now = new Date(0)
    const first = firstDueAt('ozon/vk', 1_000_000, now).getTime()
    expect(first).not.toBe(firstDueAt('ozon/chat', 1_000_000, now).getTime())
    expect(first).toBeLessThan(1_000_000)
  })
})
