import type { ColumnType, Generated } from 'kysely'
import type { Fact, Via } from '../domain/observation.ts'
import type { FailureClass } from '../domain/patience.ts'
import type { ReasonCode, Suggestion, VerdictState } from '../domain/verdict.ts'

/** JSON column: read as its type, written as text. */
type Json<T> = ColumnType<T, string, string>

/** What is checked where no contact states it; what is known of a contact that may come to state it goes along. */
export interface CheckTarget {
  kind: string
  value: string
  settings?: Record<string, unknown>
  listedOn?: string[]
  ownerDomains?: string[]
}

/** A check that waits or runs; finishing takes it out of here. */
export interface OpenCheckTable {
  id: Generated<number>
  contact_id: string | null
  target: Json<CheckTarget> | null
  host: string
  priority: number
  asked_by: string | null
  queued_at: Date
  starts: Generated<number>
  started_at: Date | null
  /** Somebody asked while it was under way unasked: it is carried out once more. */
  asked_anew: Generated<boolean>
}

/** A finished check. */
export interface CheckTable extends Omit<OpenCheckTable, 'asked_anew'> {
  finished_at: Date
  verdict: VerdictState
  reason_code: ReasonCode | null
  reason_message: string | null
  class: FailureClass | null
  suggestion: Json<Suggestion> | null
  via: Via | null
  http_status: number | null
  final_url: string | null
  duration_ms: number | null
  facts: Json<Fact[]> | null
  trace: string[] | null
  /** JSON. */
  evidence: Buffer | null
  screenshot: string | null
}

/** A check wherever it is, for whoever asks by its number; a view. */
export type AnyCheckTable = Omit<CheckTable, 'evidence' | 'finished_at' | 'verdict'> & {
  finished_at: Date | null
  verdict: VerdictState | null
}

/** What a kind remembers of a contact's target. */
export interface MemoryTable {
  contact_id: string
  memory: Json<unknown>
}
