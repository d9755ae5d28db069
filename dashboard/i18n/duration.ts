export type DurationUnit = 'seconds' | 'minutes' | 'hours' | 'days'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A duration in the largest unit that still says something: 90 s, 50 min, 30 h, 3 days. At least 1. */
export function roundDuration(ms: number): { count: number; unit: DurationUnit } {
  const whole = (size: number, unit: DurationUnit) => ({ count: Math.max(1, Math.round(ms / size)), unit })
  if (ms < 1.5 * minute) return whole(second, 'seconds')
  if (ms < 1.5 * hour) return whole(minute, 'minutes')
  if (ms < 1.5 * day) return whole(hour, 'hours')
  return whole(day, 'days')
}

/** Whole days that have begun: 1 within the first 24 hours. */
export function dayNumber(ms: number): number {
  return Math.floor(ms / day) + 1
}
