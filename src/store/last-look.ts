import type { Database } from './database.ts'

/** When a machine last looked at any contact; null before the first check. */
export async function readLastLookAt(db: Database): Promise<Date | null> {
  const row = await db
    .selectFrom('standings')
    .select(({ fn }) => fn.max('checked_at').as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}
