import type { Database } from './database.ts'

/**
 * When a machine last looked at any contact; null before the first check. All standings are asked only where
 * checks were forgotten since, because the monitor stood still for days.
 */
export async function readLastLookAt(db: Database): Promise<Date | null> {
  const row = await db
    .selectFrom('checks')
    .select('finished_at as at')
    .where('contact_id', 'is not', null)
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row?.at) return row.at
  const { at } = await db
    .selectFrom('standings')
    .select(({ fn }) => fn.max('checked_at').as('at'))
    .executeTakeFirstOrThrow()
  return at
}
