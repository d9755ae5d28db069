import type { VerdictState } from '../domain/verdict.ts'

/** One line of the answer; the shape is part of the public contract. */
export interface CheckLine {
  target: string
  kind: string | null
  state: VerdictState
  reason: { code: string; message: string } | null
  suggestion: { action: string; value: string } | null
  facts: { label: string; value: string }[]
  via: string
  httpStatus: number | null
  finalUrl: string | null
  startedAt: string
  durationMs: number
  trace: string[]
}
