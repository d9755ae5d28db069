import { checkNewValue } from '../src/pipeline/check-new-value.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import type { CheckRow } from '../src/store/checks.ts'
import { waitForCheck } from './wait-for-check.ts'

/** May a new value be saved? `running`: ask again with the same value, which continues the same check. */
export type ValueFitness =
  | { state: 'unknown-contact' }
  | { state: 'invalid'; problem: string }
  | { state: 'fit' }
  | { state: 'running'; value: string; check: CheckRow }
  | { state: 'not-alive'; value: string; check: CheckRow }

/** Looks at a new value before it is saved, and waits for the answer for a while. */
export async function checkFirst(
  pipeline: Pipeline,
  asked: { contactId: string; value: string; by: string; waitSeconds: number },
  signal: AbortSignal,
): Promise<ValueFitness> {
  const found = await checkNewValue(pipeline, asked.contactId, asked.value, asked.by)
  if (found.state === 'unchanged') return { state: 'fit' }
  if (found.state !== 'asked') return found
  const { value } = found
  const check = await waitForCheck(pipeline.db, found.check.id, asked.waitSeconds, signal)
  if (!check?.finishedAt) return { state: 'running', value, check: check ?? found.check }
  return check.verdict === 'alive' ? { state: 'fit' } : { state: 'not-alive', value, check }
}
