import { sql } from 'kysely'
import type { Edge } from '../domain/incident.ts'
import type { Database } from './database.ts'

/** An alert that this process may deliver until its lease ends. */
export interface ClaimedAlert {
  id: number
  incidentId: number
  edge: Edge
  channel: string
  address: string
  language: string
  attempts: number
  /** The same on every attempt, so that a repeat can be told from a second alert. */
  messageId: string
  createdAt: Date
}

/** How an attempt ended. */
export type Settlement =
  | { state: 'sent'; answer: string; at: Date }
  | { state: 'dead'; answer: string; at: Date }
  | { state: 'pending'; answer: string; nextTryAt: Date }

/** Writes what an edge of an incident owes to every recipient: once each, whatever is run twice. */
export async function owe(tx: Database, incidentId: number, edge: Edge, now: Date): Promise<void> {
  await tx
    .insertInto('alerts')
    .columns(['incident_id', 'edge', 'recipient_id', 'created_at', 'next_try_at', 'message_id'])
    .expression((eb) =>
      eb
        .selectFrom('recipients')
        .where('active', '=', true)
        .select([
          sql<number>`${incidentId}::bigint`.as('incident_id'),
          sql<Edge>`${edge}::text`.as('edge'),
          'recipients.id as recipient_id',
          sql<Date>`${now}::timestamptz`.as('created_at'),
          sql<Date>`${now}::timestamptz`.as('next_try_at'),
          sql<string>`'incident-' || ${incidentId}::bigint || '.' || ${edge}::text || '.' || recipients.id`.as(
            'message_id',
          ),
        ]),
    )
    .onConflict((conflict) => conflict.columns(['incident_id', 'edge', 'recipient_id']).doNothing())
    .execute()
}

/**
 * Claims alerts that are due, oldest first, and counts the attempt before anything is sent. The recovery
 * waits until its break was told: nobody should read of an end before the beginning.
 */
export async function claimAlerts(
  db: Database,
  limit: number,
  leaseUntil: Date,
  now: Date,
): Promise<ClaimedAlert[]> {
  const rows = await db
    .with('claimed', (cte) =>
      cte
        .updateTable('alerts')
        .set({ lease_until: leaseUntil, attempts: sql`attempts + 1` })
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('alerts as a')
            .select('a.id')
            .where('a.state', '=', 'pending')
            .where('a.next_try_at', '<=', now)
            .where(({ or, eb: is }) => or([is('a.lease_until', 'is', null), is('a.lease_until', '<', now)]))
            .where(({ or, eb: is, not, exists, selectFrom }) =>
              or([
                is('a.edge', '=', 'opened'),
                not(
                  exists(
                    selectFrom('alerts as o')
                      .select('o.id')
                      .whereRef('o.incident_id', '=', 'a.incident_id')
                      .whereRef('o.recipient_id', '=', 'a.recipient_id')
                      .where('o.edge', '=', 'opened')
                      .where('o.state', '=', 'pending'),
                  ),
                ),
              ]),
            )
            .orderBy('a.id')
            .limit(limit)
            .forUpdate()
            .skipLocked(),
        )
        .returningAll(),
    )
    .selectFrom('claimed as a')
    .innerJoin('recipients as r', 'r.id', 'a.recipient_id')
    .select([
      'a.id',
      'a.incident_id as incidentId',
      'a.edge',
      'r.channel',
      'r.address',
      'r.language',
      'a.attempts',
      'a.message_id as messageId',
      'a.created_at as createdAt',
    ])
    .orderBy('a.id')
    .execute()
  return rows
}

/** Writes how an attempt ended and gives the lease back. */
export async function settleAlert(db: Database, id: number, settlement: Settlement): Promise<void> {
  await db
    .updateTable('alerts')
    .set({
      state: settlement.state,
      answer: settlement.answer.slice(0, 500),
      lease_until: null,
      ...(settlement.state === 'pending' ? { next_try_at: settlement.nextTryAt } : {}),
      ...(settlement.state === 'sent' ? { sent_at: settlement.at } : {}),
    })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute()
}

/** Alerts of an incident with their delivery, in the order they were owed. */
export async function listAlerts(db: Database, incidentId: number) {
  return db
    .selectFrom('alerts as a')
    .innerJoin('recipients as r', 'r.id', 'a.recipient_id')
    .where('a.incident_id', '=', incidentId)
    .select([
      'a.id',
      'a.edge',
      'a.state',
      'a.attempts',
      'a.answer',
      'a.created_at as createdAt',
      'a.sent_at as sentAt',
      'a.next_try_at as nextTryAt',
      'r.channel',
      'r.address',
    ])
    .orderBy('a.id')
    .execute()
}

/** How many alerts wait, and since when the oldest does. */
export async function countPendingAlerts(db: Database): Promise<{ pending: number; oldestAt: Date | null }> {
  return db
    .selectFrom('alerts')
    .where('state', '=', 'pending')
    .select(({ fn }) => [fn.countAll<number>().as('pending'), fn.min('created_at').as('oldestAt')])
    .executeTakeFirstOrThrow()
}

/** Makes the recipients of the environment the ones that are active; those that persons added stay. */
export async function syncRecipients(
  db: Database,
  channel: string,
  addresses: readonly string[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('recipients')
      .set({ active: false })
      .where('channel', '=', channel)
      .where('origin', '=', 'environment')
      .execute()
    for (const address of addresses) {
      await tx
        .insertInto('recipients')
        .values({ channel, address, origin: 'environment' })
        .onConflict((conflict) => conflict.columns(['channel', 'address']).doUpdateSet({ active: true }))
        .execute()
    }
  })
}
