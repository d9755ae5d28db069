import { expect, it } from 'vitest'
import { dayMs, missing, slow, startAt, Watch, walled } from '../../test/support/watch.ts'
import { advance } from './advance.ts'
import { patienceOf } from './patience.ts'
import { alive, type Verdict } from './verdict.ts'

const patience = patienceOf('balanced')

function daysUntilBroken(verdict: Verdict, wave: boolean): number {
  let { standing } = new Watch().see(alive())
  for (let day = 0; day < 60; day += 1) {
    const now = new Date(startAt.getTime() + day * dayMs)
    const input = { documented: 'live' as const, verdict, fingerprint: '', now, patience, everyMs: dayMs }
    standing = advance(standing, { ...input, jitter: 0, wave }).standing
    if (standing.status === 'broken') return day
  }
  return Number.POSITIVE_INFINITY
}

it('while much of a site fails at once a timeout waits ten days: 98 % of such waves pass within seven', () => {
  expect(daysUntilBroken(slow, false)).toBe(7)
  expect(daysUntilBroken(slow, true)).toBe(10)
})

it('a missing page is believed as soon in a wave as outside one: deaths come in groups too', () => {
  expect(daysUntilBroken(missing, true)).toBe(daysUntilBroken(missing, false))
})

it('what is broken is looked at as often as what is not, and once a week at least', () => {
  const watch = new Watch().see(alive()).seeFor(missing, 4 * dayMs)
  const gapAfter = (everyMs: number) => {
    const now = watch.now
    const input = { documented: 'live' as const, verdict: missing, fingerprint: '', now, patience, everyMs }
    return advance(watch.standing, { ...input, jitter: 0 }).nextCheckAt.getTime() - now.getTime()
  }
  expect(gapAfter(3 * dayMs)).toBe(3 * dayMs)
  expect(gapAfter(30 * dayMs)).toBe(7 * dayMs)
})

it('one that often fails for a day gets twice the patience', () => {
  const quiet = new Watch().see(alive()).seeFor(alive(), 20 * dayMs)
  const noisy = new Watch().see(alive())
  for (let round = 0; round < 6; round += 1) noisy.see(slow).seeFor(alive(), 3 * dayMs)
  const days = (watch: Watch) => {
    const since = watch.now.getTime()
    while (watch.status !== 'broken') watch.see(missing)
    return Math.round((watch.now.getTime() - since) / dayMs)
  }
  expect(days(noisy) - days(quiet)).toBe(3)
})

it('one that often meets walls gets twice the patience for walls, and none the more for a 404', () => {
  const watch = new Watch().see(alive())
  for (let round = 0; round < 6; round += 1) watch.see(walled).seeFor(alive(), 3 * dayMs)
  const since = watch.now.getTime()
  watch.seeFor(missing, 4 * dayMs)
  expect(watch.status).toBe('broken')
  expect(watch.now.getTime() - since).toBeLessThan(6 * dayMs)
})
