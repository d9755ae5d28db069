/** Languages that alerts are written in. */
export type Language = 'ru' | 'en'

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' }
const zoneNames: Record<Language, string> = { ru: 'МСК', en: 'MSK' }
const minuteMs = 60_000

/** `22 ноября 2026, 12:05 МСК`. Intl would write "г." and "GMT+3", which nobody says. */
export function formatMoment(at: Date, language: Language): string {
  const parts = new Intl.DateTimeFormat(locales[language], {
    timeZone: 'Europe/Moscow',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('day')} ${of('month')} ${of('year')}, ${of('hour')}:${of('minute')} ${zoneNames[language]}`
}

/** `3 дня 4 часа`: the two largest units of a span, minutes at the finest. */
export function formatSpan(ms: number, language: Language): string {
  const minutes = Math.floor(ms / minuteMs)
  if (minutes < 1) return language === 'ru' ? 'меньше минуты' : 'less than a minute'
  const units = [
    { unit: 'day', count: Math.floor(minutes / 1440) },
    { unit: 'hour', count: Math.floor(minutes / 60) % 24 },
    { unit: 'minute', count: minutes % 60 },
  ]
  const first = units.findIndex(({ count }) => count > 0)
  const shown = units.slice(first, first + 2).filter(({ count }) => count > 0)
  const format = ({ unit, count }: { unit: string; count: number }) =>
    new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' }).format(count)
  return shown
    .map(format)
    .join(' ')
    .replace(/\u00a0/g, ' ')
}

/** The form of a word that goes with a number: `{ one, few, many }` in Russian, `{ one, many }` in English. */
export function plural(
  count: number,
  language: Language,
  forms: { one: string; few?: string; many: string },
): string {
  const rule = new Intl.PluralRules(locales[language]).select(count)
  if (rule === 'one') return forms.one
  return rule === 'few' ? (forms.few ?? forms.many) : forms.many
}

export function earliest(moments: readonly (Date | null)[]): Date | null {
  return moments.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null)
}

export function latest(moments: readonly (Date | null)[]): Date | null {
  return moments.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null)
}
