import type { Database } from './database.ts'

/**
 * Deletes finished checks: alive ones after `aliveBefore`, the others, and those with a picture, after
 * `failedBefore`. @returns how many.
 */
export async function pruneChecks(db: Database, aliveBefore: Date, failedBefore: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('checks')
    .where((eb) =>
      eb.or([
        eb.and([
          eb('verdict', '=', 'alive'),
          eb('screenshot', 'is', null),
          eb('finished_at', '<', aliveBefore),
        ]),
        eb('finished_at', '<', failedBefore),
      ]),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
