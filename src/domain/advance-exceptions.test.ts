import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  askPerson,
  dayMs,
  hourMs,
  minuteMs,
  missing,
  moved,
  ours,
  slow,
  startAt,
  Watch,
  walled,
} from '../../test/support/watch.ts'
import { advance } from './advance.ts'
import { attest } from './attest.ts'
import { patienceOf } from './patience.ts'
import { statusesWorstFirst, unchecked } from './standing.ts'
import { alive, type Verdict } from './verdict.ts'

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
