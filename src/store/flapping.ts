import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Said in the outbox of what waits because its contact comes and goes. */
const answer = 'the contact comes and goes; told if it lasts'

/**
 * Contacts of incidents, and how often each was confirmed broken or changed since. A turn from one to the other
 * is the same trouble.
 */
export async function countBreaks(
  db: Database,
  incidentIds: readonly number[],
  since: Date,
): Promise<{ incidentId: number; contactId: string; breaks: number }[]> {
  if (incidentIds.length === 0) return []
  return db
    .selectFrom('incident_contacts as m')
    .where('m.incident_id', 'in', [...incidentIds])
    .select((eb) => [
      'm.incident_id as incidentId',
      'm.contact_id as contactId',
      eb
        .selectFrom('status_changes as h')
        .whereRef('h.contact_id', '=', 'm.contact_id')
        .where('h.at', '>', since)
        .where('h.to_status', 'in', ['broken', 'changed'])
        .where('h.from_status', 'not in', ['broken', 'changed'])
        .select(({ fn }) => fn.countAll<number>().as('breaks'))
        .as('breaks'),
    ])
    .$castTo<{ incidentId: number; contactId: string; breaks: number }>()
    .execute()
}

/** Incidents of which a recipient is to be told and was not yet, that opened after `openedAfter`. */
export async function listUntold(tx: Database, recipientId: number, openedAfter: Date): Promise<number[]> {
  const rows = await tx
    .selectFrom('alerts as a')
    .innerJoin('incidents as i', 'i.id', 'a.incident_id')
    .where('a.recipient_id', '=', recipientId)
    .where('a.edge', '=', 'opened')
    .where('a.state', '=', 'pending')
    .where('a.wanted_at', 'is', null)
    .where('a.carried_by', 'is', null)
    .where('a.attempts', '=', 0)
    .where('i.opened_at', '>', openedAfter)
    .select('i.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Withholds the news of these incidents from a recipient until they last. */
export async function holdBack(
  tx: Database,
  recipientId: number,
  incidentIds: readonly number[],
): Promise<void> {
  if (incidentIds.length === 0) return
  await tx
    .updateTable('alerts')
    .set({ state: 'withheld', answer })
    .where('recipient_id', '=', recipientId)
    .where('incident_id', 'in', [...incidentIds])
    .where('edge', '=', 'opened')
    .where('state', '=', 'pending')
    .execute()
}

/** Incidents that are open and whose news somebody does not get because they may not last. */
export async function listHeldBack(db: Database): Promise<Set<number>> {
  const rows = await db
    .selectFrom('alerts as a')
    .innerJoin('incidents as i', 'i.id', 'a.incident_id')
    .where('i.resolved_at', 'is', null)
    .where('a.state', '=', 'withheld')
    .where('a.answer', '=', answer)
    .select('i.id')
    .distinct()
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Owes after all what was held back and lasted. @returns how many rows. */
export async function releaseLasting(db: Database, openedBefore: Date, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update alerts a set state = 'pending', answer = null, created_at = ${now}, next_try_at = ${now}, wanted_at = null
    from incidents i
    where i.id = a.incident_id and i.resolved_at is null and i.opened_at <= ${openedBefore}
      and a.state = 'withheld' and a.answer = ${answer}`.execute(db)
  return Number(numAffectedRows ?? 0n)
}
