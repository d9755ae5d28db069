import { addAudit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import {
  closeIncident,
  isWholeTaken,
  lockIncident,
  noteTaken,
  openIncidentOf,
  takeIncident,
} from '../store/incident-care.ts'
import type { Pipeline } from './context.ts'
import type { IncidentUndo } from './undo-change.ts'

/** Why nothing was done about an incident. */
export type NotCared = 'unknown-incident' | 'over'

/** Somebody sees to the whole incident: its contacts are taken with it. */
export async function acknowledgeIncident(
  { db, now }: Pipeline,
  incidentId: number,
  by: string,
): Promise<'done' | NotCared> {
  const at = now()
  return db.transaction().execute(async (tx) => {
    const incident = await lockIncident(tx, incidentId)
    if (!incident) return 'unknown-incident'
    if (incident.resolvedAt) return 'over'
    const contactIds = await takeIncident(tx, incidentId, by, at)
    const { acknowledgedAt, acknowledgedBy } = incident
    const undo: IncidentUndo = {
      of: 'incident-taken',
      acknowledgedAt,
      acknowledgedBy,
      contactIds,
      takenAt: at,
    }
    await addAudit(tx, {
      at,
      actor: by,
      action: 'take-incident',
      subject: subjectOf(incidentId),
      before: { acknowledgedBy },
      after: { acknowledgedBy: by },
      undo,
    })
    return 'done'
  })
}

/** An editor calls the incident over, whatever the checks say. What breaks after that is a new incident. */
export async function closeIncidentByHand(
  { db, now }: Pipeline,
  incidentId: number,
  reason: string,
  by: string,
): Promise<'done' | NotCared> {
  const at = now()
  return db.transaction().execute(async (tx) => {
    const incident = await lockIncident(tx, incidentId)
    if (!incident) return 'unknown-incident'
    if (incident.resolvedAt) return 'over'
    const contactIds = await closeIncident(tx, incidentId, { by, reason, at })
    const undo: IncidentUndo = { of: 'incident-closed', contactIds, closedAt: at }
    await addAudit(tx, {
      at,
      actor: by,
      action: 'close-incident',
      subject: subjectOf(incidentId),
      before: { state: 'open' },
      after: { state: 'closed', reason },
      undo,
    })
    return 'done'
  })
}

/**
 * Takes the open incident of a contact once every contact in it was taken.
 * @returns the incident that was taken by this; null: none was.
 */
export async function takeIncidentOf(
  tx: Database,
  contactId: string,
  by: string,
  at: Date,
): Promise<number | null> {
  const id = await openIncidentOf(tx, contactId)
  const taken = id !== null && (await isWholeTaken(tx, id)) && (await noteTaken(tx, id, by, at))
  return taken ? id : null
}

/** What audit entries about an incident are filed under; no contact's id has a colon. */
export function subjectOf(incidentId: number): string {
  return `incident:${incidentId}`
}
