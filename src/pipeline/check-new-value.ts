import { type CheckRow, readCheck } from '../store/checks.ts'
import { readStated } from '../store/knowledge.ts'
import { readTargetCheck } from '../store/target-checks.ts'
import type { Pipeline } from './context.ts'
import { requestTargetCheck } from './request-recheck.ts'

/** A check this young is answer enough, milliseconds before the time scale. */
const freshMs = 15 * 60_000

/** What is known of a value that an editor wants to write. `unchanged`: the contact has it already. */
export type NewValue =
  | { state: 'unknown-contact' }
  | { state: 'unchanged' }
  | { state: 'invalid'; problem: string }
  | { state: 'asked'; value: string; check: CheckRow }

/**
 * Looks at a new value as if the contact stated it already: one check through the real pipeline, with the
 * contact's settings and owner. Asking again soon gives the same check.
 */
export async function checkNewValue(
  pipeline: Pipeline,
  contactId: string,
  written: string,
  askedBy: string,
): Promise<NewValue> {
  const { db, kinds, now, timeScale } = pipeline
  const contact = await readStated(db, contactId)
  if (!contact) return { state: 'unknown-contact' }
  const kind = kinds.kindNamed(contact.kind)
  const parsed = kind?.parse(written) ?? { ok: false, problem: `this version knows no kind ${contact.kind}` }
  if (!parsed.ok) return { state: 'invalid', problem: parsed.problem }
  const { value } = parsed
  if (value === contact.value) return { state: 'unchanged' }
  const { settings, listedOn, ownerDomains } = contact
  const target = { kind: contact.kind, value, settings, listedOn, ownerDomains }
  const sinceAt = new Date(now().getTime() - freshMs / timeScale)
  const recent = await readTargetCheck(db, target, sinceAt)
  const check = recent ?? (await readCheck(db, await requestTargetCheck(pipeline, target, askedBy)))
  if (!check) throw new Error(`the check of ${value} vanished as soon as it was written`)
  return { state: 'asked', value, check }
}
