import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Takes a host for one worker, so that never two requests to it are in flight.
 * @returns when its next request may start; null: somebody else holds it.
 */
export async function holdHost(
  db: Database,
  name: string,
  holder: string,
  until: Date,
  now: Date,
): Promise<Date | null> {
  const row = await db
    .insertInto('hosts')
    .values({ name, held_by: holder, held_until: until })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ held_by: holder, held_until: until })
        .where((eb) => eb.or([eb('hosts.held_until', '<', now), eb('hosts.held_by', '=', holder)])),
    )
    // An infinite moment reaches JavaScript as a number: the epoch says "at once" as well.
    .returning(sql<Date>`greatest(next_start_at, 'epoch'::timestamptz)`.as('nextStartAt'))
    .executeTakeFirst()
  return row?.nextStartAt ?? null
}

/** Says when the next request to the host may start. False: somebody else holds it by now. */
export async function paceHost(
  db: Database,
  name: string,
  holder: string,
  nextStartAt: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('hosts')
    .set({ next_start_at: nextStartAt })
    .where('name', '=', name)
    .where('held_by', '=', holder)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Holds the host for longer; does nothing when somebody else holds it by now. */
export async function renewHost(db: Database, name: string, holder: string, until: Date): Promise<void> {
  await db
    .updateTable('hosts')
    .set({ held_until: until })
    .where('name', '=', name)
    .where('held_by', '=', holder)
    .execute()
}

/** Gives the host back. */
export async function releaseHost(db: Database, name: string, holder: string): Promise<void> {
  await db
    .updateTable('hosts')
    .set({ held_by: null, held_until: sql`'-infinity'` })
    .where('name', '=', name)
    .where('held_by', '=', holder)
    .execute()
}
