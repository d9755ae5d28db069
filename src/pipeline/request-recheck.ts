import { type CheckRow, openChecks, priorities, readCheck } from '../store/checks.ts'
import type { CheckTarget } from '../store/schema-checks.ts'
import { openTargetCheck } from '../store/target-checks.ts'
import type { Pipeline } from './context.ts'

/** `queued`: the check to wait for. `fresh`: the last one is new enough. `gap`: there is nothing to ask. */
export type Recheck =
  | { contactId: string; state: 'queued'; checkId: number }
  | { contactId: string; state: 'fresh'; check: CheckRow }
  | { contactId: string; state: 'gap' }

/**
 * Checks contacts ahead of routine work, through the real pipeline. Asking again while a check is queued
 * gives the same check; a routine check that is under way is carried out once more, so that what it says is from
 * after the question. Unknown ids are left out of the answer.
 * @param checkedWithinSeconds a finished check at most this old is answer enough.
 */
export async function requestRecheck(
  { db, wake, now }: Pipeline,
  contactIds: readonly string[],
  asked: { by: string; checkedWithinSeconds?: number },
): Promise<Recheck[]> {
  const askedAt = now()
  const rows = await db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.id', 'in', contactIds.length > 0 ? contactIds : [''])
    .where('c.removed_at', 'is', null)
    .select(['c.id', 'c.value', 's.host', 's.checked_at as checkedAt', 's.last_check_id as lastCheckId'])
    .execute()
  const freshAfterMs = askedAt.getTime() - (asked.checkedWithinSeconds ?? 0) * 1000
  const answers: Recheck[] = []
  const toOpen: { contactId: string; host: string; priority: number; askedBy: string }[] = []
  for (const { id, value, host, checkedAt, lastCheckId } of rows) {
    const isFresh = asked.checkedWithinSeconds && checkedAt !== null && checkedAt.getTime() >= freshAfterMs
    const check = isFresh && lastCheckId !== null ? await readCheck(db, lastCheckId) : null
    if (value === null) answers.push({ contactId: id, state: 'gap' })
    else if (check) answers.push({ contactId: id, state: 'fresh', check })
    else toOpen.push({ contactId: id, host, priority: priorities.asked, askedBy: asked.by })
  }
  const opened = await openChecks(db, toOpen, askedAt)
  await wake.runHosts(opened.map(({ id, host }) => ({ hosts: [host], key: `asked-${id}`, urgency: 'asked' })))
  return [
    ...answers,
    ...opened.map(({ id, contactId }) => ({ contactId, state: 'queued' as const, checkId: id })),
  ]
}

/** Checks a target that is in no knowledge base. @returns the id of the check to wait for. */
export async function requestTargetCheck(
  { db, kinds, wake, now }: Pipeline,
  target: CheckTarget,
  askedBy: string,
): Promise<number> {
  const { kind, value, listedOn = [] } = target
  const host = kinds.kindNamed(kind)?.hostOf({ value, listedOn }) ?? kind
  const id = await openTargetCheck(db, target, host, askedBy, now())
  await wake.runHosts([{ hosts: [host], key: `asked-${id}`, urgency: 'asked' }])
  return id
}
