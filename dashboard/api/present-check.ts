import type { z } from '@hono/zod-openapi'
import type { CheckRow } from '../../src/store/checks.ts'
import { stateOf } from '../wait-for-check.ts'
import type { checkSchema } from './schemas.ts'

/** A check as the API tells it. */
export function presentCheck(check: CheckRow): z.infer<typeof checkSchema> {
  const { reasonCode, reasonMessage } = check
  return {
    id: check.id,
    contactId: check.contactId,
    target: check.target && { kind: check.target.kind, value: check.target.value },
    state: stateOf(check),
    verdict: check.verdict && {
      state: check.verdict,
      reason: reasonCode === null ? null : { code: reasonCode, message: reasonMessage ?? '' },
      suggestion: check.suggestion,
    },
    via: check.via,
    httpStatus: check.httpStatus,
    finalUrl: check.finalUrl,
    askedBy: check.askedBy,
    queuedAt: check.queuedAt.toISOString(),
    startedAt: iso(check.startedAt),
    finishedAt: iso(check.finishedAt),
    durationMs: check.durationMs,
    facts: check.facts ?? [],
    trace: check.trace ?? [],
  }
}

/** A moment as JSON has it. */
export function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
