import { checkNewValue } from '../src/pipeline/check-new-value.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import type { CsvChange, CsvPlan } from '../src/pipeline/csv-edits.ts'
import type { CheckRow } from '../src/store/checks.ts'
import { waitForCheck } from './wait-for-check.ts'

/** A row with a new value that is not known to be alive. `running`: ask again with the same table. */
export interface HeldChange {
  change: CsvChange
  state: 'running' | 'not-alive'
  check: CheckRow
}

/** A plan whose new values were looked at; `plan` holds what may be written. */
export interface CheckedTable {
  plan: CsvPlan
  held: HeldChange[]
}

interface Asking {
  by: string
  /** For all values together. */
  waitSeconds: number
  /** Contacts whose value is to be written whatever its check says. */
  insisted: ReadonlySet<string>
}

/**
 * Looks at all new values of a table before any is saved, as an edit in place does: they are asked together, and
 * waited for together.
 */
export async function checkTable(
  pipeline: Pipeline,
  plan: CsvPlan,
  { by, waitSeconds, insisted }: Asking,
  signal: AbortSignal,
): Promise<CheckedTable> {
  const asked = new Map<CsvChange, CheckRow>()
  for (const change of plan.changes) {
    const { value } = change.after
    if (typeof value !== 'string' || insisted.has(change.contactId)) continue
    const found = await checkNewValue(pipeline, change.contactId, value, by)
    if (found.state === 'asked') asked.set(change, found.check)
  }
  const endsAt = performance.now() + waitSeconds * 1000
  const held: HeldChange[] = []
  for (const [change, { id }] of asked) {
    const left = Math.max(0, (endsAt - performance.now()) / 1000)
    const check = await waitForCheck(pipeline.db, id, left, signal)
    if (check && check.verdict !== 'alive')
      held.push({ change, check, state: check.finishedAt ? 'not-alive' : 'running' })
  }
  const isHeld = new Set(held.map(({ change }) => change))
  return { plan: { ...plan, changes: plan.changes.filter((change) => !isHeld.has(change)) }, held }
}
