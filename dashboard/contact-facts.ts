import { readClocks } from '../src/domain/clocks.ts'
import type { Kind, ReasonText } from '../src/kinds/kind.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import type { ContactRow, Flag } from '../src/store/contacts.ts'

/** The flags that a row has now. */
export function flagsOf(row: ContactRow, now: Date): Flag[] {
  const holds: Record<Flag, boolean> = {
    disputed: row.disputed,
    overdue: row.overdue,
    gap: row.value === null,
    muted: row.mutedUntil !== null && row.mutedUntil > now,
    acknowledged: row.acknowledgedAt !== null,
    flapping: row.flapping,
    silent: row.kindFlags.includes('silent'),
  }
  return (Object.keys(holds) as Flag[]).filter((flag) => holds[flag])
}

/** Both clocks of a row. */
export function clocksOf(row: ContactRow, now: Date, timeScale: number) {
  return readClocks({ ...row, hasValue: row.value !== null }, now, timeScale)
}

/** Flags that a page shows: of a contact that is failing, nobody needs to hear that it was not confirmed. */
export function shownFlags(row: ContactRow, now: Date): Flag[] {
  const isFailing = ['broken', 'changed', 'down', 'suspect'].includes(row.status)
  return flagsOf(row, now).filter((flag) => !(isFailing && flag === 'overdue'))
}

/** Text of a reason code; null for none, or for a code that this version no longer knows. */
export function textOfReason({ kinds }: Pipeline, code: string | null): ReasonText | null {
  return code === null ? null : (kinds.reasonText(code as `${string}/${string}`) ?? null)
}

/** The kind of a stored contact; null when this version has dropped it. */
export function kindOf({ kinds }: Pipeline, name: string): Kind | null {
  return kinds.kindNamed(name) ?? null
}

/** Where a person opens the contact; null where there is nothing to open. */
export function hrefOf(
  pipeline: Pipeline,
  { kind, value }: Pick<ContactRow, 'kind' | 'value'>,
): string | null {
  return value === null ? null : (kindOf(pipeline, kind)?.href(value) ?? null)
}
