import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'
import { pruneChecks } from '../src/store/prune-checks.ts'

/** What forgetting so many checks costs, milliseconds. */
export interface PruningFigures {
  checks: number
  /** In slices, where nobody prepared a partition, and the vacuum that follows. */
  deleteMs: number
  vacuumMs: number
  /** The same rows in a partition of their own. */
  dropMs: number
}

const dayMs = 24 * 3_600_000
const daysOld = 9

/** Weighs pruning by `delete` against dropping the partition of a day. */
export async function measurePruning(db: Database, checks: number): Promise<PruningFigures> {
  const now = Date.now()
  const fill = () =>
    sql`
    insert into checks (contact_id, host, priority, queued_at, started_at, finished_at, verdict, via,
      http_status, duration_ms, facts, trace, evidence)
    select s.contact_id, 'h', 2, at, at, at, 'alive', 'http', 200, 300, '[{"label": "title", "value": "Помощь"}]',
      array['GET https://h.test/ -> 200, 12 kB'], convert_to(repeat(md5(s.contact_id), 30), 'UTF8')
    from (select contact_id, ${new Date(now - daysOld * dayMs)}::timestamptz as at from standings limit ${checks}) s
  `.execute(db)
  const prune = () => pruneChecks(db, new Date(now - 3 * dayMs), new Date(now - 90 * dayMs))
  await fill()
  await sql`vacuum analyze checks`.execute(db)
  const deleteMs = await clocked(prune)
  const vacuumMs = await clocked(() => sql`vacuum checks`.execute(db))
  await sql`select prepare_checks(${new Date(now - daysOld * dayMs)}, 0, 0)`.execute(db)
  await fill()
  const dropMs = await clocked(prune)
  return { checks, deleteMs, vacuumMs, dropMs }
}

async function clocked(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
