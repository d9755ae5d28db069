import { sql } from 'kysely'
import type { AlertState, Topic } from '../domain/alert.ts'
import type { Database } from './database.ts'

/** A row of the outbox as the arranger sees it, with where its incident happened. */
export interface WaitingAlert {
  id: number
  topic: Topic
  state: AlertState
  createdAt: Date
  wantedAt: Date | null
  nextTryAt: Date
  /** Nobody tried yet to send it, or it is known that it did not arrive: it may be told inside another letter. */
  isFree: boolean
  host: string
  marketplace: string
}

/** Recipients that have something to arrange, locked for the transaction; others arrange theirs meanwhile. */
export async function lockReadersToArrange(tx: Database, lateSince: Date, now: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from recipients r where exists (
      select 1 from alerts a where a.recipient_id = r.id and a.state = 'pending' and a.carried_by is null
        and a.incident_id is not null and (a.wanted_at is null or
          (a.next_try_at <= ${now} and a.lease_until is null and not a.maybe_sent
            and (a.created_at < ${lateSince} or a.wanted_at > a.created_at))))
    order by id for update skip locked`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What waits for a recipient, and what came to it since `since` however it ended. */
export async function listToArrange(tx: Database, recipientId: number, since: Date): Promise<WaitingAlert[]> {
  const { rows } = await sql<WaitingAlert>`
    select a.id, a.edge as topic, a.state, a.created_at as "createdAt", a.wanted_at as "wantedAt",
      a.next_try_at as "nextTryAt",
      (a.state = 'pending' and a.carried_by is null and a.lease_until is null and not a.maybe_sent) as "isFree",
      coalesce(m.host, '') as host, coalesce(m.marketplace, '') as marketplace
    from alerts a left join lateral (
      select s.host, c.marketplace from incident_contacts i
      join contacts c on c.id = i.contact_id join standings s on s.contact_id = c.id
      where i.incident_id = a.incident_id order by i.joined_at, c.id limit 1) m on true
    where a.recipient_id = ${recipientId} and a.incident_id is not null
      and ((a.state = 'pending' and a.carried_by is null) or (a.created_at > ${since} and a.state <> 'withheld'))
    order by a.id`.execute(tx)
  return rows
}

/** Says when its reader wants each of these; null: since it came. */
export async function wantAt(tx: Database, ids: readonly number[], at: Date | null): Promise<void> {
  if (ids.length === 0) return
  const since = at ?? sql<Date>`created_at`
  await tx
    .updateTable('alerts')
    .set({ wanted_at: since, next_try_at: since })
    .where('id', 'in', [...ids])
    .where('state', '=', 'pending')
    .execute()
}

/** A digest that waits to be tried again and surely did not arrive: later news may join it. */
export async function findWaitingDigest(tx: Database, recipientId: number): Promise<number | null> {
  const row = await tx
    .selectFrom('alerts')
    .select('id')
    .where('recipient_id', '=', recipientId)
    .where('edge', '=', 'digest')
    .where('state', '=', 'pending')
    .where('lease_until', 'is', null)
    .where('maybe_sent', '=', false)
    .orderBy('id')
    .forUpdate()
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Adds rows to a digest that waits; its patience counts anew, for theirs has only begun. */
export async function joinDigest(
  tx: Database,
  digestId: number,
  ids: readonly number[],
  now: Date,
): Promise<void> {
  await tx.updateTable('alerts').set({ wanted_at: now }).where('id', '=', digestId).execute()
  await tx
    .updateTable('alerts')
    .set({ carried_by: digestId, wanted_at: now })
    .where('id', 'in', [...ids])
    .execute()
}

/** Puts rows into one letter, which is sent instead of them. @returns its id. */
export async function carryTogether(
  tx: Database,
  letter: { recipientId: number; topic: 'group' | 'digest'; ids: readonly number[] },
  now: Date,
): Promise<number> {
  const { recipientId, topic, ids } = letter
  const first = Math.min(...ids)
  const { id } = await tx
    .insertInto('alerts')
    .values({
      ...{ incident_id: null, edge: topic, recipient_id: recipientId },
      ...{ created_at: now, next_try_at: now, wanted_at: now },
      // A row is carried once and for all, so its number names the letter.
      occasion: `${topic}:${first}`,
      message_id: `${topic}-${first}.${recipientId}`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('alerts')
    .set({ carried_by: id, wanted_at: now })
    .where('id', 'in', [...ids])
    .execute()
  return id
}

/** Incidents and edges that a letter carries. */
export async function listCarried(db: Database, letterId: number) {
  const rows = await db
    .selectFrom('alerts')
    .where('carried_by', '=', letterId)
    .select(['incident_id as incidentId', 'edge as topic', 'created_at as createdAt'])
    .orderBy('id')
    .execute()
  return rows.flatMap(({ incidentId, ...row }) => (incidentId === null ? [] : [{ incidentId, ...row }]))
}

/** Letters of the outbox, newest first; what is told inside another is not listed beside it. */
export async function listLetters(
  db: Database,
  page: { state?: AlertState; recipientId?: number; limit: number },
) {
  let query = db
    .selectFrom('alerts as a')
    .innerJoin('recipients as r', 'r.id', 'a.recipient_id')
    .where('a.carried_by', 'is', null)
    .select([
      'a.id',
      'a.incident_id as incidentId',
      'a.edge as topic',
      'a.state',
      'a.attempts',
      'a.answer',
      'a.created_at as createdAt',
      'a.sent_at as sentAt',
      'a.next_try_at as nextTryAt',
      'r.channel',
      'r.address',
      'r.id as recipientId',
    ])
  if (page.state) query = query.where('a.state', '=', page.state)
  if (page.recipientId !== undefined) query = query.where('a.recipient_id', '=', page.recipientId)
  return query.orderBy('a.id', 'desc').limit(page.limit).execute()
}

/** Gives a dead letter, and what it carries, another 48 hours. @returns whether there was one. */
export async function reviveLetter(db: Database, id: number, now: Date): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const again = { state: 'pending', attempts: 0, next_try_at: now, wanted_at: now } as const
    const { numUpdatedRows } = await tx
      .updateTable('alerts')
      .set({ ...again, lease_until: null })
      .where('id', '=', id)
      .where('state', '=', 'dead')
      .where('carried_by', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await tx
      .updateTable('alerts')
      .set({ state: 'pending' })
      .where('carried_by', '=', id)
      .where('state', '=', 'dead')
      .execute()
    return true
  })
}
