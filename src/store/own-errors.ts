import type { Database } from './database.ts'
import { storableText } from './storable.ts'

/** A mistake of the monitor itself, not of a contact. */
export interface OwnError {
  at: Date
  /** Process that made it. */
  process: string
  message: string
  /** First lines of the stack, or what was logged with it. */
  detail: string
}

const kept = 100

/** Remembers mistakes; the oldest make room. */
export async function addOwnErrors(db: Database, errors: readonly OwnError[]): Promise<void> {
  if (errors.length === 0) return
  const rows = errors.map((error) => ({
    at: error.at,
    process: storableText(error.process),
    message: storableText(error.message),
    detail: storableText(error.detail),
  }))
  await db.insertInto('own_errors').values(rows).execute()
  await db
    .deleteFrom('own_errors')
    .where('id', '<=', (eb) =>
      eb.selectFrom('own_errors').select('id').orderBy('id', 'desc').offset(kept).limit(1),
    )
    .execute()
}

/** The newest first. */
export async function listOwnErrors(db: Database, limit: number) {
  return db.selectFrom('own_errors').selectAll().orderBy('id', 'desc').limit(limit).execute()
}
