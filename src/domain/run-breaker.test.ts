import { expect, it } from 'vitest'
import { lookOn, openRun, type Run } from './run-breaker.ts'

const t0 = new Date('2026-11-22T09:00:00Z')
const dayMs = 86_400_000

function see(run: Run, sites: readonly (string | null)[], now = t0): Run {
  return sites.reduce((seen, site) => lookOn(seen, site, now, dayMs), run)
}
const well = (count: number) => Array.from({ length: count }, () => null)
const failing = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `site${n + from}.test`)

it.each([
  ['nine failures of fifty', [...well(41), ...failing(9)], false],
  ['ten failures of fifty', [...well(40), ...failing(10)], true],
  ['ten failures of the first forty-nine', [...well(39), ...failing(10)], false],
  ['ten of two hundred, a twentieth', [...well(190), ...failing(10)], false],
  ['eleven of two hundred', [...well(189), ...failing(11)], true],
  ['a site with thirty contacts that fails as a whole', [...well(60), ...Array(30).fill('one.test')], false],
])('after %s failures are held back: %s', (_, looks, held) => {
  expect(see(openRun(), looks).heldSinceAt !== null).toBe(held)
})

it('where many fail every day, as many are no news', () => {
  const everyday = Array.from({ length: 4_000 }, (_, n) => (n % 25 === 0 ? `site${n}.test` : null))
  const used = see(openRun(), everyday)
  expect(used.heldSinceAt).toBeNull()
  const bad = Array.from({ length: 200 }, (_, n) => (n % 12 === 0 ? `bad${n}.test` : null))
  expect(see(used, bad).heldSinceAt).toBeNull()
  expect(see(openRun(), bad).heldSinceAt).not.toBeNull()
})

it('failures count again once looks are answered, and it does not flicker on the way', () => {
  const held = see(openRun(), [...well(40), ...failing(10)])
  expect(see(held, well(50)).heldSinceAt).toEqual(t0)
  expect(see(held, well(200)).heldSinceAt).toBeNull()
})

it('what lasts for a day is taken for real, and trips nothing again', () => {
  const held = see(openRun(), [...well(40), ...failing(60)])
  const later = new Date(t0.getTime() + dayMs)
  const real = see(held, failing(1), later)
  expect(real.heldSinceAt).toBeNull()
  expect(see(real, [...failing(60), ...well(40)], later).heldSinceAt).toBeNull()
})
