import type { TextPlace } from '../kind.ts'
import { parseTelegram } from './parse-name.ts'

// Between the letters there may be signs that nobody sees.
const handle =
  /(?<![\p{L}\p{N}@/.%+=#-])@([A-Za-z][A-Za-z0-9_\u00ad\u200b\u2060]{3,40})(?![\p{L}\p{N}_@/(-]|\.[a-z0-9])/gu
const named =
  /(?<!\p{L})(?:telegram|телеграм\p{L}{0,2}|тг)(?:-?\s?(?:канал|чат|бот|channel|chat|bot))?\s?[:—–]\s?([A-Za-z][A-Za-z0-9]{1,20}(?:_[A-Za-z0-9]{1,20}){1,4}|[A-Za-z][A-Za-z0-9]{2,27}bot)(?![\p{L}\p{N}_@/.-])/giu
const schemed = /(?<![\p{L}\p{N}])tg:(?:\/\/)?(?:resolve|join)\?[A-Za-z0-9_=&%+-]{3,200}/giu

/** Style sheets, annotations of code and words that stand for any name. */
const noNames = new Set(
  (
    'charset container counter-style example font fontface fontfeaturevalues import include keyframes layer media mixin ' +
    'namespace override page param property return returns scope supports tailwind throws todo types username user_name ' +
    'yourname your_name nickname name apply deprecated author version since ' +
    'here channel everyone'
  ).split(' '),
)

const ours = /(?<!\p{L})(?:telegram|телеграм|телег[аеу](?!\p{L})|тг(?!\p{L})|tg(?!\p{L})|t\.me)/giu
const others =
  /(?<!\p{L})(?:instagram|инстаграм|инста(?!\p{L})|twitter|твиттер|tiktok|тикток|youtube|ютуб|facebook|фейсбук|github|threads|linkedin|дзен|pinterest|вк(?!\p{L})|vk(?!\p{L})|вконтакте|twitch|rutube|discord)/giu

/**
 * `@names`, `tg:` links and names that follow «Telegram:». A bare `@name` is taken for Telegram unless the words
 * before it speak of another network: in Russian articles on trade it nearly always is.
 */
export function findHandles(text: string): TextPlace[] {
  const places: TextPlace[] = []
  for (const { index, 0: raw, 1: letters = '' } of text.matchAll(handle)) {
    const written = raw.replace(/[\u00ad\u200b\u2060]+$/, '')
    const name = letters.replace(/[\u00ad\u200b\u2060]/g, '')
    if (noNames.has(name.toLowerCase())) continue
    const network = networkAround(text, index, index + written.length)
    if (network === 'other' || (name.length < 5 && network !== 'telegram')) continue
    add(places, index, written.replace(isEmphasised(text, index) ? /_+$/ : /$^/, ''))
  }
  for (const { index, 0: whole, 1: name = '' } of text.matchAll(named))
    add(places, index + whole.length - name.length, name)
  for (const { index, 0: written } of text.matchAll(schemed)) add(places, index, written)
  return places
}

function add(places: TextPlace[], start: number, written: string): void {
  const parsed = parseTelegram(written.replace(/[\u00ad\u200b\u2060]/g, ''))
  if (parsed.ok) places.push({ start, end: start + written.length, value: parsed.value })
}

/** `_@name_` in Markdown: the last underscore is no letter of the name. */
function isEmphasised(text: string, start: number): boolean {
  return text[start - 1] === '_'
}

/** The network that the line speaks of last before a place, else right after it. */
function networkAround(text: string, start: number, end: number): 'telegram' | 'other' | null {
  const before = text.slice(Math.max(text.lastIndexOf('\n', start) + 1, start - 120), start)
  const telegram = lastMatch(ours, before)
  const other = lastMatch(others, before)
  if (telegram >= 0 || other >= 0) return telegram > other ? 'telegram' : 'other'
  const lineEnd = text.indexOf('\n', end)
  const after = text.slice(end, Math.min(end + 30, lineEnd < 0 ? text.length : lineEnd))
  if (lastMatch(ours, after) >= 0) return 'telegram'
  return lastMatch(others, after) >= 0 ? 'other' : null
}

function lastMatch(pattern: RegExp, text: string): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1
}
