import { expect, it } from 'vitest'
import { dayMs, missing, slow, startAt, Watch, walled } from '../../test/support/watch.ts'
import { advance } from './advance.ts'
import type { WavePlace } from './breakers.ts'
import { patienceOf } from './patience.ts'
import { alive, type Verdict } from './verdict.ts'

const patience = patienceOf('balanced')

function daysUntilBroken(verdict: Verdict, wave: WavePlace): number {
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
  expect(daysUntilBroken(slow, 'none')).toBe(7)
  expect(daysUntilBroken(slow, 'sentinel')).toBe(10)
  expect(daysUntilBroken(slow, 'member')).toBe(10)
})

it('a missing page is believed as soon in a wave as outside one: deaths come in groups too', () => {
  expect(daysUntilBroken(missing, 'sentinel')).toBe(daysUntilBroken(missing, 'none'))
  expect(daysUntilBroken(missing, 'member')).toBe(daysUntilBroken(missing, 'none'))
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

const gapOf = (wave: WavePlace, failures: number) => {
  let { standing } = new Watch().see(alive())
  let gapMs = 0
  for (let n = 0, now = startAt; n < failures; n += 1, now = new Date(now.getTime() + gapMs)) {
    const input = {
      documented: 'live' as const,
      verdict: slow,
      fingerprint: '',
      now,
      patience,
      everyMs: dayMs,
    }
    const advanced = advance(standing, { ...input, jitter: 0, wave })
    standing = advanced.standing
    gapMs = advanced.nextCheckAt.getTime() - now.getTime()
  }
  return gapMs
}

it('in a wave the sentinels climb the ladder and the other members are looked at once a day', () => {
  expect(gapOf('sentinel', 1)).toBe(gapOf('none', 1))
  expect(gapOf('sentinel', 3)).toBe(gapOf('none', 3))
  expect(gapOf('member', 1)).toBe(dayMs)
  expect(gapOf('member', 3)).toBe(dayMs)
})

it('while the whole run fails a failure opens no suspicion, and one that was open goes on', () => {
  const input = { documented: 'live' as const, fingerprint: '', patience, everyMs: dayMs, jitter: 0 }
  const well = new Watch().see(alive())
  const now = new Date(well.now.getTime() + dayMs)
  const held = advance(well.standing, { ...input, verdict: missing, now, runFails: true })
  expect(held.change).toBeNull()
  expect(held.standing).toEqual(well.standing)
  expect(held.nextCheckAt.getTime() - now.getTime()).toBe(3_600_000)
  expect(advance(held.standing, { ...input, verdict: missing, now }).change?.to).toBe('suspect')
  const struck = well.see(missing)
  const on = advance(struck.standing, { ...input, verdict: missing, now: struck.now, runFails: true })
  expect(on.standing.episode?.failures).toBe(2)
})
