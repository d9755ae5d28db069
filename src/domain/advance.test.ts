import { describe, expect, it } from 'vitest'
import {
  dayMs,
  hourMs,
  minuteMs,
  missing,
  moved,
  slow,
  startAt,
  Watch,
  walled,
} from '../../test/support/watch.ts'
import { advance } from './advance.ts'
import { type FailureClass, patienceOf } from './patience.ts'
import { alive, not } from './verdict.ts'

describe('a contact that answers', () => {
  it('is fresh after its first success and looked at again after its interval', () => {
    const watch = new Watch().see(alive())
    expect(watch.status).toBe('fresh')
    expect(watch.nextCheckAt.getTime() - watch.now.getTime()).toBe(dayMs)
  })

  it('writes no change while it stays fresh', () => {
    expect(new Watch().seeFor(alive(), 30 * dayMs).path).toEqual(['fresh'])
  })
})

describe('a failing contact', () => {
  it('is only suspect after one failure and is asked again after 30 seconds', () => {
    const watch = new Watch().see(alive()).see(missing)
    expect(watch.status).toBe('suspect')
    expect(watch.nextCheckAt.getTime() - watch.now.getTime()).toBe(30_000)
  })

  it('climbs the ladder of 30 s, 10 min, 1 h, 6 h, 24 h and then daily', () => {
    const watch = new Watch()
    const gaps = Array.from({ length: 7 }, () => {
      watch.see(slow)
      return watch.nextCheckAt.getTime() - watch.now.getTime()
    })
    expect(gaps).toEqual([30_000, 10 * minuteMs, hourMs, 6 * hourMs, dayMs, dayMs, dayMs])
  })

  it('is down when all rungs failed for six hours, and fresh again at the first success', () => {
    const watch = new Watch().see(alive()).seeFor(slow, 8 * hourMs)
    expect(watch.status).toBe('down')
    expect(watch.see(alive()).path).toEqual(['fresh', 'suspect', 'down', 'fresh'])
  })

  it.each<[FailureClass, string, number]>([
    ['dns', 'no such name', 2],
    ['gone', '404', 3],
    ['tls', 'bad certificate', 4],
    ['http5xx', 'server error', 5],
    ['timeout', 'no answer', 7],
    ['refused', 'refused', 7],
    ['other', 'something else', 10],
  ])('of class %s (%s) is broken after %i days and not a day before', (failureClass, _name, days) => {
    const verdict = not('unknown', failureClass, 'http/server-error', 'failing')
    const watch = new Watch().see(alive()).seeFor(verdict, (days - 0.5) * dayMs)
    expect(watch.status).toBe('down')
    watch.seeFor(verdict, dayMs)
    expect(watch.status).toBe('broken')
    expect(watch.changes.at(-1)?.failingSinceAt).toEqual(watch.changes.find((c) => c.to === 'suspect')?.at)
  })

  it('needs two days of failing, not two checks: a burst within minutes confirms nothing', () => {
    const watch = new Watch().see(alive())
    for (let i = 0; i < 100; i += 1) watch.see(missing, new Date(watch.now.getTime() + 1_000))
    expect(watch.status).toBe('suspect')
  })

  it('is judged by its most frequent class', () => {
    const watch = new Watch()
      .see(alive())
      .seeFor(slow, 8 * hourMs)
      .seeFor(missing, 2.9 * dayMs)
    expect(watch.status).toBe('down')
  })

  it('gets twice the patience when it often fails without being broken', () => {
    const watch = new Watch()
    for (let i = 0; i < 6; i += 1)
      watch
        .seeFor(alive(), 4 * dayMs)
        .see(missing)
        .see(alive())
    watch.seeFor(missing, 4 * dayMs)
    expect(watch.status).toBe('down')
    expect(watch.seeFor(missing, 3 * dayMs).status).toBe('broken')
  })
})

describe('a wall', () => {
  it('never makes a contact broken, only unverifiable after 14 days', () => {
    const watch = new Watch().see(alive()).seeFor(walled, 13 * dayMs)
    expect(watch.status).toBe('suspect')
    expect(watch.seeFor(walled, 2 * dayMs).status).toBe('unverifiable')
    expect(watch.seeFor(walled, 90 * dayMs).path).toEqual(['fresh', 'suspect', 'unverifiable'])
  })

  it('is not asked again within the hour', () => {
    const watch = new Watch().see(walled)
    expect(watch.nextCheckAt.getTime() - watch.now.getTime()).toBe(hourMs)
  })

  it('in front of a broken contact leaves it broken', () => {
    expect(new Watch().seeFor(missing, 4 * dayMs).seeFor(walled, 20 * dayMs).status).toBe('broken')
  })

  it('that gives way to a 404 has the 404 confirmed from its own beginning', () => {
    const watch = new Watch().seeFor(walled, 15 * dayMs).seeFor(missing, 2 * dayMs)
    expect(watch.status).not.toBe('broken')
    expect(watch.seeFor(missing, 2 * dayMs).status).toBe('broken')
  })
})

describe('a contact that is something else now', () => {
  it('is changed once confirmed like a 404, with what to replace it by', () => {
    const watch = new Watch().see(alive()).seeFor(moved, 4 * dayMs)
    expect(watch.path).toEqual(['fresh', 'suspect', 'changed'])
    expect(watch.standing.episode?.suggestion?.value).toBe('https://b.test/')
  })
})

describe('recovery', () => {
  it('from broken takes two successes an hour apart', () => {
    const watch = new Watch().seeFor(missing, 4 * dayMs).see(alive())
    expect(watch.status).toBe('broken')
    watch.see(alive(), new Date(watch.now.getTime() + 20 * minuteMs))
    expect(watch.status).toBe('broken')
    expect(watch.see(alive()).status).toBe('fresh')
  })

  it('begins anew after a failure in between', () => {
    const watch = new Watch()
      .seeFor(missing, 4 * dayMs)
      .see(alive())
      .see(missing)
    expect(watch.see(alive()).status).toBe('broken')
    expect(watch.see(alive()).status).toBe('fresh')
  })

  it('is never planned too early, whatever the jitter', () => {
    const broken = new Watch().seeFor(missing, 4 * dayMs).standing
    const input = {
      documented: 'live' as const,
      verdict: alive(),
      fingerprint: '',
      now: startAt,
      everyMs: dayMs,
    }
    const { nextCheckAt } = advance(broken, { ...input, patience: patienceOf('balanced'), jitter: -1 })
    expect(nextCheckAt.getTime() - startAt.getTime()).toBeGreaterThanOrEqual(hourMs)
  })
})
