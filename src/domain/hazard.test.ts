import { expect, it } from 'vitest'
import { hazardOf, kindHazard } from './hazard.ts'

it('a kind nobody has watched yet breaks as often as the literature says', () => {
  expect(kindHazard({ breaks: 0, contactYears: 0 }, 0.05)).toBeCloseTo(0.05)
})

it('what was seen of a kind outweighs the literature in time', () => {
  expect(kindHazard({ breaks: 80, contactYears: 100 }, 0.05)).toBeCloseTo(81 / 120)
})

it('one or two breaks of a site are chance; from the third on its contacts are looked at more often', () => {
  expect(hazardOf(0.05, { breaks: 2, contactYears: 1 })).toBe(0.05)
  expect(hazardOf(0.05, { breaks: 3, contactYears: 1 })).toBeCloseTo(5 / 41)
})

it('a site that was watched for long without more breaks comes back to its kind, and below', () => {
  expect(hazardOf(0.05, { breaks: 3, contactYears: 1_000 })).toBeLessThan(0.05)
})
