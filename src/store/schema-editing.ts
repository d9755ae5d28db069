import type { ColumnType, Generated } from 'kysely'
import type { EditableField, FieldValue } from '../domain/edit.ts'

type Json<T> = ColumnType<T, string, string>

/** What the dashboard says and the files do not yet. */
export interface EditTable {
  contact_id: string
  field: EditableField
  base: Json<FieldValue>
  file_value: Json<FieldValue>
  value: Json<FieldValue>
  at: Date
  by_whom: string
}

/** Answers that a repeated request gets again. */
export interface IdempotentAnswerTable {
  key: string
  request_hash: string
  at: Date
  status: number | null
  headers: Json<Record<string, string>> | null
  body: string | null
}

/** Pictures that people took as evidence; `file` is a path under DATA_DIR. */
export interface PhotoTable {
  id: Generated<number>
  contact_id: string
  audit_id: number
  file: string
  width: number
  height: number
  at: Date
  until_at: Date
}
