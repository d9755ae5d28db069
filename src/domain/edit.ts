import type { Contact } from './contact.ts'

/** What an editor may change without opening a file, in the order of forms. */
export const editableFields = [
  'value',
  'labelRu',
  'labelEn',
  'hours',
  'note',
  'importance',
  'documented',
  'successor',
  'checkEveryHours',
] as const
export type EditableField = (typeof editableFields)[number]

/** A field's value as JSON. */
export type FieldValue = string | number | null

/** One field that says something else than the file. Where `base` and `fileValue` differ, the file was changed since. */
export interface Edit {
  field: EditableField
  /** What the file said when the field was edited. */
  base: FieldValue
  /** What the file says now. */
  fileValue: FieldValue
  value: FieldValue
  at: Date
  by: string
}

/** New values by field. */
export type Changes = Partial<Record<EditableField, FieldValue>>

/** What a contact states in one field. */
export function fieldOf(contact: Contact, field: EditableField): FieldValue {
  if (field === 'labelRu') return contact.label.ru
  if (field === 'labelEn') return contact.label.en
  return contact[field]
}

/** The contact with other values in some fields, which must have been checked before. */
export function withChanges(contact: Contact, changes: Changes): Contact {
  const { labelRu, labelEn, ...plain } = changes
  const label = {
    ru: typeof labelRu === 'string' ? labelRu : contact.label.ru,
    en: typeof labelEn === 'string' ? labelEn : contact.label.en,
  }
  return { ...contact, ...(plain as Partial<Contact>), label }
}

/** Did the file change after the edit, to something else than the edit? */
export function isConflict({ base, fileValue }: Pick<Edit, 'base' | 'fileValue'>): boolean {
  return base !== fileValue
}
