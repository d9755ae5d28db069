import { sql } from 'kysely'
import type { Database } from '../../src/store/database.ts'
import { until } from './pipeline.ts'

/** Waits until a statement on this database waits for a lock that another transaction holds. */
export function untilLockedOut(db: Database): Promise<void> {
  return until(async () => {
    const waiting = sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    return (await waiting.execute(db)).rows.length > 0
  })
}
