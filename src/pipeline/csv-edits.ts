import type { Contact } from '../domain/contact.ts'
import { type EditableField, type FieldValue, fieldOf } from '../domain/edit.ts'
import { type CsvRow, readCsv, writeCsv } from '../kb/csv.ts'
import { isStated, readStated } from '../store/knowledge.ts'
import type { Editor } from './change-contact.ts'
import type { Pipeline } from './context.ts'
import { editContact } from './edit-contact.ts'
import { readChanges } from './read-changes.ts'

/** Columns in their order, with the field behind each; a table may leave any but `id` out. */
const columns: Record<string, EditableField> = {
  value: 'value',
  'label ru': 'labelRu',
  'label en': 'labelEn',
  hours: 'hours',
  note: 'note',
  successor: 'successor',
}

/** What empties a field: an empty cell leaves it alone. */
const emptying = ['-', '—']

/** What one row of a table changes. */
export interface CsvChange {
  line: number
  contactId: string
  before: Partial<Record<EditableField, FieldValue>>
  after: Partial<Record<EditableField, FieldValue>>
}

/** A row that is not written, and why, in English. */
export interface CsvProblem {
  line: number
  detail: string
}

export interface CsvPlan {
  changes: CsvChange[]
  problems: CsvProblem[]
}

/** All contacts as a table with an empty “new” column beside each one that may be changed. */
export async function renderContactsCsv({ db }: Pick<Pipeline, 'db'>): Promise<string> {
  const rows = await db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.removed_at', 'is', null)
    .select(['c.id', 'c.kind', 'c.value', 'c.label', 'c.hours', 'c.note', 'c.successor', 's.status'])
    .select('s.confirmed_at as confirmedAt')
    .orderBy('c.id')
    .execute()
  const header = [
    'id',
    'kind',
    'status',
    'confirmed',
    ...Object.keys(columns).flatMap((name) => [name, `new ${name}`]),
  ]
  const lines = rows.map(({ id, kind, status, confirmedAt, label, value, hours, note, successor }) => [
    ...[id, kind, status, confirmedAt?.toISOString() ?? ''],
    ...[value, label.ru, label.en, hours, note, successor].flatMap((cell) => [cell ?? '', '']),
  ])
  return writeCsv([header, ...lines])
}

/** Reads a filled-in table and says what it would change, with every problem by its line. Changes nothing. */
export async function planCsv(pipeline: Pipeline, text: string): Promise<CsvPlan> {
  const [header, ...rows] = readCsv(text)
  const names = header?.cells.map((name) => name.trim().toLowerCase()) ?? []
  const plan: CsvPlan = { changes: [], problems: [] }
  if (!names.includes('id') || !names.some((name) => name.startsWith('new '))) {
    plan.problems.push({ line: 1, detail: 'the first line must name a column "id" and at least one "new …"' })
    return plan
  }
  const unknown = names.filter((name) => name.startsWith('new ') && !(name.slice(4) in columns))
  for (const name of unknown) plan.problems.push({ line: 1, detail: `no column is named "${name}"` })
  const seen = new Set<string>()
  for (const row of rows) {
    const read = await planRow(pipeline, names, row, seen)
    if (read === null) continue
    if ('detail' in read) plan.problems.push(read)
    else plan.changes.push(read)
  }
  return plan
}

async function planRow(
  { db, kinds }: Pipeline,
  names: readonly string[],
  { line, cells }: CsvRow,
  seen: Set<string>,
): Promise<CsvChange | CsvProblem | null> {
  const cell = (name: string) => cells[names.indexOf(name)]?.trim() ?? ''
  const written = Object.entries(columns).flatMap(([name, field]) => {
    const text = names.includes(`new ${name}`) ? cell(`new ${name}`) : ''
    return text === '' ? [] : [{ name, field, text: emptying.includes(text) ? '' : text }]
  })
  if (written.length === 0) return null
  const contactId = cell('id')
  const contact = await readStated(db, contactId)
  if (!contact) return { line, detail: `no contact has the id "${contactId.slice(0, 130)}"` }
  if (seen.has(contactId)) return { line, detail: `${contactId} stands on an earlier line already` }
  seen.add(contactId)
  const read = readChanges(
    kinds,
    contact.kind,
    Object.fromEntries(written.map(({ field, text }) => [field, text])),
  )
  if (!read.ok) return { line, detail: read.problems.map((one) => `${one.field}: ${one.detail}`).join('; ') }
  const { successor } = read.changes
  if (typeof successor === 'string' && (successor === contactId || !(await isStated(db, successor))))
    return { line, detail: `successor: must be the id of another contact` }
  const fields = (Object.keys(read.changes) as EditableField[]).filter(
    (field) => read.changes[field] !== fieldOf(contact, field),
  )
  // A table that was written already, and is sent again, changes nothing.
  if (fields.length === 0) return null
  for (const { name, field } of written) {
    const shown = String(fieldOf(contact, field) ?? '').trim()
    if (names.includes(name) && normal(cell(name)) !== normal(shown))
      return {
        line,
        detail: `${name} was changed since the table was made; it is ${JSON.stringify(shown)} now`,
      }
  }
  const pick = (value: (field: EditableField) => FieldValue) =>
    Object.fromEntries(fields.map((field) => [field, value(field)]))
  return {
    line,
    contactId,
    before: before(contact, pick),
    after: pick((field) => read.changes[field] ?? null),
  }
}

function before<T>(contact: Contact, pick: (value: (field: EditableField) => FieldValue) => T): T {
  return pick((field) => fieldOf(contact, field))
}

// Spreadsheets change line ends on the way.
function normal(text: string): string {
  return text.replaceAll('\r\n', '\n').trim()
}

/** Writes what a plan changes, each contact in a transaction of its own, and says which could not be written. */
export async function applyCsv(pipeline: Pipeline, plan: CsvPlan, editor: Editor): Promise<CsvPlan> {
  const done: CsvPlan = { changes: [], problems: [...plan.problems] }
  for (const change of plan.changes) {
    const outcome = await editContact(pipeline, change.contactId, change.after, editor, 'edit')
    if (outcome === 'done' || outcome === 'same') done.changes.push(change)
    else done.problems.push({ line: change.line, detail: `${change.contactId} was changed meanwhile` })
  }
  return done
}
