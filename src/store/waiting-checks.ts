import type { Database } from './database.ts'

/** Hosts that have checks waiting although nobody holds them: what a queue lost. */
export async function listForgottenHosts(
  db: Database,
  queuedBefore: Date,
  now: Date,
): Promise<{ host: string; priority: number }[]> {
  const rows = await db
    .selectFrom('checks as c')
    .leftJoin('hosts as h', 'h.name', 'c.host')
    .where('c.finished_at', 'is', null)
    .where('c.queued_at', '<', queuedBefore)
    .where((eb) => eb.or([eb('h.held_until', 'is', null), eb('h.held_until', '<', now)]))
    .select(({ fn }) => ['c.host', fn.min('c.priority').as('priority')])
    .groupBy('c.host')
    .execute()
  return rows
}

/** How many checks wait or run for a host. */
export async function countOpenChecks(db: Database, host: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('checks')
    .where('host', '=', host)
    .where('finished_at', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .executeTakeFirstOrThrow()
  return waiting
}

/** Since when the oldest open check waits; null: none does. */
export async function oldestWaitingCheckAt(db: Database): Promise<Date | null> {
  const { oldestAt } = await db
    .selectFrom('checks')
    .where('finished_at', 'is', null)
    .select(({ fn }) => fn.min('queued_at').as('oldestAt'))
    .executeTakeFirstOrThrow()
  return oldestAt
}
