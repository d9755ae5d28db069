import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'

/** One connection that may take its time. */
export type Lane = (fill: (one: Database) => Promise<void>) => Promise<void>

/** As many as the machines have cores that this was measured on. */
const lanes = 2
const settings = ['fsync = off', 'full_page_writes = off', "max_wal_size = '2GB'", 'autovacuum = off']

/**
 * Lets rows be loaded as fast as the server can: without triggers and foreign keys, and with the indexes of these
 * tables that are no keys made afterwards. When it is over the server has its own settings again, statistics are
 * taken, and everything is on disk.
 */
export async function loadInBulk(
  db: Database,
  tables: readonly string[],
  work: (lane: Lane) => Promise<void>,
): Promise<void> {
  const lane: Lane = (fill) => db.connection().execute((one) => runAlone(one, fill))
  for (const setting of settings) await sql.raw(`alter system set ${setting}`).execute(db)
  await sql`select pg_reload_conf()`.execute(db)
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid = any(${tables}::regclass[]) and not i.indisunique`.execute(db)
  for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(db)
  await work(lane)
  await share(
    lane,
    indexes.map(({ definition }) => definition),
  )
  const { rows: filled } = await sql<{ name: string }>`
    select oid::regclass::text as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace
    order by pg_table_size(oid) desc`.execute(db)
  await share(
    lane,
    filled.map(({ name }) => `vacuum (analyze, process_toast false) ${name}`),
  )
  for (const setting of settings) await sql.raw(`alter system reset ${setting.split(' ')[0]}`).execute(db)
  await sql`select pg_reload_conf()`.execute(db)
  await lane(async (one) => {
    // The tables above partitions have statistics of their own.
    await sql`analyze checks`.execute(one)
    await sql`checkpoint`.execute(one)
  })
}

async function runAlone(one: Database, fill: (one: Database) => Promise<void>): Promise<void> {
  await sql`set statement_timeout = 0`.execute(one)
  await sql`set session_replication_role = replica`.execute(one)
  await sql`set maintenance_work_mem = '512MB'`.execute(one)
  await sql`set work_mem = '128MB'`.execute(one)
  await fill(one)
  await sql`reset all`.execute(one)
}

/** Runs statements in their order, each on whichever lane is free. */
async function share(lane: Lane, statements: readonly string[]): Promise<void> {
  const waiting = [...statements]
  const work = () =>
    lane(async (one) => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        await sql.raw(next).execute(one)
    })
  await Promise.all(Array.from({ length: lanes }, work))
}
