/** Moscow has been three hours ahead of UTC, without summer time, since 2014. */
const aheadMs = 3 * 3_600_000

/** The moment that a `datetime-local` field states in Moscow time; null for anything else. */
export function readMoscowTime(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null
  const stated = new Date(`${text}Z`)
  return Number.isNaN(stated.getTime()) ? null : new Date(stated.getTime() - aheadMs)
}
