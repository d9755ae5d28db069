import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Checks that one statement looks at: a slice is over before anybody waits for it. */
const sliceRows = 5_000

/**
 * Deletes finished checks: alive ones after `aliveBefore`, the others, and those with a picture, after
 * `failedBefore`. The newest check of all stays, whatever its age: it says when anybody looked last. In slices,
 * oldest first, each its own transaction. @returns how many.
 */
export async function pruneChecks(db: Database, aliveBefore: Date, failedBefore: Date): Promise<number> {
  let deleted = 0
  let after: { at: Date; id: number } | null = null
  for (;;) {
    const slice: Slice = await pruneSlice(db, aliveBefore, failedBefore, after)
    deleted += slice.deleted
    if (slice.lastAt === null || slice.lastId === null || slice.seen < sliceRows) return deleted
    after = { at: slice.lastAt, id: slice.lastId }
  }
}

interface Slice {
  seen: number
  deleted: number
  lastAt: Date | null
  lastId: number | null
}

async function pruneSlice(
  db: Database,
  aliveBefore: Date,
  failedBefore: Date,
  after: { at: Date; id: number } | null,
): Promise<Slice> {
  const from = after ? sql`and (finished_at, id) > (${after.at}, ${after.id})` : sql``
  const { rows } = await sql<Slice>`
    with seen as materialized (
      select id, finished_at, (verdict = 'alive' and screenshot is null) or finished_at < ${failedBefore} as is_old
      from checks where finished_at < ${aliveBefore} ${from}
      order by finished_at, id limit ${sliceRows}
    ), gone as (
      delete from checks k using seen s where k.id = s.id and s.is_old and k.id is distinct from (
        select n.id from checks n where n.finished_at is not null and n.contact_id is not null
        order by n.finished_at desc limit 1
      ) returning 1
    )
    select (select count(*) from seen) as seen, (select count(*) from gone) as deleted,
      (select finished_at from seen order by finished_at desc, id desc limit 1) as "lastAt",
      (select id from seen order by finished_at desc, id desc limit 1) as "lastId"`.execute(db)
  return rows[0] ?? { seen: 0, deleted: 0, lastAt: null, lastId: null }
}
