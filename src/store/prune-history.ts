import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Rows that one statement looks at: a slice is over before anybody waits for it. */
const sliceRows = 5_000

/**
 * Forgets spells that ended, and changes of status that happened, before then. The running spell of a contact
 * stays, however old it is. @returns how many rows.
 */
export async function pruneHistory(db: Database, before: Date): Promise<number> {
  return (await pruneSpells(db, before)) + (await pruneChanges(db, before))
}

/** Spells are numbered as they begin: the first one that began later ends the walk. */
async function pruneSpells(db: Database, before: Date): Promise<number> {
  let deleted = 0
  let afterId = 0
  for (;;) {
    const { rows } = await sql<{ began: number; deleted: number; lastId: number | null }>`
      with seen as materialized (
        select id, contact_id, started_at, last_at from spells where id > ${afterId} order by id limit ${sliceRows}
      ), gone as (
        delete from spells p using seen s
        where p.id = s.id and s.last_at < ${before}
          and not exists (select from standings t where t.contact_id = s.contact_id and t.spell_id = s.id)
        returning 1
      )
      select (select count(*) from seen where started_at < ${before}) as began,
        (select count(*) from gone) as deleted, (select max(id) from seen) as "lastId"`.execute(db)
    const [slice] = rows
    deleted += slice?.deleted ?? 0
    if (!slice || slice.lastId === null || slice.began < sliceRows) return deleted
    afterId = slice.lastId
  }
}

async function pruneChanges(db: Database, before: Date): Promise<number> {
  let deleted = 0
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from status_changes where id = any(array(
        select id from status_changes where at < ${before} order by at limit ${sliceRows}
      ))`.execute(db)
    deleted += Number(numAffectedRows)
    if (numAffectedRows < BigInt(sliceRows)) return deleted
  }
}
