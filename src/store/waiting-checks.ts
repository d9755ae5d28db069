import type { Database } from './database.ts'

/** Hosts, by name, that have checks waiting although nobody holds them and they may be asked: what a queue lost. */
export async function listForgottenHosts(
  db: Database,
  queuedBefore: Date,
  now: Date,
): Promise<{ host: string; priority: number }[]> {
  const rows = await db
    .selectFrom('open_checks as c')
    .leftJoin('hosts as h', 'h.name', 'c.host')
    .where('c.queued_at', '<', queuedBefore)
    .where((eb) => eb.or([eb('h.held_until', 'is', null), eb('h.held_until', '<', now)]))
    // One that asked for a pause comes back by itself when that is over; until then nobody could run it.
    .where((eb) => eb.or([eb('h.next_start_at', 'is', null), eb('h.next_start_at', '<=', now)]))
    .select(({ fn }) => ['c.host', fn.min('c.priority').as('priority')])
    .groupBy('c.host')
    // In one order, so that all who look at the same time wish for the same.
    .orderBy('c.host')
    .execute()
  return rows
}

/** Priority of the most urgent check that waits for a host; null: none waits. */
export async function mostUrgentWaiting(db: Database, host: string): Promise<number | null> {
  const { priority } = await db
    .selectFrom('open_checks')
    .where('host', '=', host)
    .where('started_at', 'is', null)
    .select(({ fn }) => fn.min<number | null>('priority').as('priority'))
    .executeTakeFirstOrThrow()
  return priority
}

/** Since when the oldest open check waits that nobody asked us to leave alone; null: none does. */
export async function oldestWaitingCheckAt(db: Database, now: Date): Promise<Date | null> {
  const { oldestAt } = await db
    .selectFrom('open_checks as c')
    .leftJoin('hosts as h', 'h.name', 'c.host')
    .where((eb) => eb.or([eb('h.paused_until', 'is', null), eb('h.paused_until', '<', now)]))
    .select(({ fn }) => fn.min('c.queued_at').as('oldestAt'))
    .executeTakeFirstOrThrow()
  return oldestAt
}
