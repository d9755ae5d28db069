const minuteMs = 60_000
const dayMs = 1440 * minuteMs

/** A place on the local calendar: weekday 1 is Monday, minutes count from midnight. */
interface LocalTime {
  year: number
  month: number
  day: number
  weekday: number
  minute: number
}

/** Whether a text names a time zone that this runtime knows. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** What the clock on the wall says in a zone. */
export function localTime(at: Date, zone: string): LocalTime {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at)
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0)
  const [year, month, day] = [of('year'), of('month'), of('day')]
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7
  return { year, month, day, weekday, minute: of('hour') * 60 + of('minute') }
}

/** The moment at which a zone's clock shows this minute of this day; one that DST skips is the next that exists. */
function momentOf({ year, month, day, minute }: Omit<LocalTime, 'weekday'>, zone: string): Date {
  const wished = Date.UTC(year, month - 1, day, 0, minute)
  let at = wished
  // Twice: the first step may land on the other side of a change of the clock.
  for (let step = 0; step < 2; step++) {
    const shown = localTime(new Date(at), zone)
    at += wished - Date.UTC(shown.year, shown.month - 1, shown.day, 0, shown.minute)
  }
  return new Date(at)
}

/** When a rule last struck, at or before `now`. `weekday` null: every day. */
export function lastStruck(
  now: Date,
  rule: { atMinute: number; weekday: number | null },
  zone: string,
): Date {
  for (let back = 0; back <= 8; back++) {
    const day = localTime(new Date(now.getTime() - back * dayMs), zone)
    if (rule.weekday !== null && day.weekday !== rule.weekday) continue
    const at = momentOf({ ...day, minute: rule.atMinute }, zone)
    if (at <= now) return at
  }
  throw new Error(`no day of the week has the number ${rule.weekday}`)
}

/** When a rule strikes next, after `now`. */
export function nextStrike(
  now: Date,
  rule: { atMinute: number; weekday: number | null },
  zone: string,
): Date {
  for (let ahead = 0; ahead <= 8; ahead++) {
    const day = localTime(new Date(now.getTime() + ahead * dayMs), zone)
    if (rule.weekday !== null && day.weekday !== rule.weekday) continue
    const at = momentOf({ ...day, minute: rule.atMinute }, zone)
    if (at > now) return at
  }
  throw new Error(`no day of the week has the number ${rule.weekday}`)
}

/** When quiet hours that hold at `at` end; null when they do not hold. */
export function quietUntil(
  at: Date,
  quiet: { fromMinute: number; untilMinute: number },
  zone: string,
): Date | null {
  const { minute } = localTime(at, zone)
  const { fromMinute, untilMinute } = quiet
  const holds =
    fromMinute <= untilMinute
      ? minute >= fromMinute && minute < untilMinute
      : minute >= fromMinute || minute < untilMinute
  return holds ? nextStrike(at, { atMinute: untilMinute, weekday: null }, zone) : null
}
