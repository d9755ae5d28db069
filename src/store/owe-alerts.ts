import { sql } from 'kysely'
import type { AlertState, Topic } from '../domain/alert.ts'
import { hearsOf } from '../domain/recipient.ts'
import type { Database } from './database.ts'
import { listRecipients, type Recipient } from './recipients.ts'

/** One row of the outbox before it is written. */
interface Owed {
  incidentId: number
  topic: Topic
  recipientId: number
  state: AlertState
  answer: string | null
}

/**
 * Owes the news that a contact joined an incident to everybody who hears of it: once an incident, whatever is
 * run twice. A muted contact is written down as withheld; one that is not takes the same row over.
 */
export async function oweOpened(
  tx: Database,
  incidentId: number,
  contactId: string,
  now: Date,
): Promise<void> {
  const contact = await readRouted(tx, contactId)
  if (!contact) return
  const isMuted = contact.mutedUntil !== null && contact.mutedUntil > now
  const readers = (await listRecipients(tx, { active: true })).filter(
    ({ settings }) => settings.escalateAfterMinutes === null && hearsOf(settings, contact),
  )
  await addOwed(
    tx,
    readers.map((reader) => ({
      ...{ incidentId, topic: 'opened', recipientId: reader.id },
      state: isMuted ? 'withheld' : 'pending',
      answer: isMuted ? 'the contact is muted' : null,
    })),
    now,
  )
}

/** Owes the end of an incident to whoever was, or will be, told of its beginning. */
export async function oweResolved(tx: Database, incidentId: number, now: Date): Promise<void> {
  const told = await tx
    .selectFrom('alerts')
    .where('incident_id', '=', incidentId)
    .where('edge', 'in', ['opened', 'escalated'])
    .where('state', '<>', 'withheld')
    .select('recipient_id')
    .distinct()
    .execute()
  const ids = new Set(told.map((row) => row.recipient_id))
  const readers = (await listRecipients(tx, { active: true })).filter(({ id }) => ids.has(id))
  await addOwed(
    tx,
    readers.map((reader) => ({
      ...{ incidentId, topic: 'resolved', recipientId: reader.id },
      state: reader.settings.wants.recovered ? 'pending' : 'withheld',
      answer: reader.settings.wants.recovered ? null : 'the recipient wants no recoveries',
    })),
    now,
  )
}

/** Owes an incident that nobody took to somebody else. */
export async function oweEscalated(
  tx: Database,
  incidentId: number,
  reader: Pick<Recipient, 'id'>,
  now: Date,
): Promise<boolean> {
  const topic = 'escalated'
  return addOwed(tx, [{ incidentId, topic, recipientId: reader.id, state: 'pending', answer: null }], now)
}

/** A letter that belongs to no single incident. */
export interface OccasionalLetter {
  recipientId: number
  topic: Topic
  /** Makes it the only one of its kind for the recipient. */
  occasion: string
  about?: Record<string, unknown>
  /** `withheld` where there was nothing to say. @default 'pending' */
  state?: 'pending' | 'withheld'
}

/** Owes a letter of this occasion; null: it was owed already. */
export async function oweLetter(tx: Database, letter: OccasionalLetter, now: Date): Promise<number | null> {
  const { recipientId, topic, occasion, about, state = 'pending' } = letter
  const name = `${topic}-${occasion}`.replace(/[^A-Za-z0-9.-]/g, '-')
  const row = await tx
    .insertInto('alerts')
    .values({
      ...{ incident_id: null, edge: topic, recipient_id: recipientId, occasion, state },
      ...{ created_at: now, next_try_at: now, wanted_at: now },
      about: about ? JSON.stringify(about) : null,
      message_id: `${name.slice(0, 120)}.${recipientId}`,
      answer: state === 'withheld' ? 'there was nothing to say' : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

async function addOwed(tx: Database, owed: readonly Owed[], now: Date): Promise<boolean> {
  if (owed.length === 0) return false
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('alerts')
    .values(
      owed.map(({ incidentId, topic, recipientId, state, answer }) => ({
        ...{ incident_id: incidentId, edge: topic, recipient_id: recipientId, state, answer },
        ...{ created_at: now, next_try_at: now },
        message_id: `incident-${incidentId}.${topic}.${recipientId}`,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['incident_id', 'edge', 'recipient_id'])
        .doUpdateSet({
          state: 'pending',
          answer: null,
          created_at: now,
          next_try_at: now,
          wanted_at: null,
        })
        .where('alerts.state', '=', 'withheld')
        .where(sql.ref('excluded.state'), '=', 'pending'),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

async function readRouted(tx: Database, contactId: string) {
  return tx
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.id', '=', contactId)
    .select([
      'c.marketplace',
      'c.kind',
      'c.audience',
      'c.importance',
      's.owner',
      's.muted_until as mutedUntil',
    ])
    .executeTakeFirst()
}
