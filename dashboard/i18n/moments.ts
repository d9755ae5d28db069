import type { Language } from './language.ts'

const zone = 'Europe/Moscow'

const formats = {
  ru: new Intl.DateTimeFormat('ru', { timeZone: zone, dateStyle: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'long' }),
}
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' })
const relative = {
  ru: new Intl.RelativeTimeFormat('ru', { numeric: 'auto' }),
  en: new Intl.RelativeTimeFormat('en', { numeric: 'auto' }),
}

/** Date and minute in Moscow; the zone is written by us because Intl only knows it as GMT+3. */
export function exactTime(at: Date, language: Language): string {
  return `${calendarDay(at, language)}, ${clock.format(at)} ${language === 'ru' ? 'МСК' : 'MSK'}`
}

/** Day in Moscow: `22 ноября 2026`. */
export function calendarDay(at: Date, language: Language): string {
  return formats[language].format(at).replace(/\s*г\.$/, '')
}

/** A day as a source states it, `2026-10-01`; anything less exact stays as it was written. */
export function statedDay(day: string, language: Language): string {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T12:00:00Z`) : null
  return at === null || Number.isNaN(at.getTime()) ? day : calendarDay(at, language)
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** How long ago, or in how long: `3 часа назад`, `через 5 минут`. */
export function relativeTime(at: Date, now: Date, language: Language): string {
  const apartMs = at.getTime() - now.getTime()
  for (const [unit, size] of steps) {
    if (Math.abs(apartMs) >= size) return relative[language].format(Math.trunc(apartMs / size), unit)
  }
  return language === 'ru' ? 'только что' : 'just now'
}
