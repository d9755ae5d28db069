import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'
import { pruneChecks } from '../src/store/prune-checks.ts'

/** What forgetting so many checks costs, milliseconds. */
export interface PruningFigures {
  checks: number
  /** In slices, and the vacuum that follows. */
  deleteMs: number
  vacuumMs: number
  /** The same rows as a partition of their own. */
  dropMs: number
}

/** Weighs pruning by `delete` against a table of the same rows that is dropped. */
export async function measurePruning(db: Database, checks: number): Promise<PruningFigures> {
  const fill = (table: string) =>
    sql`
    insert into ${sql.table(table)} (contact_id, host, priority, queued_at, started_at, finished_at, verdict, via,
      http_status, duration_ms, facts, trace, evidence)
    select s.contact_id, 'h', 2, at, at, at, 'alive', 'http', 200, 300, '[{"label": "title", "value": "Помощь"}]',
      array['GET https://h.test/ -> 200, 12 kB'], jsonb_build_object('text', repeat(md5(s.contact_id), 30))
    from (select contact_id, now() - interval '5 days' as at from standings limit ${checks}) s`.execute(db)
  await sql`create table checks_dropped (like checks including all)`.execute(db)
  await fill('checks_dropped')
  await fill('checks')
  await sql`vacuum analyze checks`.execute(db)
  const day = 24 * 3_600_000
  const deleteMs = await clocked(() =>
    pruneChecks(db, new Date(Date.now() - 3 * day), new Date(Date.now() - 90 * day)),
  )
  const vacuumMs = await clocked(() => sql`vacuum checks`.execute(db))
  const dropMs = await clocked(() => sql`drop table checks_dropped`.execute(db))
  return { checks, deleteMs, vacuumMs, dropMs }
}

async function clocked(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
