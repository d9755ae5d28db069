import { expect, it } from 'vitest'
import { siblingsToAsk, spreads } from './cascade.ts'

it('asks five siblings, then twenty in all, then the rest', () => {
  expect(siblingsToAsk(1, 0)).toBe(5)
  expect(siblingsToAsk(2, 5)).toBe(15)
  expect(siblingsToAsk(3, 20)).toBe(Number.POSITIVE_INFINITY)
})

it('asks nobody twice: a second failure that was asked for already wants no more than its step', () => {
  expect(siblingsToAsk(1, 5)).toBe(0)
})

it('starts on a missing name or page only: blips would set off a cascade each day', () => {
  expect(spreads('dns')).toBe(true)
  expect(spreads('gone')).toBe(true)
  expect(spreads('timeout')).toBe(false)
  expect(spreads('blocked')).toBe(false)
  expect(spreads(null)).toBe(false)
})
