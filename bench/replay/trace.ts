import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** One site of a recorded trace. */
export interface Site {
  name: string
  /** Registrable domain: what the host breaker and the cascade go by. */
  domain: string
  /** One outcome letter a day; `.` where nobody looked. */
  days: string
  /** Day on which the run of failures begins that never ends; null: it lived. */
  diedOnDay: number | null
}

/** Nothing is judged before: what came earlier is the past that noisiness is learned from. */
export const firstJudgedDay = 14
const dailyColumn = 5
const columns = 8
// The daily block has four days on which the scan broke off (README of the trace).
const partialDays = new Set([35, 69, 84, 92])

/**
 * Reads the sites of a trace that can be judged: seen on at least 100 days and well on 12 of the first 14.
 * @throws Error with the line and what is wrong with it.
 */
export function readTrace(file: string): Site[] {
  const raw = readFileSync(file)
  const text = (raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw).toString('utf8')
  const lines = text.split('\n').filter((line) => line !== '')
  if (!lines[0]?.startsWith('target_url\t')) throw new Error(`${file}: the first line must name the columns`)
  const sites = lines.slice(1).flatMap((line, index) => readLine(line, `${file}, line ${index + 2}`))
  if (sites.length === 0) throw new Error(`${file}: no site was seen on 100 days`)
  return sites
}

function readLine(line: string, where: string): Site[] {
  const cells = line.split('\t')
  if (cells.length < columns) throw new Error(`${where}: ${cells.length} columns instead of ${columns}`)
  const [name = '', domain = ''] = cells
  const daily = cells[dailyColumn] ?? ''
  if (!/^[24B503DTCSU.]*$/.test(daily)) throw new Error(`${where}: a letter that the trace does not define`)
  const days = [...daily].map((letter, day) => (partialDays.has(day) ? '.' : letter)).join('')
  const seen = days.replaceAll('.', '').length
  const wellAtFirst = days.slice(0, firstJudgedDay).replaceAll(/[^2]/g, '').length
  if (seen < 100 || wellAtFirst < 12) return []
  return [{ name, domain, days, diedOnDay: dayOfDeath(days, cells[6] ?? '', cells[7] ?? '') }]
}

/** The daily run ends in failures, nothing lives in January, and at most a fifth of February to June does. */
function dayOfDeath(days: string, january: string, later: string): number | null {
  const lastLiving = days.lastIndexOf('2')
  const run = days.slice(lastLiving + 1)
  const first = run.search(/[^.]/)
  const looks = later.replaceAll('.', '').length
  const living = later.replaceAll(/[^2]/g, '').length
  if (first === -1 || january.includes('2') || living > looks / 5) return null
  return lastLiving + 1 + first
}

/** The letter of a day, or of the last day before it on which somebody looked. */
export function carryForward(days: string): string {
  let last = '2'
  return [...days]
    .map((letter) => {
      if (letter !== '.') last = letter
      return last
    })
    .join('')
}
