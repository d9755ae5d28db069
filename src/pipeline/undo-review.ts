import { edgeOf } from '../domain/incident.ts'
import type { StatusChange } from '../domain/standing.ts'
import { addAudit, noteWordsUndone } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { addStatusChange, withdrawIncident } from '../store/incidents.ts'
import { type Before, lockLastReview, markUndone, type Review } from '../store/reviews.ts'
import { lockStanding, saveStanding } from '../store/standings.ts'
import type { Pipeline } from './context.ts'

/** `changed-since`: a check or another person came after the answer, and their word is newer. */
export type UndoOutcome =
  | { state: 'undone'; contactId: string }
  | { state: 'nothing' }
  | { state: 'changed-since'; contactId: string }

/** Answers can be taken back this long. */
const undoMs = 3_600_000

/** Takes the last answer of a person back, as long as nothing came after it. */
export async function undoReview(pipeline: Pipeline, by: { id: number; name: string }): Promise<UndoOutcome> {
  const now = pipeline.now()
  const outcome = await pipeline.db.transaction().execute(async (tx) => {
    const review = await lockLastReview(tx, by.id, new Date(now.getTime() - undoMs))
    if (!review) return { state: 'nothing' as const, wakes: false }
    const { contactId } = review
    const restored = await restore(tx, review, by.name, now)
    if (restored === 'changed-since') return { state: restored, contactId, wakes: false }
    await markUndone(tx, review.id, now)
    await noteWordsUndone(tx, { subject: contactId, actor: by.name, since: review.at }, now)
    await addAudit(tx, {
      ...{ at: now, actor: by.name, action: 'review-undo', subject: contactId },
      before: { answer: review.answer },
      after: review.before ? { status: review.before.standing.status } : null,
    })
    return { state: 'undone' as const, contactId, wakes: restored === 'wake' }
  })
  const { wakes, ...told } = outcome
  if (wakes) await pipeline.wake.deliverAlerts()
  return told
}

async function restore(
  tx: Database,
  { contactId, before, revision }: Review,
  byWhom: string,
  now: Date,
): Promise<'done' | 'wake' | 'changed-since'> {
  if (before === null) return revision === null ? 'done' : 'changed-since'
  const stored = await lockStanding(tx, contactId)
  if (!stored || stored.revision !== revision) return 'changed-since'
  await saveStanding(tx, contactId, stored.revision, { standing: before.standing })
  await tx
    .updateTable('standings')
    .set({ attested_at: before.attestedAt })
    .where('contact_id', '=', contactId)
    .execute()
  const change = changeBack(stored.standing.status, before, now)
  if (!change) return 'done'
  const opened = change.from === 'broken' || change.from === 'changed'
  if (opened && edgeOf(change) === null) await withdrawIncident(tx, contactId, now)
  await addStatusChange(tx, contactId, stored.host, change, { checkId: null, byWhom })
  return 'wake'
}

function changeBack(from: StatusChange['from'], { standing }: Before, at: Date): StatusChange | null {
  if (from === standing.status) return null
  return {
    ...{ from, to: standing.status, at },
    failingSinceAt: standing.episode?.startedAt ?? null,
    code: standing.episode?.code ?? null,
    class: null,
  }
}
