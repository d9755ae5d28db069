import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Checks that one statement deletes: a slice is over before anybody waits for it. */
const sliceRows = 5_000
/** How far ahead there are partitions: a monitor that stands still for as long goes on where it was, days. */
const daysAhead = 7
/** Dropping keeps everybody from the table; whoever reads it for longer than this is let finish first. */
const lockLimitMs = 2_000

/** lock_not_available; then what a second process that prunes sees: undefined_table, deadlock_detected. */
const leftToOthers = new Set(['55P03', '42P01', '40P01'])

/** Opens the partitions of today and of the days to come. Rows of a time without one go to the rest. */
export async function preparePartitions(db: Database, now: Date): Promise<void> {
  await sql`select prepare_checks(${now}, 0, ${daysAhead})`.execute(db)
}

/**
 * Forgets finished checks: alive ones that ended before `aliveBefore`, the others, and those with a picture,
 * before `failedBefore`. Whole partitions are dropped, so a check stays until its day or month is over; what
 * has no partition of its own is deleted in slices, each its own transaction. @returns how many.
 */
export async function pruneChecks(db: Database, aliveBefore: Date, failedBefore: Date): Promise<number> {
  let forgotten = 0
  for (const { parent, before } of [
    { parent: 'checks_passing', before: aliveBefore },
    { parent: 'checks_kept', before: failedBefore },
  ]) {
    for (const partition of await listPartitions(db, parent))
      if (partition.endsAt <= before) forgotten += await dropPartition(db, partition.name)
    forgotten += await deleteBefore(db, `${parent}_rest`, before)
  }
  return forgotten
}

/** The partitions of a table that have an end, oldest first. */
async function listPartitions(db: Database, parent: string): Promise<{ name: string; endsAt: Date }[]> {
  const { rows } = await sql<{ name: string; endsAt: Date }>`
    select name, (regexp_match(bounds, 'TO \\(''([^'']+)''\\)'))[1]::timestamptz as "endsAt"
    from (
      select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = ${parent}::regclass
    ) as partitions
    where bounds <> 'DEFAULT' order by 2`.execute(db)
  return rows
}

/** @returns how many checks it held; 0 where somebody reads for too long, or prunes too: then he or the next pruning drops it. */
async function dropPartition(db: Database, name: string): Promise<number> {
  try {
    return await db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ held: number }>`
        select count(*) as held from ${sql.table(name)}`.execute(tx)
      await sql`set local lock_timeout = ${sql.lit(lockLimitMs)}`.execute(tx)
      await sql`drop table ${sql.table(name)}`.execute(tx)
      return rows[0]?.held ?? 0
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && leftToOthers.has(String(error.code))) return 0
    throw new Error(`the old checks in ${name} could not be dropped`, { cause: error })
  }
}

async function deleteBefore(db: Database, table: string, before: Date): Promise<number> {
  let deleted = 0
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where ctid = any(array(
        select ctid from ${sql.table(table)} where finished_at < ${before} order by finished_at limit ${sliceRows}
      ))`.execute(db)
    deleted += Number(numAffectedRows)
    if (numAffectedRows < BigInt(sliceRows)) return deleted
  }
}
