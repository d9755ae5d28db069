import fc from 'fast-check'
import { expect, it } from 'vitest'
import { jitterOf, phaseOf } from './schedule.ts'

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
