import { type RawBuilder, sql } from 'kysely'

/** What a row holds: a list of texts stands in a column of literals, to be cast to `text[]`. */
type Cell = string | number | Date | readonly string[] | null | undefined

/**
 * Rows as the table of a statement. Each column is one parameter: rows of JSON name their columns again and again,
 * and took PostgreSQL twice as long to read.
 * @param types of the columns, in PostgreSQL's words; each row has all of them.
 */
export function tableOf<Column extends string>(
  rows: readonly Readonly<Record<Column, Cell>>[],
  types: Readonly<Record<Column, string>>,
): RawBuilder<unknown> {
  const columns = Object.keys(types) as Column[]
  const arrays = columns.map((column) => {
    const cells = rows.map((row) => row[column])
    return sql`${arrayLiteral(cells)}::${sql.raw(types[column])}[]`
  })
  return sql`(select * from unnest(${sql.join(arrays)}) as r (${sql.raw(columns.join(', '))}))`
}

/** As PostgreSQL writes an array (its documentation, "Array Input and Output Syntax"). */
function arrayLiteral(cells: readonly Cell[]): string {
  let written: Cell = null
  let element = elementOf(null)
  let elements = ''
  for (const cell of cells) {
    // Many rows of a column say the same.
    if (cell !== written) {
      written = cell
      element = elementOf(cell)
    }
    elements += elements === '' ? element : `,${element}`
  }
  return `{${elements}}`
}

function elementOf(cell: Cell): string {
  if (cell === null || cell === undefined) return 'NULL'
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'string') return quoted(cell)
  return quoted(cell instanceof Date ? cell.toISOString() : arrayLiteral(cell))
}

/** What ends a text, or makes PostgreSQL refuse it. Half surrogate pairs are mended where text becomes bytes. */
const special = /["\\\0]/

function quoted(text: string): string {
  return `"${special.test(text) ? text.replaceAll('\0', '\ufffd').replace(/["\\]/g, '\\$&') : text}"`
}
