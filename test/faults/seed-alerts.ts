import type { StatusChange } from '../../src/domain/standing.ts'
import type { Database } from '../../src/store/database.ts'
import { addStatusChange } from '../../src/store/incidents.ts'
import { syncRecipients } from '../../src/store/recipients.ts'
import { seedContact } from '../support/seed.ts'

/** Marketplaces that are enough for many incidents to be told one by one, and the recipients. */
export async function seedReaders(
  db: Database,
  marketplaces: number,
  recipients: readonly string[],
): Promise<void> {
  await db
    .insertInto('marketplaces')
    .values(
      Array.from({ length: marketplaces }, (_, n) => ({
        ...{ id: `m${n}`, domains: [] },
        name: JSON.stringify({ ru: `Площадка ${n}`, en: `Market ${n}` }),
      })),
    )
    .execute()
  await syncRecipients(db, 'email', recipients)
}

/** Breaks a contact as the pipeline does: one incident of its own on a host of its own. */
export async function breakOne(db: Database, n: number, marketplace: number, now: Date): Promise<void> {
  const id = `m${marketplace}/c${n}`
  await seedContact(db, { id, host: `h${n}.example` }, now)
  const change: StatusChange = {
    from: 'suspect',
    to: 'broken',
    at: now,
    code: 'http/not-found',
    class: 'gone',
    failingSinceAt: new Date(now.getTime() - 3 * 86_400_000),
  }
  await db
    .transaction()
    .execute((tx) => addStatusChange(tx, id, `h${n}.example`, change, { checkId: null, byWhom: null }))
}

/** What the books say: rows by state, edges without a row for somebody, and the letters that were delivered. */
export async function readBooks(db: Database) {
  const recipients = await db.selectFrom('recipients').select('id').where('active', '=', true).execute()
  const incidents = await db.selectFrom('incidents').select('id').execute()
  const rows = await db
    .selectFrom('alerts')
    .select(['id', 'incident_id', 'recipient_id', 'state', 'carried_by', 'message_id'])
    .execute()
  const owed = new Set(rows.map((row) => `${row.incident_id} ${row.recipient_id}`))
  const missing = incidents.flatMap(({ id }) =>
    recipients
      .filter((recipient) => !owed.has(`${id} ${recipient.id}`))
      .map((recipient) => `${id} ${recipient.id}`),
  )
  const letters = rows.filter((row) => row.carried_by === null)
  const of = (state: string) => letters.filter((row) => row.state === state)
  return {
    missing,
    pending: of('pending').length,
    dead: of('dead').length,
    sent: of('sent').map((row) => row.message_id),
  }
}

/** Local part of a Message-ID as a server saw it. */
export function localPartOf(id: string): string {
  return id.replace(/^<(.*)@.*>$/, '$1')
}
