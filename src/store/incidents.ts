import { sql } from 'kysely'
import { causeOf, edgeOf } from '../domain/incident.ts'
import type { StatusChange } from '../domain/standing.ts'
import type { Database } from './database.ts'
import { oweOpened, oweResolved } from './owe-alerts.ts'
import { insertStatusChanges } from './status-change-rows.ts'

/** A change of status and where it comes from. */
export interface ChangeRecord {
  contactId: string
  host: string
  change: StatusChange
  checkId: number | null
  byWhom: string | null
}

/**
 * Writes a change of status with the incident and the alert rows that follow from it, all in the caller's
 * transaction: whatever survives, survives together.
 */
export async function addStatusChange(
  tx: Database,
  contactId: string,
  host: string,
  change: StatusChange,
  cause: { checkId: number | null; byWhom: string | null },
): Promise<void> {
  await addStatusChanges(tx, [{ contactId, host, change, ...cause }])
}

/** The same for many: those that make no incident cost one statement together. */
export async function addStatusChanges(tx: Database, records: readonly ChangeRecord[]): Promise<void> {
  if (records.length === 0) return
  const rows = []
  for (const record of records) rows.push({ record, incidentId: await incidentOf(tx, record) })
  await insertStatusChanges(tx, rows)
  const over = records.filter(({ change }) => change.to === 'fresh' || change.to === 'retired')
  if (over.length > 0)
    await dropAcknowledgements(
      tx,
      over.map(({ contactId }) => contactId),
    )
}

/** Whoever was on it need not be any more: the next trouble is another one. */
async function dropAcknowledgements(tx: Database, contactIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('standings')
    .set({ acknowledged_at: null, acknowledged_by: null })
    .where('contact_id', '=', sql<string>`any(${contactIds}::text[])`)
    .where('acknowledged_at', 'is not', null)
    .execute()
}

async function incidentOf(tx: Database, { contactId, host, change }: ChangeRecord): Promise<number | null> {
  switch (edgeOf(change)) {
    case 'opened':
      return joinIncident(tx, contactId, causeOf(change, contactId, host), change.at)
    case 'resolved':
      return leaveIncidents(tx, contactId, change.at)
    case null:
      return null
  }
}

/** Puts a contact into the open incident of its cause; opens one, and owes its alerts, if there is none. */
async function joinIncident(tx: Database, contactId: string, cause: string, at: Date): Promise<number> {
  const part = await tx
    .selectFrom('incident_contacts')
    .select('incident_id')
    .where('contact_id', '=', contactId)
    .where('recovered_at', 'is', null)
    .executeTakeFirst()
  // From broken to changed or back: the same trouble goes on under its first name.
  if (part) {
    await tell(tx, part.incident_id, contactId, at)
    return part.incident_id
  }
  const opened = await tx
    .insertInto('incidents')
    .values({ cause, opened_at: at, resolved_at: null, told_at: null })
    .onConflict((conflict) => conflict.column('cause').where('resolved_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  const { id } =
    opened ??
    (await tx
      .selectFrom('incidents')
      .select('id')
      .where('cause', '=', cause)
      .where('resolved_at', 'is', null)
      .forUpdate()
      .executeTakeFirstOrThrow())
  await tx
    .insertInto('incident_contacts')
    .values({ incident_id: id, contact_id: contactId, joined_at: at, recovered_at: null })
    // One that broke, recovered and broke again within the same incident is in it once.
    .onConflict((conflict) =>
      conflict.columns(['incident_id', 'contact_id']).doUpdateSet({ recovered_at: null }),
    )
    .execute()
  await tell(tx, id, contactId, at)
  return id
}

/** Owes the news that a contact is confirmed: the incident may be a wave that was only watched until now. */
async function tell(tx: Database, id: number, contactId: string, at: Date): Promise<void> {
  await tx
    .updateTable('incidents')
    .set({ told_at: at })
    .where('id', '=', id)
    .where('told_at', 'is', null)
    .execute()
  await oweOpened(tx, id, contactId, at)
}

/** Takes a contact out of its open incident; the last one to leave resolves it. */
async function leaveIncidents(tx: Database, contactId: string, at: Date): Promise<number | null> {
  const left = await tx
    .updateTable('incident_contacts')
    .set({ recovered_at: at })
    .where('contact_id', '=', contactId)
    .where('recovered_at', 'is', null)
    .returning('incident_id')
    .executeTakeFirst()
  if (!left) return null
  const id = left.incident_id
  // Two contacts leaving at once must not both think that the other one is still in.
  await tx.selectFrom('incidents').select('id').where('id', '=', id).forUpdate().execute()
  const { numUpdatedRows } = await tx
    .updateTable('incidents')
    .set({ resolved_at: at })
    .where('id', '=', id)
    .where('resolved_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('incident_contacts')
            .select('contact_id')
            .where('incident_id', '=', id)
            .where('recovered_at', 'is', null),
        ),
      ),
    )
    .executeTakeFirst()
  if (numUpdatedRows === 1n) await oweResolved(tx, id, at)
  return id
}

