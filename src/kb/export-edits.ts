import { isMap, isScalar, LineCounter, type Pair, parseDocument, type YAMLMap } from 'yaml'
import type { EditableField, FieldValue } from '../domain/edit.ts'

/** One value to write into a file. */
export interface FileEdit {
  /** Slug of the contact within its file. */
  slug: string
  field: EditableField
  /** What the file must say now: null stands for a field that is not written, too. */
  fileValue: FieldValue
  value: FieldValue
}

/** Why an edit is not written. */
export interface Unwritten extends FileEdit {
  why: 'no-entry' | 'file-differs' | 'unwritable'
}

/** A file with its edits, and those that could not be written. `lines`: where something changed, 1-based. */
export interface ExportedFile {
  text: string
  written: (FileEdit & { line: number })[]
  unwritten: Unwritten[]
}

const paths: Record<EditableField, readonly string[]> = {
  value: ['value'],
  labelRu: ['label', 'ru'],
  labelEn: ['label', 'en'],
  hours: ['hours'],
  note: ['note'],
  importance: ['importance'],
  documented: ['documented'],
  successor: ['successor'],
  checkEveryHours: ['checkEveryHours'],
}

/** What a file means by not writing a field. */
const unsaid: Partial<Record<EditableField, FieldValue>> = { importance: 'normal', documented: 'live' }

/**
 * Writes edits into the text of one file. Only the bytes of each value change, so comments, order, quotes and
 * line ends of all the rest stay; after every edit the text is read again, and an edit whose result does not
 * read as meant is left out.
 * @param readValue how the file's spelling of a value is made canonical, for comparing
 */
export function writeEdits(
  text: string,
  edits: readonly FileEdit[],
  readValue: (slug: string, written: string) => string,
): ExportedFile {
  const result: ExportedFile = { text, written: [], unwritten: [] }
  for (const edit of edits) {
    const outcome = writeOne(result.text, edit, readValue)
    if ('why' in outcome) result.unwritten.push({ ...edit, why: outcome.why })
    else {
      result.text = outcome.text
      result.written.push({ ...edit, line: outcome.line })
    }
  }
  return result
}

function writeOne(
  text: string,
  edit: FileEdit,
  readValue: (slug: string, written: string) => string,
): { text: string; line: number } | { why: Unwritten['why'] } {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, stringKeys: true })
  const entry = doc.getIn(['contacts', edit.slug])
  if (doc.errors.length > 0 || !isMap(entry)) return { why: 'no-entry' }
  const said = saidIn(entry, edit.field)
  const canonical = edit.field === 'value' && typeof said === 'string' ? readValue(edit.slug, said) : said
  // Written in another spelling already: nothing to do, and nothing lost.
  if (canonical === edit.value) return { text, line: lineOf(entry, lines) }
  if (canonical !== edit.fileValue && edit.field !== 'checkEveryHours') return { why: 'file-differs' }
  const spliced = splice(text, entry, edit)
  if (spliced === null) return { why: 'unwritable' }
  const reread = parseDocument(spliced.text, { stringKeys: true })
  const written = reread.errors.length === 0 && reread.getIn(['contacts', edit.slug])
  const isMeant = isMap(written) && saidIn(written, edit.field) === edit.value
  const others = isMeant && sameBut(doc.toJS(), reread.toJS(), edit)
  return others ? { text: spliced.text, line: lines.linePos(spliced.at).line } : { why: 'unwritable' }
}

/** What an entry says in a field; texts of several lines as they read. */
function saidIn(entry: YAMLMap, field: EditableField): FieldValue {
  const node = entry.getIn(paths[field], true)
  if (node === undefined) return unsaid[field] ?? null
  const value = isScalar(node) ? node.value : null
  if (field === 'checkEveryHours') return typeof value === 'number' ? value : null
  // A number written without quotes is the text that stands there.
  if (isScalar(node) && typeof value !== 'string' && value !== null) return node.source ?? String(value)
  return typeof value === 'string' ? value.trim() : null
}

function lineOf(entry: YAMLMap, lines: LineCounter): number {
  return lines.linePos(entry.range?.[0] ?? 0).line
}

function splice(
  text: string,
  entry: YAMLMap,
  { field, value }: FileEdit,
): { text: string; at: number } | null {
  const [first = '', second] = paths[field]
  const outer = entry.items.find((pair) => nameOf(pair) === first)
  const pair = second && isMap(outer?.value) ? outer.value.items.find((one) => nameOf(one) === second) : outer
  if (!pair) return second ? null : addLine(text, entry, field, value)
  const node = pair.value
  if (!isScalar(node) || !node.range) return null
  const [start, end] = node.range
  const isBlock = node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL'
  // A key without a value has an empty range right after its colon.
  const space = start === end ? ' ' : ''
  const eol = isBlock ? lineEndOf(text) : ''
  return { text: `${text.slice(0, start)}${space}${writeScalar(value)}${eol}${text.slice(end)}`, at: start }
}

/** A field that the entry lacks goes under its last short line before longer parts: after `kind`, `value` or `label`. */
function addLine(
  text: string,
  entry: YAMLMap,
  field: EditableField,
  value: FieldValue,
): { text: string; at: number } | null {
  if (entry.flow) return null
  const before = ['purpose', 'label', 'value', 'kind']
  const anchor = before.flatMap((name) => entry.items.find((pair) => nameOf(pair) === name) ?? [])[0]
  const firstKey = entry.items[0]?.key
  if (!anchor || !isScalar(firstKey) || !firstKey.range) return null
  const lineStart = text.lastIndexOf('\n', firstKey.range[0]) + 1
  const indent = text.slice(lineStart, firstKey.range[0])
  const end = isScalar(anchor.value) || isMap(anchor.value) ? anchor.value.range?.[1] : undefined
  if (end === undefined || /\S/.test(indent)) return null
  const at = endOfLine(text, end)
  const eol = lineEndOf(text)
  const line = `${indent}${field}: ${writeScalar(value)}${eol}`
  const lead = text[at - 1] === '\n' ? '' : eol
  return { text: `${text.slice(0, at)}${lead}${line}${text.slice(at)}`, at }
}

function endOfLine(text: string, from: number): number {
  // The end of a mapping may lie at the beginning of the next line already.
  if (text[from - 1] === '\n') return from
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end + 1
}

function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : ''
}

const plain = /^[\p{L}][\p{L}\p{N} ./()«»–—-]*[\p{L}\p{N})»]$/u
const reserved = /^(?:true|false|null|yes|no|on|off|y|n)$/i

/** A value as a scalar that every reader of YAML, flow mappings included, takes for the same text. */
export function writeScalar(value: FieldValue): string {
  if (value === null) return 'null'
  if (typeof value === 'number') return String(value)
  if (plain.test(value) && !reserved.test(value)) return value
  if (/^[\P{Cc}]*$/u.test(value)) return `'${value.replaceAll("'", "''")}'`
  return JSON.stringify(value)
}

/** Do two readings say the same but for the edited field? */
function sameBut(before: unknown, after: unknown, { slug, field }: FileEdit): boolean {
  const cut = (root: unknown) => {
    const copy = structuredClone(root) as { contacts?: Record<string, Record<string, unknown>> }
    const entry = copy.contacts?.[slug]
    const [first = '', second] = paths[field]
    if (entry && second) delete (entry[first] as Record<string, unknown> | undefined)?.[second]
    else if (entry) delete entry[first]
    return JSON.stringify(copy)
  }
  return cut(before) === cut(after)
}
