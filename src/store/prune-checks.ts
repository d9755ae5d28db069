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

/** Those of the given pictures (paths under DATA_DIR) that a check still names. */
export async function listNamedPictures(db: Database, pictures: readonly string[]): Promise<Set<string>> {
  if (pictures.length === 0) return new Set()
  const rows = await db
    .selectFrom('checks')
    .select('screenshot')
    .where('screenshot', 'in', pictures)
    .execute()
  return new Set(rows.map(({ screenshot }) => screenshot ?? ''))
}
