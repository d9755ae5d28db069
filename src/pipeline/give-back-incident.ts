import { addAudit } from '../store/audit.ts'
import type { Pipeline } from './context.ts'

/** Gives an incident back that somebody took: it may be reminded of and escalated again. Twice is once. */
export async function giveBackIncident(
  { db, now }: Pick<Pipeline, 'db' | 'now'>,
  incidentId: number,
  by: string,
): Promise<void> {
  const at = now()
  await db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('incidents')
      .select(['acknowledged_at as at', 'acknowledged_by as by'])
      .where('id', '=', incidentId)
      .forUpdate()
      .executeTakeFirst()
    if (!before?.at) return
    await tx
      .updateTable('incidents')
      .set({ acknowledged_at: null, acknowledged_by: null })
      .where('id', '=', incidentId)
      .execute()
    await tx
      .updateTable('standings')
      .set({ acknowledged_at: null, acknowledged_by: null })
      .where('contact_id', 'in', (eb) =>
        eb.selectFrom('incident_contacts').select('contact_id').where('incident_id', '=', incidentId),
      )
      .where('acknowledged_by', '=', before.by)
      .execute()
    const subject = `incident:${incidentId}`
    await addAudit(tx, { at, actor: by, action: 'unacknowledge', subject, before, after: null })
  })
}
