import { sql } from 'kysely'
import { openLog } from '../src/log.ts'
import { prune } from '../src/pipeline/prune.ts'
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
  /** A whole round of the product's pruning that finds nothing to forget: what the size of the store costs. */
  idleMs: number
}

const dayMs = 24 * 3_600_000
const daysOld = 9

/** Weighs pruning by `delete` against dropping the partition of a day, with checks as heavy as the store holds. */
export async function measurePruning(db: Database, checks: number): Promise<PruningFigures> {
  const now = Date.now()
  const oldAt = new Date(now - daysOld * dayMs)
  const fill = () =>
    sql`
    insert into checks (contact_id, host, priority, queued_at, started_at, finished_at, verdict, via,
      http_status, final_url, duration_ms, facts, trace, evidence)
    select contact_id, host, priority, ${oldAt}, ${oldAt}, ${oldAt}, verdict, via,
      http_status, final_url, duration_ms, facts, trace, evidence
    from checks_passing limit ${checks}`.execute(db)
  const forget = () => pruneChecks(db, new Date(now - 3 * dayMs), new Date(now - 90 * dayMs))
  await fill()
  await sql`vacuum analyze checks_passing_rest`.execute(db)
  const deleteMs = await clocked(forget)
  const vacuumMs = await clocked(() => sql`vacuum checks_passing_rest`.execute(db))
  await sql`select prepare_checks(${oldAt}, 0, 0)`.execute(db)
  await fill()
  const dropMs = await clocked(forget)
  const files = { list: async () => [], remove: async () => undefined }
  const idleMs = await clocked(() => prune({ db, now: () => new Date(now), log: openLog('silent') }, files))
  return { checks, deleteMs, vacuumMs, dropMs, idleMs }
}

async function clocked(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
