import { getDomain } from 'tldts'
import type { Contact } from '../domain/contact.ts'
import { phaseOf } from '../domain/schedule.ts'
import { type Status, unchecked } from '../domain/standing.ts'
import type { Database } from '../store/database.ts'
import { addStatusChange } from '../store/incidents.ts'
import { lockStanding, startStanding } from '../store/standings.ts'
import type { Pipeline } from './context.ts'

/** How far apart the first checks of new contacts are on average, milliseconds. */
const firstCheckGapMs = 250

/**
 * Begins, or begins anew, to watch what a contact states. An incident that its former value was part of loses
 * it: what was broken is published no more.
 * @param together how many contacts begin at once; their first checks are spread so that they do not burst.
 */
export async function beginWatching(
  pipeline: Pipeline,
  tx: Database,
  contact: Contact,
  { together, by, now }: { together: number; by: string; now: Date },
): Promise<void> {
  const watched = contact.value !== null && contact.documented !== 'phantom'
  const everyMs = (contact.checkEveryHours * 3_600_000) / pipeline.timeScale
  const spreadMs = Math.min(everyMs, (together - 1) * firstCheckGapMs)
  const before = await lockStanding(tx, contact.id)
  const to = firstStatus(contact)
  await startStanding(tx, contact.id, {
    standing: unchecked(now, to),
    dueAt: watched ? new Date(now.getTime() + phaseOf(contact.id) * spreadMs) : null,
  })
  await tx
    .updateTable('standings')
    .set(placeOf(pipeline, contact))
    .where('contact_id', '=', contact.id)
    .execute()
  if (!before || before.standing.status === to) return
  const from = before.standing.status
  const change = { from, to, at: now, failingSinceAt: null, code: null, class: null } as const
  await addStatusChange(tx, contact.id, before.host, change, { checkId: null, byWhom: by })
}

/** Host whose turn a check of the contact takes, and its registrable domain; none for a gap. */
export function placeOf(
  { kinds }: Pipeline,
  { kind, value, listedOn }: Contact,
): { host: string; site: string } {
  const host = value === null ? '' : (kinds.kindNamed(kind)?.hostOf({ value, listedOn }) ?? kind)
  return { host, site: getDomain(host) ?? host }
}

/** A gap waits for a person, a discontinued contact for its return, a phantom for nothing. */
function firstStatus({ value, documented }: Contact): Status {
  if (documented !== 'live') return 'retired'
  return value === null ? 'unverifiable' : 'unchecked'
}
