import type { Changes, EditableField, FieldValue } from '../domain/edit.ts'
import { contactEntry } from '../kb/kb-schema.ts'
import type { Registry } from '../kinds/index.ts'

/** A field that cannot be changed so, and why, in English. */
export interface FieldProblem {
  field: EditableField
  detail: string
}

export type ReadChanges = { ok: true; changes: Changes } | { ok: false; problems: FieldProblem[] }

const { label, hours, note, importance, documented, successor, checkEveryHours } = contactEntry.shape
const rules = {
  labelRu: label.shape.ru,
  labelEn: label.shape.en,
  hours,
  note,
  importance,
  documented,
  successor,
  checkEveryHours,
}

/**
 * Checks new values by the rules of the knowledge base's files, and the value by its kind, so that whatever is
 * edited can be exported. Empty texts of fields that may be empty become null.
 */
export function readChanges(
  kinds: Registry,
  kindName: string,
  written: Partial<Record<EditableField, unknown>>,
): ReadChanges {
  const changes: Changes = {}
  const problems: FieldProblem[] = []
  for (const [name, raw] of Object.entries(written)) {
    const field = name as EditableField
    if (raw === undefined) continue
    const read = field === 'value' ? readValue(kinds, kindName, raw) : readField(field, raw)
    if (read.ok) changes[field] = read.value
    else problems.push({ field, detail: read.problem })
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, changes }
}

type Read = { ok: true; value: FieldValue } | { ok: false; problem: string }

function readValue(kinds: Registry, kindName: string, raw: unknown): Read {
  if (raw === null)
    return { ok: false, problem: 'must be a value; retire the contact instead of emptying it' }
  const text = contactEntry.shape.value.safeParse(raw)
  if (!text.success || text.data === null)
    return { ok: false, problem: 'must be a text of 2000 characters at most' }
  const kind = kinds.kindNamed(kindName)
  if (!kind) return { ok: false, problem: `this version knows no kind named ${kindName}` }
  return kind.parse(text.data)
}

function readField(field: Exclude<EditableField, 'value'>, raw: unknown): Read {
  const isEmpty = typeof raw === 'string' && raw.trim() === ''
  const emptied = isEmpty && (field === 'hours' || field === 'note' || field === 'successor')
  const parsed = rules[field].safeParse(emptied ? null : raw)
  if (!parsed.success) return { ok: false, problem: parsed.error.issues[0]?.message ?? 'does not fit' }
  return { ok: true, value: parsed.data ?? null }
}
