/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front, phone numbers too: `+7…` would be computed, and lose its plus.
 */
export function writeCsvLine(cells: readonly string[], separator: ',' | ';'): string {
  return `${cells.map(writeCell).join(separator)}\r\n`
}

// Also behind blanks, and for the full-width signs that some spreadsheets read as the plain ones.
const formula = /^[\s\0]*[=+\-@|\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/

function writeCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
