import { addAudit } from '../store/audit.ts'
import type { Pipeline } from './context.ts'

/** Takes an incident, or gives it back: no reminders and no escalation while somebody has it. Twice is once. */
export async function acknowledgeIncident(
  { db, now }: Pick<Pipeline, 'db' | 'now'>,
  incidentId: number,
  { by, undo = false }: { by: string; undo?: boolean },
): Promise<'done' | 'unknown-incident'> {
  const at = now()
  return db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('incidents')
      .select(['acknowledged_at as at', 'acknowledged_by as by'])
      .where('id', '=', incidentId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) return 'unknown-incident'
    if ((before.at === null) === undo) return 'done'
    const after = undo ? { at: null, by: null } : { at, by }
    await tx
      .updateTable('incidents')
      .set({ acknowledged_at: after.at, acknowledged_by: after.by })
      .where('id', '=', incidentId)
      .execute()
    const action = undo ? 'unacknowledge' : 'acknowledge'
    await addAudit(tx, { at, actor: by, action, subject: `incident:${incidentId}`, before, after })
    return 'done'
  })
}
