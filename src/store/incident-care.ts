import type { Database } from './database.ts'

/** An incident under lock, as far as people had a hand in it. */
export async function lockIncident(tx: Database, id: number) {
  const row = await tx
    .selectFrom('incidents')
    .select([
      'id',
      'cause',
      'resolved_at as resolvedAt',
      'acknowledged_at as acknowledgedAt',
      'acknowledged_by as acknowledgedBy',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** The open incident that a contact is part of. */
export async function openIncidentOf(tx: Database, contactId: string): Promise<number | null> {
  const part = await tx
    .selectFrom('incident_contacts')
    .select('incident_id as incidentId')
    .where('contact_id', '=', contactId)
    .where('recovered_at', 'is', null)
    .executeTakeFirst()
  return part?.incidentId ?? null
}

/** Is somebody on every contact that is still failing in the incident? */
export async function isWholeTaken(tx: Database, incidentId: number): Promise<boolean> {
  const free = await tx
    .selectFrom('incident_contacts as m')
    .innerJoin('standings as s', 's.contact_id', 'm.contact_id')
    .select('m.contact_id')
    .where('m.incident_id', '=', incidentId)
    .where('m.recovered_at', 'is', null)
    .where('s.acknowledged_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return free === undefined
}

/** Takes an incident and those of its contacts that nobody has taken. @returns the contacts. */
export async function takeIncident(tx: Database, id: number, by: string, at: Date): Promise<string[]> {
  await noteTaken(tx, id, by, at)
  const taken = await tx
    .updateTable('standings')
    .set(({ eb }) => ({ acknowledged_at: at, acknowledged_by: by, revision: eb('revision', '+', 1) }))
    .where('contact_id', 'in', (eb) =>
      eb
        .selectFrom('incident_contacts')
        .select('contact_id')
        .where('incident_id', '=', id)
        .where('recovered_at', 'is', null),
    )
    .where('acknowledged_at', 'is', null)
    .returning('contact_id as id')
    .execute()
  return taken.map((row) => row.id)
}

/** Gives an incident back to whoever had it, and frees the contacts that were taken with it at that moment. */
export async function untakeIncident(
  tx: Database,
  id: number,
  was: { acknowledgedAt: Date | null; acknowledgedBy: string | null },
  contactIds: readonly string[],
  takenAt: Date,
): Promise<void> {
  await tx
    .updateTable('incidents')
    .set({ acknowledged_at: was.acknowledgedAt, acknowledged_by: was.acknowledgedBy })
    .where('id', '=', id)
    .execute()
  if (contactIds.length === 0) return
  await tx
    .updateTable('standings')
    .set(({ eb }) => ({ acknowledged_at: null, acknowledged_by: null, revision: eb('revision', '+', 1) }))
    .where('contact_id', 'in', contactIds)
    .where('acknowledged_at', '=', takenAt)
    .execute()
}

/** Ends an incident by a person's word. @returns the contacts that were still failing in it. */
export async function closeIncident(
  tx: Database,
  id: number,
  { by, reason, at }: { by: string; reason: string; at: Date },
): Promise<string[]> {
  await tx
    .updateTable('incidents')
    .set({ resolved_at: at, closed_by: by, close_reason: reason })
    .where('id', '=', id)
    .execute()
  const left = await tx
    .updateTable('incident_contacts')
    .set({ recovered_at: at })
    .where('incident_id', '=', id)
    .where('recovered_at', 'is', null)
    .returning('contact_id as id')
    .execute()
  return left.map((row) => row.id)
}

/** Notes that somebody sees to an incident that nobody had taken. False: somebody had. */
export async function noteTaken(tx: Database, id: number, by: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('incidents')
    .set({ acknowledged_at: at, acknowledged_by: by })
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * Opens an incident again that a person closed, with those of its contacts that still fail. False: none does,
 * or another incident of the same cause is open by now.
 */
export async function reopenIncident(
  tx: Database,
  id: number,
  contactIds: readonly string[],
): Promise<boolean> {
  const failing = await tx
    .selectFrom('standings as s')
    .select('s.contact_id as id')
    .where('s.contact_id', 'in', contactIds.length > 0 ? contactIds : [''])
    .where('s.status', 'in', ['broken', 'changed'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('incident_contacts as m')
            .select('m.contact_id')
            .whereRef('m.contact_id', '=', 's.contact_id')
            .where('m.recovered_at', 'is', null),
        ),
      ),
    )
    .execute()
  if (failing.length === 0) return false
  const { numUpdatedRows } = await tx
    .updateTable('incidents as i')
    .set({ resolved_at: null, closed_by: null, close_reason: null })
    .where('i.id', '=', id)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('incidents as o')
            .select('o.id')
            .whereRef('o.cause', '=', 'i.cause')
            .where('o.resolved_at', 'is', null),
        ),
      ),
    )
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  const ids = failing.map((row) => row.id)
  await tx
    .updateTable('incident_contacts')
    .set({ recovered_at: null })
    .where('incident_id', '=', id)
    .where('contact_id', 'in', ids)
    .execute()
  return true
}

/** Ids of the contacts that are or were in an incident. */
export async function listIncidentContacts(db: Database, id: number): Promise<string[]> {
  const rows = await db
    .selectFrom('incident_contacts')
    .select('contact_id')
    .where('incident_id', '=', id)
    .execute()
  return rows.map(({ contact_id }) => contact_id)
}
