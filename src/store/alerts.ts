import { sql } from 'kysely'
import type { Topic } from '../domain/alert.ts'
import { fillSettings, type RecipientSettings } from '../domain/recipient.ts'
import type { Database } from './database.ts'

/** A letter that this process may deliver until its lease ends. */
export interface ClaimedAlert {
  id: number
  /** Null where it tells of more than one incident, or of none. */
  incidentId: number | null
  topic: Topic
  about: Record<string, unknown> | null
  recipientId: number
  channel: string
  address: string
  language: string
  settings: RecipientSettings
  /** What the recipient shares with us to sign with, newest first. Never logged. */
  secrets: string[]
  attempts: number
  /** The same on every attempt, so that a repeat can be told from a second alert. */
  messageId: string
  createdAt: Date
  /** When its reader wanted it: patience counts from here. */
  wantedAt: Date
}

/** How an attempt ended. */
export type Settlement =
  | { state: 'sent'; answer: string; at: Date }
  | { state: 'dead'; answer: string; at: Date }
  | { state: 'pending'; answer: string; nextTryAt: Date; maybeSent?: boolean; channelFault?: boolean }

export interface ClaimOptions {
  limit: number
  leaseUntil: Date
  /** Only these topics; absent: all. */
  only?: readonly Topic[]
}

/**
 * Claims letters that are due and counts the attempt before anything is sent. Recipients take turns, the
 * oldest letter of each first. The recovery waits until its break was told: nobody should read of an end
 * before the beginning.
 */
export async function claimAlerts(db: Database, options: ClaimOptions, now: Date): Promise<ClaimedAlert[]> {
  const { limit, leaseUntil, only } = options
  const topics = only ? sql`and a.edge in (${sql.join([...only])})` : sql``
  const due = sql`a.state = 'pending' and a.carried_by is null and a.wanted_at is not null
    and a.next_try_at <= ${now} and (a.lease_until is null or a.lease_until < ${now}) ${topics}
    and (a.edge <> 'resolved' or not exists (
      select 1 from alerts o where o.incident_id = a.incident_id and o.recipient_id = a.recipient_id
        and o.edge = 'opened' and o.state = 'pending'))`
  const { rows } = await sql<Omit<ClaimedAlert, 'settings'> & { settings: Partial<RecipientSettings> }>`
    with queued as (
      select a.id, row_number() over (partition by a.recipient_id order by a.id) as turn
      from alerts a where ${due}
    ), picked as (
      select a.id from alerts a join queued q on q.id = a.id where ${due}
      order by q.turn, a.id limit ${limit} for update of a skip locked
    ), claimed as (
      update alerts set lease_until = ${leaseUntil}, attempts = attempts + 1
      where id in (select id from picked) returning *
    )
    select a.id, a.incident_id as "incidentId", a.edge as topic, a.about, r.id as "recipientId",
      r.channel, r.address, r.language, r.settings, r.secrets, a.attempts, a.message_id as "messageId",
      a.created_at as "createdAt", a.wanted_at as "wantedAt"
    from claimed a join recipients r on r.id = a.recipient_id order by a.id`.execute(db)
  return rows.map((row) => ({ ...row, settings: fillSettings(row.settings) }))
}

/** Writes how an attempt ended, also for what the letter carries, and gives the lease back. */
export async function settleAlert(db: Database, id: number, settlement: Settlement): Promise<void> {
  const { state } = settlement
  await db
    .updateTable('alerts')
    .set({
      state,
      answer: settlement.answer.slice(0, 500),
      lease_until: null,
      ...(state === 'pending' && {
        next_try_at: settlement.nextTryAt,
        channel_fault: settlement.channelFault ?? false,
        // Once in doubt, always in doubt: a later refusal does not undo an earlier arrival.
        ...(settlement.maybeSent && { maybe_sent: true }),
      }),
      ...(state === 'sent' && { sent_at: settlement.at }),
    })
    .where(({ or, eb }) =>
      // Carried rows share the end of their letter, not its waiting.
      state === 'pending' ? eb('id', '=', id) : or([eb('id', '=', id), eb('carried_by', '=', id)]),
    )
    .where('state', '=', 'pending')
    .execute()
}

/** What waits only because a channel was broken goes out now that it is not. */
export async function bringForward(db: Database, channel: string, now: Date): Promise<void> {
  await db
    .updateTable('alerts')
    .set({ next_try_at: now, channel_fault: false })
    .where('state', '=', 'pending')
    .where('channel_fault', '=', true)
    .where('maybe_sent', '=', false)
    .where('recipient_id', 'in', (eb) =>
      eb.selectFrom('recipients').select('id').where('channel', '=', channel),
    )
    .execute()
}

/** Alerts of an incident with their delivery, in the order they were owed. */
export async function listAlerts(db: Database, incidentId: number) {
  return db
    .selectFrom('alerts as a')
    .innerJoin('recipients as r', 'r.id', 'a.recipient_id')
    .leftJoin('alerts as l', 'l.id', 'a.carried_by')
    .where('a.incident_id', '=', incidentId)
    .select([
      'a.id',
      'a.edge',
      'a.state',
      'a.attempts',
      'a.answer',
      'a.message_id as messageId',
      'l.message_id as carrierMessageId',
      'a.created_at as createdAt',
      'a.sent_at as sentAt',
      'a.next_try_at as nextTryAt',
      'a.recipient_id as recipientId',
      'r.channel',
      'r.address',
    ])
    .orderBy('a.id')
    .execute()
}

/** How many letters wait, and since when the oldest should be out. */
export async function countPendingAlerts(db: Database): Promise<{ pending: number; oldestAt: Date | null }> {
  return db
    .selectFrom('alerts')
    .where('state', '=', 'pending')
    .where('carried_by', 'is', null)
    .select(({ fn }) => [
      fn.countAll<number>().as('pending'),
      fn.min<Date | null>(sql`coalesce(wanted_at, created_at)`).as('oldestAt'),
    ])
    .executeTakeFirstOrThrow()
}
