import { sql } from 'kysely'
import type { Database } from './database.ts'

/** How far behind the monitor is. */
export interface Lag {
  /** Checks that wait for a worker, and since when the oldest does. */
  waiting: number
  oldestWaitingAt: Date | null
  /** Checks that a worker has begun. */
  running: number
  /** Contacts whose time has come and that nobody planned yet, and since when. */
  due: number
  oldestDueAt: Date | null
  /** The next contact whose time comes. */
  nextDueAt: Date | null
  /** Checks that ended within the last hour. */
  lastHour: number
  lastFinishedAt: Date | null
}

export async function readLag(db: Database, now: Date): Promise<Lag> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  const [open, standings, recent] = await Promise.all([
    db
      .selectFrom('checks')
      .where('finished_at', 'is', null)
      .select([
        sql<number>`count(*) filter (where started_at is null)`.as('waiting'),
        sql<number>`count(*) filter (where started_at is not null)`.as('running'),
        sql<Date | null>`min(queued_at) filter (where started_at is null)`.as('oldestWaitingAt'),
      ])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('standings')
      .where('due_at', 'is not', null)
      .select([
        sql<number>`count(*) filter (where due_at <= ${now})`.as('due'),
        sql<Date | null>`min(due_at) filter (where due_at <= ${now})`.as('oldestDueAt'),
        sql<Date | null>`min(due_at) filter (where due_at > ${now})`.as('nextDueAt'),
      ])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('checks')
      .where('finished_at', '>', hourAgo)
      .select(({ fn }) => [fn.countAll<number>().as('lastHour'), fn.max('finished_at').as('lastFinishedAt')])
      .executeTakeFirstOrThrow(),
  ])
  return { ...open, ...standings, ...recent }
}
