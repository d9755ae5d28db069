import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance } from './advance.ts'
import { attest } from './attest.ts'
import type { Documented } from './contact.ts'
import { type FailureClass, patienceOf } from './patience.ts'
import { type Standing, type StatusChange, statusesWorstFirst, unchecked } from './standing.ts'
import { alive, not, type Verdict } from './verdict.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const startAt = new Date('2026-03-01T09:00:00Z')

const missing = not('gone', 'gone', 'http/not-found', '404')
const slow = not('unknown', 'timeout', 'net/timeout', 'no answer')
const walled = not('unknown', 'blocked', 'page/wall', 'a wall')
const moved = not('changed', 'drift', 'page/moved', 'elsewhere', {
  action: 'replace',
  value: 'https://b.test/',
})
const ours = not('unknown', 'self', 'net/offline', 'we are offline')
const askPerson = not('unknown', 'human', 'phone/needs-human', 'call')

/** A contact that is checked whenever the machine itself asks for it. */
class Watch {
  standing: Standing
  changes: StatusChange[] = []
  now = startAt
  nextCheckAt = startAt
  checks = 0
  readonly documented: Documented
  constructor(documented: Documented = 'live') {
    this.documented = documented
    this.standing = unchecked(startAt, documented === 'retired' ? 'retired' : 'unchecked')
  }
  see(verdict: Verdict, at: Date = this.nextCheckAt, fingerprint = verdict.reason?.code ?? 'fine'): this {
    this.now = at
    const input = { documented: this.documented, verdict, fingerprint, now: at, everyMs: dayMs, jitter: 0 }
    const advanced = advance(this.standing, { ...input, patience: patienceOf('balanced') })
    this.standing = advanced.standing
    this.nextCheckAt = advanced.nextCheckAt
    if (advanced.change) this.changes.push(advanced.change)
    this.checks += 1
    return this
  }
  /** Follows the machine's own timetable until `ms` after the first of these checks. */
  seeFor(verdict: Verdict, ms: number): this {
    const end = this.nextCheckAt.getTime() + ms
    while (this.nextCheckAt.getTime() <= end) this.see(verdict)
    return this
  }
  get status() {
    return this.standing.status
  }
  get path() {
    return this.changes.map((change) => change.to)
  }
}

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

describe('what is our own fault', () => {
  it('counts for nothing, however long it lasts', () => {
    const watch = new Watch().see(alive()).seeFor(ours, 30 * dayMs)
    expect(watch.path).toEqual(['fresh'])
    expect(watch.standing.recent).toBe('1')
  })

  it('leaves an unchecked contact unchecked', () => {
    expect(new Watch().see(ours).status).toBe('unchecked')
  })
})

describe('a contact that only a person can verify', () => {
  it('is unverifiable at once', () => {
    expect(new Watch().see(askPerson).status).toBe('unverifiable')
  })

  it('is fresh by a person’s word while the evidence stays the same and the word has not run out', () => {
    const watch = new Watch().see(askPerson)
    const untilAt = new Date(watch.now.getTime() + 30 * dayMs)
    watch.standing = attest(
      watch.standing,
      { says: 'works', fingerprint: 'phone/needs-human', untilAt },
      watch.now,
    ).standing
    expect(watch.status).toBe('fresh')
    expect(watch.seeFor(askPerson, 28 * dayMs).status).toBe('fresh')
    expect(watch.seeFor(askPerson, 3 * dayMs).status).toBe('unverifiable')
  })
})

describe('a person’s word', () => {
  it('that it is broken overrules a success with the same evidence', () => {
    const watch = new Watch().see(alive())
    const untilAt = new Date(watch.now.getTime() + 30 * dayMs)
    const { standing, change } = attest(
      watch.standing,
      { says: 'broken', fingerprint: 'fine', untilAt },
      watch.now,
    )
    expect(change?.to).toBe('broken')
    watch.standing = standing
    expect(watch.see(alive()).status).toBe('broken')
  })

  it('ends when the evidence changes', () => {
    const watch = new Watch().seeFor(missing, 4 * dayMs)
    const untilAt = new Date(watch.now.getTime() + 300 * dayMs)
    watch.standing = attest(
      watch.standing,
      { says: 'works', fingerprint: 'http/not-found', untilAt },
      watch.now,
    ).standing
    expect(watch.seeFor(missing, 10 * dayMs).status).toBe('fresh')
    expect(watch.see(slow, watch.nextCheckAt, 'net/timeout').status).toBe('suspect')
    expect(watch.standing.word).toBeNull()
  })
})

describe('a contact documented as discontinued', () => {
  it('stays retired while it fails', () => {
    expect(new Watch('retired').seeFor(missing, 60 * dayMs).path).toEqual([])
  })

  it('is not called back by weak evidence, such as a mail server that still stands', () => {
    expect(new Watch('retired').seeFor(alive(null, true), 10 * dayMs).path).toEqual([])
  })

  it('is reported when it answers twice an hour apart, and retired again when it stops', () => {
    const watch = new Watch('retired').see(alive()).see(alive())
    expect(watch.changes.at(-1)).toMatchObject({ to: 'changed', code: 'check/returned' })
    expect(watch.see(missing).status).toBe('retired')
  })
})

it('jitter moves the next check by at most 15 % each way', () => {
  const input = {
    documented: 'live' as const,
    verdict: alive(),
    fingerprint: '',
    now: startAt,
    everyMs: dayMs,
  }
  const at = (jitter: number) =>
    advance(unchecked(startAt), {
      ...input,
      patience: patienceOf('balanced'),
      jitter,
    }).nextCheckAt.getTime() - startAt.getTime()
  expect([at(-1), at(0), at(1)].map((ms) => Math.round(ms / minuteMs))).toEqual([1224, 1440, 1656])
})

it('time runs faster by the time scale in every rule', () => {
  const real = patienceOf('careful')
  const fast = patienceOf('careful', 60)
  expect(fast.brokenAfterMs.dns * 60).toBe(real.brokenAfterMs.dns)
  expect(fast.ladderMs.map((ms) => ms * 60)).toEqual([...real.ladderMs])
  expect(fast.unverifiableAfterMs * 60).toBe(real.unverifiableAfterMs)
  expect(fast.jitter).toBe(real.jitter)
})

it('swift believes a dead name after the ladder to six hours', () => {
  expect(patienceOf('swift').brokenAfterMs.dns).toBe(30_000 + 10 * minuteMs + 7 * hourMs)
})

it('holds its invariants for any sequence of verdicts', () => {
  const verdicts = fc.constantFrom<Verdict>(alive(), missing, slow, walled, moved, ours, askPerson)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(verdicts, fc.integer({ min: 1, max: 3 * dayMs })), { maxLength: 80 }),
      (steps) => {
        const watch = new Watch()
        for (const [verdict, gapMs] of steps) {
          const before = watch.status
          watch.see(verdict, new Date(watch.now.getTime() + gapMs))
          expect(statusesWorstFirst).toContain(watch.status)
          expect(watch.nextCheckAt.getTime()).toBeGreaterThan(watch.now.getTime())
          if (watch.status === 'broken' && before !== 'broken')
            expect(['gone', 'timeout']).toContain(verdict.class)
          if (watch.status !== before)
            expect(watch.changes.at(-1)).toMatchObject({ from: before, to: watch.status })
          expect(watch.standing.recent.length).toBeLessThanOrEqual(30)
        }
      },
    ),
  )
})
