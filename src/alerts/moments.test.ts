import { describe, expect, it } from 'vitest'
import { formatMoment, formatSpan } from './moments.ts'

const hourMs = 3_600_000

describe('a moment', () => {
  it('is told in Moscow time, by the name people use', () => {
    const at = new Date('2026-12-31T21:30:00Z')
    expect(formatMoment(at, 'ru')).toBe('1 января 2027, 00:30 МСК')
    expect(formatMoment(at, 'en')).toBe('1 January 2027, 00:30 MSK')
  })
})

describe('a span', () => {
  it.each([
    [20_000, 'меньше минуты', 'less than a minute'],
    [60_000, '1 минута', '1 minute'],
    [22 * 60_000, '22 минуты', '22 minutes'],
    [hourMs, '1 час', '1 hour'],
    [25 * hourMs, '1 день 1 час', '1 day 1 hour'],
    [76 * hourMs + 59 * 60_000, '3 дня 4 часа', '3 days 4 hours'],
    [24 * hourMs + 60_000, '1 день', '1 day'],
    [21 * 24 * hourMs, '21 день', '21 days'],
  ])('of %i ms reads naturally', (ms, ru, en) => {
    expect(formatSpan(ms, 'ru')).toBe(ru)
    expect(formatSpan(ms, 'en')).toBe(en)
  })
})
