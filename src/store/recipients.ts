import { fillSettings, type RecipientSettings } from '../domain/recipient.ts'
import type { Database } from './database.ts'

/** Somebody, or something, that alerts go to. */
export interface Recipient {
  id: number
  channel: string
  address: string
  language: string
  origin: 'environment' | 'person'
  active: boolean
  settings: RecipientSettings
  addedAt: Date
  /** `reader`, `server` or the name of an administrator; null while it is not stopped. */
  stoppedBy: string | null
}

const columns = [
  'id',
  'channel',
  'address',
  'language',
  'origin',
  'active',
  'settings',
  'added_at as addedAt',
  'stopped_by as stoppedBy',
] as const

/** Recipients in the order in which they were added. */
export async function listRecipients(db: Database, filter: { active?: boolean } = {}): Promise<Recipient[]> {
  let query = db.selectFrom('recipients').select(columns)
  if (filter.active !== undefined) query = query.where('active', '=', filter.active)
  const rows = await query.orderBy('id').execute()
  return rows.map((row) => ({ ...row, settings: fillSettings(row.settings) }))
}

export async function readRecipient(db: Database, id: number): Promise<Recipient | null> {
  const row = await db.selectFrom('recipients').select(columns).where('id', '=', id).executeTakeFirst()
  return row ? { ...row, settings: fillSettings(row.settings) } : null
}

/** Adds a recipient, or brings one back that was stopped; from now on, without what is past. */
export async function addRecipient(
  db: Database,
  recipient: Pick<Recipient, 'channel' | 'address' | 'language'> & { secrets?: string[] },
  now: Date,
): Promise<number> {
  const { channel, address, language, secrets = [] } = recipient
  const { id } = await db
    .insertInto('recipients')
    .values({ channel, address, language, origin: 'person', secrets, added_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'address'])
        .doUpdateSet({ active: true, stopped_by: null, language, added_at: now }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Rewrites what a recipient wants. */
export async function saveRecipient(
  db: Database,
  id: number,
  { language, settings }: Pick<Recipient, 'language' | 'settings'>,
): Promise<void> {
  await db
    .updateTable('recipients')
    .set({ language, settings: JSON.stringify(settings) })
    .where('id', '=', id)
    .execute()
}

/** Stops a recipient: what still waits for it is withheld. Twice is once. */
export async function stopRecipient(db: Database, id: number, by: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('recipients')
      .set({ active: false, stopped_by: by })
      .where('id', '=', id)
      .where('active', '=', true)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await withholdFor(tx, [id])
  })
}

/** Lets a stopped recipient hear again, from now on. */
export async function resumeRecipient(db: Database, id: number, now: Date): Promise<void> {
  await db
    .updateTable('recipients')
    .set({ active: true, stopped_by: null, added_at: now })
    .where('id', '=', id)
    .where('active', '=', false)
    .execute()
}

/** Signing secrets of a webhook, newest first. They leave the store for signing and for the page that shows them once. */
export async function readSecrets(db: Database, id: number): Promise<string[]> {
  const row = await db.selectFrom('recipients').select('secrets').where('id', '=', id).executeTakeFirst()
  return row?.secrets ?? []
}

export async function saveSecrets(db: Database, id: number, secrets: readonly string[]): Promise<void> {
  await db
    .updateTable('recipients')
    .set({ secrets: [...secrets] })
    .where('id', '=', id)
    .execute()
}

/**
 * Makes the recipients of the environment the ones that are active; those that persons added stay, and whoever
 * stopped the mails stays out. New ones hear of what comes from now on.
 */
export async function syncRecipients(
  db: Database,
  channel: string,
  addresses: readonly string[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const gone = await tx
      .updateTable('recipients')
      .set({ active: false })
      .where('channel', '=', channel)
      .where('origin', '=', 'environment')
      .where('active', '=', true)
      .where('address', 'not in', addresses.length > 0 ? [...addresses] : [''])
      .returning('id')
      .execute()
    await withholdFor(
      tx,
      gone.map(({ id }) => id),
    )
    for (const address of addresses) {
      await tx
        .insertInto('recipients')
        .values({ channel, address, origin: 'environment' })
        .onConflict((conflict) =>
          conflict
            .columns(['channel', 'address'])
            .doUpdateSet({ active: true })
            .where('recipients.stopped_by', 'is', null),
        )
        .execute()
    }
  })
}

async function withholdFor(tx: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('alerts')
    .set({ state: 'withheld', answer: 'the recipient was stopped' })
    .where('recipient_id', 'in', [...ids])
    .where('state', '=', 'pending')
    .execute()
}
