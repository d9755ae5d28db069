import { addAudit } from '../store/audit.ts'
import type { Pipeline } from './context.ts'

/** Who wants silence about contacts, until when and why; `until` null ends it. */
export interface Mute {
  until: Date | null
  by: string
  reason: string
}

/** Silences contacts, or lets them speak again. A mute that holds longer already is left as it is. */
export async function muteContacts(
  { db, now }: Pick<Pipeline, 'db' | 'now'>,
  contactIds: readonly string[],
  { until, by, reason }: Mute,
): Promise<void> {
  const at = now()
  for (const id of contactIds) {
    await db.transaction().execute(async (tx) => {
      const standing = await tx
        .selectFrom('standings')
        .select(['muted_until as until', 'muted_by as by', 'muted_reason as reason'])
        .where('contact_id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      if (!standing) return
      const holds = standing.until !== null && standing.until > at
      if (until === null ? !holds : holds && (standing.until ?? at) >= until) return
      const after = until === null ? { until: null, by: null, reason: null } : { until, by, reason }
      await tx
        .updateTable('standings')
        .set({
          muted_until: after.until,
          muted_by: after.by,
          muted_reason: after.reason,
          muted_why: after.reason,
        })
        .where('contact_id', '=', id)
        .execute()
      const action = until === null ? 'unmute' : 'mute'
      await addAudit(tx, { at, actor: by, action, subject: id, before: standing, after })
    })
  }
}
