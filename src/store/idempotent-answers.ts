import type { Database } from './database.ts'

/** An answer that a repeated request gets again. */
export interface KeptAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** What is known of a key: `new`, so the request is ours to answer, or what became of the first one. */
export type Claim =
  | { state: 'new' }
  | { state: 'other-request' }
  | { state: 'running' }
  | { state: 'answered'; answer: KeptAnswer }

/** A first request that never came to its answer blocks its key for so long. */
const abandonedMs = 5 * 60_000

/** Claims a key for a request; of several that come at once, one gets `new`. */
export async function claimKey(db: Database, key: string, requestHash: string, now: Date): Promise<Claim> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('idempotent_answers')
    .values({ key, request_hash: requestHash, at: now })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ at: now })
        .where('idempotent_answers.status', 'is', null)
        .where('idempotent_answers.request_hash', '=', requestHash)
        .where('idempotent_answers.at', '<', new Date(now.getTime() - abandonedMs)),
    )
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 1n) return { state: 'new' }
  const row = await db.selectFrom('idempotent_answers').selectAll().where('key', '=', key).executeTakeFirst()
  if (!row) return { state: 'running' }
  if (row.request_hash !== requestHash) return { state: 'other-request' }
  if (row.status === null) return { state: 'running' }
  return {
    state: 'answered',
    answer: { status: row.status, headers: row.headers ?? {}, body: row.body ?? '' },
  }
}

/** Keeps the answer for repeats. */
export async function keepAnswer(db: Database, key: string, answer: KeptAnswer): Promise<void> {
  const { status, headers, body } = answer
  await db
    .updateTable('idempotent_answers')
    .set({ status, headers: JSON.stringify(headers), body })
    .where('key', '=', key)
    .execute()
}

/** The request did not come to an answer worth keeping: the next one with this key is a first one. */
export async function releaseKey(db: Database, key: string): Promise<void> {
  await db.deleteFrom('idempotent_answers').where('key', '=', key).execute()
}

/** Forgets keys that were used before then. */
export async function pruneKeys(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('idempotent_answers').where('at', '<', before).execute()
}
