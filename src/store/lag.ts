import { sql } from 'kysely'
import { type Errand, errands } from '../domain/budget.ts'
import type { Database } from './database.ts'

/** Numbers are counted up to here: beyond it only "more than" is said, and no page waits for the rest. */
export const lagCountedAtMost = 1_000

/** How the monitor is doing, for every overview. */
export interface Pulse {
  /** The next contact whose time comes. */
  nextDueAt: Date | null
  /** Checks that ended within the last hour, `lagCountedAtMost` and one at most. */
  lastHour: number
}

/** How far behind the monitor is; numbers are `lagCountedAtMost` and one at most. */
export interface Lag extends Pulse {
  /** Checks that wait for a worker, and since when the oldest does. */
  waiting: number
  oldestWaitingAt: Date | null
  /** Checks that a worker has begun. */
  running: number
  /** Contacts whose time has come and that nobody planned yet, and since when. */
  due: number
  oldestDueAt: Date | null
  lastFinishedAt: Date | null
}

export async function readPulse(db: Database, now: Date): Promise<Pulse> {
  const [nextDueAt, { lastHour }] = await Promise.all([
    readNextDueAt(db, now),
    countFinished(db, new Date(now.getTime() - 3_600_000)),
  ])
  return { nextDueAt, lastHour }
}

export async function readLag(db: Database, now: Date): Promise<Lag> {
  const limit = lagCountedAtMost + 1
  const [pulse, last, open, due] = await Promise.all([
    readPulse(db, now),
    db
      .selectFrom('checks')
      .where('finished_at', '>', new Date(now.getTime() - 3_600_000))
      .select(({ fn }) => fn.max('finished_at').as('lastFinishedAt'))
      .executeTakeFirstOrThrow(),
    sql<Pick<Lag, 'waiting' | 'running' | 'oldestWaitingAt'>>`
      select count(*) filter (where started_at is null) as waiting,
        count(*) filter (where started_at is not null) as running,
        min(queued_at) filter (where started_at is null) as "oldestWaitingAt"
      from (
        select started_at, queued_at from open_checks order by id limit ${limit}
      ) as open`.execute(db),
    sql<Pick<Lag, 'due' | 'oldestDueAt'>>`
      select count(*) as due, min(due_at) as "oldestDueAt" from (
        select due_at from due
        where errand in (${sql.join(dueErrands)}) and due_at <= ${now} order by due_at limit ${limit}
      ) as late`.execute(db),
  ])
  const none = { waiting: 0, running: 0, oldestWaitingAt: null, due: 0, oldestDueAt: null }
  return { ...none, ...pulse, ...last, ...open.rows[0], ...due.rows[0] }
}

/** People's checks are opened where they ask; they are never due. */
const dueErrands: readonly Errand[] = errands.filter((errand) => errand !== 'asked')

/** Errand by errand, as the index has them. */
async function readNextDueAt(db: Database, now: Date): Promise<Date | null> {
  const next = dueErrands.map(
    (errand) => sql`select min(due_at) as at from due where errand = ${errand} and due_at > ${now}`,
  )
  const { rows } = await sql<{ at: Date | null }>`
    select min(at) as at from (${sql.join(next, sql` union all `)}) as next`.execute(db)
  return rows[0]?.at ?? null
}

async function countFinished(db: Database, since: Date): Promise<{ lastHour: number }> {
  const { rows } = await sql<{ lastHour: number }>`
    select count(*) as "lastHour" from (
      select from checks where finished_at > ${since} limit ${lagCountedAtMost + 1}
    ) as counted`.execute(db)
  return rows[0] ?? { lastHour: 0 }
}
