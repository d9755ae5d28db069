import type { CodeRanges, Plan, RangeOwner } from './plan.ts'

type Row = [from: number, to: number, owner: number]

/** Columns by the letters of their headings: the files mix Cyrillic and Latin ones and put spaces into them. */
const columns = {
  code: /^[АA][ВB][СC]\/?DEF$/i,
  from: /^от$/i,
  to: /^до$/i,
  operator: /^оператор$/i,
  region: /^регион$/i,
}
const usual = { code: 0, from: 1, to: 2, operator: 4, region: 5 }

/**
 * Reads files of the Russian register of the numbering plan (opendata.digital.gov.ru): UTF-8 with a byte order
 * mark, `;` between fields, one range a line. Older files have fewer columns; lines that make no sense are counted
 * and left out.
 */
export function importPlan(csvTexts: readonly string[]): Plan {
  const rows = new Map<string, Row[]>()
  const owners = openOwners()
  let read = 0
  let badRows = 0
  for (const text of csvTexts) {
    let places: typeof usual = usual
    for (const line of linesOf(text)) {
      if (line.trim() === '') continue
      const fields = splitLine(line)
      const named = placesOf(fields)
      const range = named ? null : readRange(fields, places)
      if (named) places = named
      else if (range === null) badRows += 1
      else {
        const owner = { operator: fields[places.operator] ?? '', region: fields[places.region] ?? '' }
        const ofCode = rows.get(range.code) ?? []
        if (ofCode.push([range.from, range.to, owners.idOf(owner)]) === 1) rows.set(range.code, ofCode)
        read += 1
      }
    }
  }
  const codes = new Map([...rows].map(([code, ofCode]) => [code, pack(ofCode)]))
  return { codes, owners: owners.all, rows: read, badRows }
}

/** Each operator and region once: half a million rows name some thousands of them. */
function openOwners(): { all: RangeOwner[]; idOf(owner: RangeOwner): number } {
  const all: RangeOwner[] = []
  const ids = new Map<string, number>()
  return {
    all,
    idOf(owner) {
      const key = `${owner.operator}\n${owner.region}`
      const id = ids.get(key) ?? all.push(owner) - 1
      ids.set(key, id)
      return id
    },
  }
}

function* linesOf(text: string): Generator<string> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < text.length) {
    const end = text.indexOf('\n', at)
    const stop = end < 0 ? text.length : end
    yield text.slice(at, stop).replace(/\r$/, '')
    at = stop + 1
  }
}

const longestLine = 2000

// Quotes count only at the beginning of a field: names of firms have them inside.
function splitLine(line: string): string[] {
  if (line.length > longestLine) return ['', line]
  const fields: string[] = []
  for (let at = 0; at <= line.length; ) {
    const quoted = line[at] === '"' ? /^"(?:[^"]|"")*"(?=;|$)/.exec(line.slice(at))?.[0] : undefined
    const end = quoted === undefined ? line.indexOf(';', at) : at + quoted.length
    const stop = end < 0 ? line.length : end
    fields.push((quoted?.slice(1, -1).replaceAll('""', '"') ?? line.slice(at, stop)).trim())
    at = stop + 1
  }
  return fields
}

/** Where the columns stand, if this line is a heading. */
function placesOf(fields: readonly string[]): typeof usual | null {
  const names = fields.map((field) => field.replace(/\s/g, ''))
  const place = (name: keyof typeof columns) => names.findIndex((field) => columns[name].test(field))
  if (place('code') < 0 && place('from') < 0) return null
  const found = (name: keyof typeof columns) => (place(name) < 0 ? usual[name] : place(name))
  return {
    code: found('code'),
    from: found('from'),
    to: found('to'),
    operator: found('operator'),
    region: found('region'),
  }
}

function readRange(
  fields: readonly string[],
  places: typeof usual,
): { code: string; from: number; to: number } | null {
  const [code = '', from = '', to = ''] = [fields[places.code], fields[places.from], fields[places.to]]
  if (!/^\d{3}$/.test(code) || !/^\d{1,7}$/.test(from) || !/^\d{1,7}$/.test(to)) return null
  return Number(from) <= Number(to) ? { code, from: Number(from), to: Number(to) } : null
}

function pack(rows: Row[]): CodeRanges {
  rows.sort((a, b) => a[0] - b[0])
  let furthest = 0
  return {
    from: Uint32Array.from(rows, (row) => row[0]),
    to: Uint32Array.from(rows, (row) => row[1]),
    reach: Uint32Array.from(rows, (row) => {
      furthest = Math.max(furthest, row[1])
      return furthest
    }),
    owner: Uint32Array.from(rows, (row) => row[2]),
  }
}
