import type { ReviewItem } from '../src/store/review-queue.ts'
import type { Catalogue } from './i18n/catalogue.ts'
import type { Language } from './i18n/language.ts'
import { contactPage } from './route-path.ts'
import { cleanText } from './views/clean-text.ts'

const moscowMs = 3 * 3_600_000
const dayMs = 24 * 3_600_000

/**
 * Due dates as whole-day events (RFC 5545). What is late stands on today: a calendar shows nobody the past.
 * @param origin of the dashboard, for links and for the part of the ids that makes them ours.
 */
export function writeCalendar(
  items: readonly ReviewItem[],
  { t, language, now, origin }: { t: Catalogue; language: Language; now: Date; origin: string },
): string {
  const { host } = new URL(origin)
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Stillthere//Review queue//RU', 'METHOD:PUBLISH'],
    `X-WR-CALNAME:${escapeText(t.access.calendar.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
  ]
  for (const { id, label, value, how, dueAt } of items) {
    const at = dueAt > now ? dueAt : now
    const about = [value ?? '', how?.[language] ?? ''].filter(Boolean).map((text) => cleanText(text, 600))
    lines.push(
      'BEGIN:VEVENT',
      `UID:${id.replace('/', '.')}@${host}`,
      `DTSTAMP:${stamp(now)}`,
      `DTSTART;VALUE=DATE:${day(at)}`,
      `DTEND;VALUE=DATE:${day(new Date(at.getTime() + dayMs))}`,
      'TRANSP:TRANSPARENT',
      `SUMMARY:${escapeText(t.access.calendar.event(cleanText(label[language], 160)))}`,
      `DESCRIPTION:${escapeText(about.join('\n'))}`,
      `URL:${origin}${contactPage(id)}`,
      'END:VEVENT',
    )
  }
  lines.push('END:VCALENDAR')
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function stamp(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, '')
}

/** The day in Moscow. */
function day(at: Date): string {
  return new Date(at.getTime() + moscowMs).toISOString().slice(0, 10).replaceAll('-', '')
}

function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
}

/** At most 75 octets a line, whole characters only (RFC 5545, 3.1). */
function fold(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const character of line) {
    // The space that continues a line counts too.
    const limit = parts.length === 0 ? 75 : 74
    if (Buffer.byteLength(part) + Buffer.byteLength(character) > limit) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part].join('\r\n ')
}
