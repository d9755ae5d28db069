import { causeOf, edgeOf } from '../domain/incident.ts'
import type { StatusChange } from '../domain/standing.ts'
import type { Database } from './database.ts'
import { oweOpened, oweResolved } from './owe-alerts.ts'

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
  const edge = edgeOf(change)
  const incidentId =
    edge === 'opened'
      ? await joinIncident(tx, contactId, causeOf(change, contactId, host), change.at)
      : edge === 'resolved'
        ? await leaveIncidents(tx, contactId, change.at)
        : null
  await tx
    .insertInto('status_changes')
    .values({
      contact_id: contactId,
      from_status: change.from,
      to_status: change.to,
      at: change.at,
      failing_since_at: change.failingSinceAt,
      code: change.code,
      class: change.class,
      check_id: cause.checkId,
      incident_id: incidentId,
      by_whom: cause.byWhom,
    })
    .execute()
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
  if (part) return part.incident_id
  const opened = await tx
    .insertInto('incidents')
    .values({ cause, opened_at: at })
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
  await oweOpened(tx, id, contactId, at)
  return id
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

/** An incident with its contacts, newest first; open ones only if `open`. */
export async function listIncidents(db: Database, page: { open: boolean; limit: number; before?: number }) {
  let query = db
    .selectFrom('incidents as i')
    .select(['i.id', 'i.cause', 'i.opened_at as openedAt', 'i.resolved_at as resolvedAt'])
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
    .selectFrom('incidents')
    .select([
      'id',
      'cause',
      'opened_at as openedAt',
      'resolved_at as resolvedAt',
      'acknowledged_at as acknowledgedAt',
      'acknowledged_by as acknowledgedBy',
    ])
    .where('id', '=', id)
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
