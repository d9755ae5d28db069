import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'

/** One connection that may take its time. */
export type Lane = (fill: (one: Database) => Promise<void>) => Promise<void>

/**
 * Lets rows be loaded as fast as the server can: without triggers, foreign keys and, on these tables, the indexes
 * that are no keys, which are made again afterwards. Nothing of it is left when measuring begins: the server has its own settings
 * again, every page is on disk, and statistics are taken.
 */
export async function loadInBulk(
  db: Database,
  tables: readonly string[],
  work: (lane: Lane) => Promise<void>,
): Promise<void> {
  const settings = ['fsync = off', 'full_page_writes = off', "max_wal_size = '4GB'", 'autovacuum = off']
  for (const setting of settings) await sql.raw(`alter system set ${setting}`).execute(db)
  await sql`select pg_reload_conf()`.execute(db)
  const lane: Lane = (fill) =>
    db.connection().execute(async (one) => {
      await sql`set statement_timeout = 0`.execute(one)
      await sql`set session_replication_role = replica`.execute(one)
      await sql`set maintenance_work_mem = '512MB'`.execute(one)
      await sql`set work_mem = '128MB'`.execute(one)
      await fill(one)
      await sql`reset all`.execute(one)
    })
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid = any(${tables}::regclass[]) and not i.indisunique`.execute(db)
  for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(db)
  await work(lane)
  await lane(async (one) => {
    for (const { definition } of indexes) await sql.raw(definition).execute(one)
    await sql`vacuum (analyze, process_toast false)`.execute(one)
  })
  for (const setting of settings) await sql.raw(`alter system reset ${setting.split(' ')[0]}`).execute(db)
  await sql`select pg_reload_conf()`.execute(db)
  await lane(async (one) => void (await sql`checkpoint`.execute(one)))
}