const incidentColumns = [
  'i.id',
  'i.cause',
  'i.opened_at as openedAt',
  'i.resolved_at as resolvedAt',
  'i.acknowledged_at as acknowledgedAt',
  'i.acknowledged_by as acknowledgedBy',
  'i.closed_by as closedBy',
  'i.close_reason as closeReason',
] as const

/** An incident with its contacts, newest first; open ones only if `open`. */
export async function listIncidents(db: Database, page: { open: boolean; limit: number; before?: number }) {
  let query = db
    .selectFrom('incidents as i')
    .select(incidentColumns)
    .select((eb) =>
      eb
        .selectFrom('incident_contacts as m')
        .whereRef('m.incident_id', '=', 'i.id')
        .select(({ fn }) => fn.agg<string[]>('array_agg', ['m.contact_id']).as('ids'))
        .as('contactIds'),
    )
  if (page.open) query = query.where('i.resolved_at', 'is', null)
  if (page.before !== undefined) query = query.where('i.id', '<', page.before)
  return query.orderBy('i.id', 'desc').limit(page.limit).execute()
}

/** One incident: its contacts with the codes they failed with, and the mails it owed. */
export async function readIncident(db: Database, id: number) {
  const incident = await db
    .selectFrom('incidents as i')
    .select(incidentColumns)
    .where('i.id', '=', id)
    .executeTakeFirst()
  if (!incident) return null
  const contacts = await db
    .selectFrom('incident_contacts as m')
    .innerJoin('contacts as c', 'c.id', 'm.contact_id')
    .innerJoin('standings as s', 's.contact_id', 'm.contact_id')
    .where('m.incident_id', '=', id)
    .select([
      'c.id',
      'c.kind',
      'c.marketplace',
      'c.value',
      'c.label',
      'c.importance',
      's.status',
      's.episode',
      's.last_check_id as lastCheckId',
      's.muted_until as mutedUntil',
      's.owner',
      'c.audience',
      'm.joined_at as joinedAt',
      'm.recovered_at as recoveredAt',
    ])
    .orderBy('m.joined_at')
    .orderBy('c.id')
    .execute()
  return { ...incident, contacts }
}

export type IncidentDetail = NonNullable<Awaited<ReturnType<typeof readIncident>>>

/**
 * Takes a contact out of its open incident because the word that put it there was taken back. Alerts that
 * nobody tried to send yet are not sent at all; where one went out, the end of the incident follows it.
 */
export async function withdrawIncident(tx: Database, contactId: string, at: Date): Promise<void> {
  const id = await leaveIncidents(tx, contactId, at)
  if (id === null) return
  const told = await tx
    .selectFrom('alerts')
    .select('id')
    .where('incident_id', '=', id)
    .where((eb) =>
      eb.or([eb('state', '<>', 'pending'), eb('attempts', '>', 0), eb('lease_until', 'is not', null)]),
    )
    .limit(1)
    .executeTakeFirst()
  if (!told) await tx.deleteFrom('alerts').where('incident_id', '=', id).execute()
}
