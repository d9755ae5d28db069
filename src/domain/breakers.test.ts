import { expect, it } from 'vitest'
import { isWave, isWaveOver, isWeakInWave } from './breakers.ts'

it.each([
  [{ watched: 6, newlyFailing: 4 }, false],
  [{ watched: 6, newlyFailing: 5 }, true],
  [{ watched: 271, newlyFailing: 27 }, false],
  [{ watched: 271, newlyFailing: 28 }, true],
])('of %j: a wave? %s', (site, wave) => {
  expect(isWave(site)).toBe(wave)
})

it('a wave is over when less than half of what makes one still fails, so that it does not flicker', () => {
  expect(isWaveOver({ watched: 271, failing: 14 })).toBe(false)
  expect(isWaveOver({ watched: 271, failing: 13 })).toBe(true)
})

it('a missing page and a missing name count in a wave too, a timeout does not', () => {
  expect(isWeakInWave('gone')).toBe(false)
  expect(isWeakInWave('dns')).toBe(false)
  expect(isWeakInWave('timeout')).toBe(true)
})
