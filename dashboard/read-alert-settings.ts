import { isZone } from '../src/domain/calendar.ts'
import type { Audience, Importance } from '../src/domain/contact.ts'
import type { RecipientSettings } from '../src/domain/recipient.ts'

export const audiences: readonly Audience[] = ['seller', 'buyer', 'anyone']
export const importances: readonly Importance[] = ['critical', 'normal', 'minor']
export const modes: readonly RecipientSettings['rhythm']['mode'][] = ['at-once', 'daily', 'weekly']
export const wishes = ['recovered', 'reminders', 'people', 'monitor'] as const

type Fields = Record<string, string | string[] | undefined>
export type SettingsProblem = 'zone' | 'time' | 'minutes'
export type ReadSettings = { ok: true; settings: RecipientSettings } | { ok: false; problem: SettingsProblem }

/** Settings as a form states them; unknown names of marketplaces and kinds are left out. */
export function readAlertSettings(
  fields: Fields,
  known: { marketplaces: readonly string[]; kinds: readonly string[] },
): ReadSettings {
  const zone = textOf(fields.zone).trim()
  if (!isZone(zone)) return { ok: false, problem: 'zone' }
  const atMinute = readMinute(textOf(fields.at))
  const from = textOf(fields.quietFrom)
  const until = textOf(fields.quietUntil)
  const quietFrom = from === '' ? null : readMinute(from)
  const quietUntil = until === '' ? null : readMinute(until)
  const isHalf = (from === '') !== (until === '')
  if (atMinute === null || isHalf || (from !== '' && (quietFrom === null || quietUntil === null)))
    return { ok: false, problem: 'time' }
  const minutes = textOf(fields.escalateAfter).trim()
  if (minutes !== '' && !/^[1-9]\d{0,4}$/.test(minutes)) return { ok: false, problem: 'minutes' }
  const weekday = Number(textOf(fields.weekday))
  return {
    ok: true,
    settings: {
      routes: {
        marketplaces: chosen(fields.marketplaces, known.marketplaces),
        kinds: chosen(fields.kinds, known.kinds),
        audiences: chosen(fields.audiences, audiences),
        importances: chosen(fields.importances, importances),
        owners: textOf(fields.owners)
          .split(',')
          .map((name) => name.trim().slice(0, 80))
          .filter(Boolean)
          .slice(0, 50),
      },
      rhythm: {
        mode: chosen(fields.mode, modes)[0] ?? 'at-once',
        atMinute,
        weekday: weekday >= 1 && weekday <= 7 ? Math.floor(weekday) : 1,
      },
      zone,
      quiet:
        quietFrom === null || quietUntil === null || quietFrom === quietUntil
          ? null
          : { fromMinute: quietFrom, untilMinute: quietUntil },
      wants: Object.fromEntries(
        wishes.map((wish) => [wish, listOf(fields.wants).includes(wish)]),
      ) as RecipientSettings['wants'],
      escalateAfterMinutes: minutes === '' ? null : Number(minutes),
    },
  }
}

/** `09:00` of a minute of the day. */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function readMinute(text: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

function listOf(field: Fields[string]): string[] {
  return field === undefined ? [] : [field].flat()
}

function textOf(field: Fields[string]): string {
  return (listOf(field)[0] ?? '').slice(0, 2_000)
}

function chosen<T extends string>(field: Fields[string], known: readonly T[]): T[] {
  return known.filter((one) => listOf(field).includes(one))
}
