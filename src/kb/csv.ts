/** A table as text; each row knows the line it began on, 1-based. */
export interface CsvRow {
  line: number
  cells: string[]
}

/**
 * Reads CSV (RFC 4180): quoted cells hold delimiters, quotes and line ends. Excel's byte order mark is left out;
 * the delimiter is whichever of `,` `;` and tab the first line has most of.
 * @throws never; a quote that is not closed ends with the text.
 */
export function readCsv(text: string): CsvRow[] {
  const body = text.replace(/^\ufeff/, '')
  const delimiter = delimiterOf(body)
  const rows: CsvRow[] = []
  let row: CsvRow = { line: 1, cells: [] }
  let cell = ''
  let line = 1
  let isQuoted = false
  for (let at = 0; at < body.length; at++) {
    const sign = body[at] ?? ''
    if (sign === '\n') line += 1
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (body[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (sign === '"' && cell === '') isQuoted = true
    else if (sign === delimiter) {
      row.cells.push(cell)
      cell = ''
    } else if (sign === '\n') {
      row.cells.push(cell)
      rows.push(row)
      row = { line, cells: [] }
      cell = ''
    } else if (sign !== '\r' || body[at + 1] !== '\n') cell += sign
  }
  if (cell !== '' || row.cells.length > 0) rows.push({ ...row, cells: [...row.cells, cell] })
  return rows
    .map((one) => ({ ...one, cells: one.cells.map(disarm) }))
    .filter(({ cells }) => cells.some((text) => text.trim() !== ''))
}

function delimiterOf(body: string): string {
  const first = body.slice(0, body.search(/\n|$/))
  const count = (sign: string) => first.split(sign).length
  return [';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',')
}

/**
 * Writes rows as CSV with a byte order mark, so that Excel reads Russian. A cell that a spreadsheet would run as
 * a formula gets an apostrophe in front, which `readCsv` takes away again.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const body = rows.map((cells) => cells.map((cell) => quote(arm(cell))).join(',')).join('\r\n')
  return `\ufeff${body}\r\n`
}

// OWASP's list of first characters, with the apostrophe itself so that the round trip is exact.
const dangerous = /^[=+\-@\t\r'|]/

function arm(cell: string): string {
  return dangerous.test(cell) ? `'${cell}` : cell
}

function disarm(cell: string): string {
  return cell.startsWith("'") && dangerous.test(cell.slice(1)) ? cell.slice(1) : cell
}

function quote(cell: string): string {
  return /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
