import { parse as parseDomain } from 'tldts'
import type { TextPlace } from '../kind.ts'
import { parseAddress } from './parse-address.ts'
import { spellPlainly } from './plain-spelling.ts'

const localEnd = /[\p{L}\p{N}._%+'\u00ad\u200b\u2060-]{1,80}$/u
const hostStart = /^[\p{L}\p{N}\u00ad\u200b\u2060-]{1,63}(?:\.[\p{L}\p{N}\u00ad\u200b\u2060-]{1,63}){1,6}/u
const sign = '(?:\\s?[\\[({<]\\s?(?:at|собака|собачка|@|эт)\\s?[\\])}>]\\s?|\\s(?:собака|собачка|sobaka)\\s)'
const stop = '(?:\\s?[\\[({<]\\s?(?:dot|точка|\\.)\\s?[\\])}>]\\s?|\\s(?:точка|tochka)\\s|\\.)'
const spelled = new RegExp(
  `(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}_%+-]{1,40}(?:\\.[\\p{L}\\p{N}_%+-]{1,40}){0,3}${sign}[\\p{L}\\p{N}-]{1,63}(?:${stop}[\\p{L}\\p{N}-]{2,63}){1,4}`,
  'giu',
)
/** Domains of RFC 2606 that stand for any. */
const reserved = /\.(?:example|test)$/i

/** Mail addresses in running text, those that are spelled out for people (`help [at] shop.ru`) too. */
export function findWrittenAddresses(text: string): TextPlace[] {
  const places: TextPlace[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const found = addressAround(text, at)
    if (found) places.push(found)
  }
  for (const { index, 0: written } of text.matchAll(spelled)) {
    const plain = cutHost(spellPlainly(written))
    const parsed = plain === null ? null : parseAddress(plain)
    if (parsed?.ok) places.push({ start: index, end: index + written.length, value: parsed.value })
  }
  return places
}

function addressAround(text: string, at: number): TextPlace | null {
  const local = localOf(text.slice(Math.max(0, at - 80), at))
  const host = hostStart.exec(text.slice(at + 1, at + 256))?.[0]
  if (!local || !host) return null
  const start = at - local.length
  // `@user@server`, `git@host:path` and addresses inside an address bar are no mail.
  if (/[@/]$/.test(text.slice(Math.max(0, start - 1), start))) return null
  const whole = cutHost(`${local}@${host}`)
  if (whole === null) return null
  const end = start + whole.length
  if (/^:[\w~./-]+\//.test(text.slice(end, end + 60)) || text[end] === '@') return null
  const parsed = parseAddress(whole)
  return parsed.ok ? { start, end, value: parsed.value } : null
}

/** The last stretch of one script: words before an address are often glued to it. */
function localOf(before: string): string | null {
  const run = localEnd.exec(before)?.[0].replace(/^[.'%+-]+/, '')
  if (!run || run.endsWith('.')) return null
  if (!/\p{Script=Cyrillic}/u.test(run) || !/[a-z]/i.test(run)) return run
  return /[a-z0-9._%+-]{2,}$/i.exec(run)?.[0].replace(/^[.'%+-]+/, '') || null
}

/** Without what follows the last label that is a public suffix: `help@shop.ru.Звоните`. */
function cutHost(address: string): string | null {
  const at = address.lastIndexOf('@')
  const labels = address.slice(at + 1).split('.')
  for (let count = labels.length; count >= 2; count -= 1) {
    const host = labels.slice(0, count).join('.').replace(/-+$/, '')
    const last = labels[count - 1] ?? ''
    // A capital after a small label begins a sentence.
    if (/^\p{Lu}\p{Ll}/u.test(last) && /\p{Ll}/u.test(labels[count - 2] ?? '') && count > 2) continue
    const plain = host.replace(/[\u00ad\u200b\u2060]/g, '')
    if (reserved.test(plain) || parseDomain(plain).isIcann === true) return `${address.slice(0, at)}@${host}`
  }
  return null
}
