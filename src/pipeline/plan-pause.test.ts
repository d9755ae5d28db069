import { expect, it } from 'vitest'
import { planPause } from './plan-pause.ts'

const now = new Date('2026-03-01T09:00:00Z')
const pauseMs = (retryAfter: string | null, pushbacks = 1, timeScale = 1, at = now) => {
  const pushback = { url: 'https://t.me/x', status: 429, retryAfter }
  const { until } = planPause(pushback, { host: 't.me', pushbacks, now: at, timeScale })
  return until.getTime() - at.getTime()
}

it('a Retry-After is obeyed as it stands, however time is scaled', () => {
  expect(pauseMs('120')).toBe(120_000)
  expect(pauseMs('120', 5, 3_600)).toBe(120_000)
  expect(pauseMs('Sun, 01 Mar 2026 09:10:00 GMT')).toBe(600_000)
})

it('nobody is left alone for longer than a day', () => {
  expect(pauseMs('9999999999')).toBe(24 * 3_600_000)
})

it('without one, or with one that asks for nothing, the window doubles from a minute to an hour', () => {
  const longest = (pushbacks: number, retryAfter: string | null = null) =>
    Math.max(
      ...Array.from({ length: 400 }, (_, i) =>
        pauseMs(retryAfter, pushbacks, 1, new Date(now.getTime() + i)),
      ),
    )
  for (const [pushbacks, minutes] of [
    [1, 1],
    [2, 2],
    [3, 4],
    [6, 32],
    [7, 60],
    [50, 60],
  ] as const) {
    expect(longest(pushbacks)).toBeLessThanOrEqual(minutes * 60_000)
    expect(longest(pushbacks)).toBeGreaterThan(minutes * 60_000 * 0.95)
  }
  expect(longest(1, 'soon')).toBeLessThanOrEqual(60_000)
})

it('back-off runs with the time scale, and differs between hosts and moments', () => {
  expect(pauseMs(null, 7, 3_600)).toBeLessThanOrEqual(1_000)
  expect(
    new Set(Array.from({ length: 20 }, (_, i) => pauseMs(null, 7, 1, new Date(now.getTime() + i)))).size,
  ).toBe(20)
})

it('the trace says who asked for it, until when, and why', () => {
  const pushback = { url: 'https://t.me/x', status: 429, retryAfter: '60' }
  const { why } = planPause(pushback, { host: 't.me', pushbacks: 1, now, timeScale: 1 })
  expect(why).toBe('429 from https://t.me/x: t.me rests until 2026-03-01T09:01:00.000Z (Retry-After: 60)')
})
