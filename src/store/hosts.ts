import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'

/** A host that this worker holds. */
export interface HeldHost {
  name: string
  /** When its next request may start. */
  nextStartAt: Date
  /** How often in a row it answered that we should slow down. */
  pushbacks: number
}

/**
 * Takes those of the hosts for one worker that have checks waiting, nobody else holds and no pause keeps, so
 * that never two requests to one are in flight.
 */
export async function holdHosts(
  db: Database,
  names: readonly string[],
  lease: { holder: string; until: Date },
  now: Date,
): Promise<HeldHost[]> {
  const { rows } = await sql<HeldHost>`${prepared}
    insert into hosts as h (name, held_by, held_until)
    select w.name, ${lease.holder}, ${lease.until}
    from unnest(${names}::text[]) as w (name)
    where exists (select from open_checks c where c.host = w.name)
    -- One order for all workers, or two of them would wait for each other.
    order by w.name
    on conflict (name) do update set held_by = excluded.held_by, held_until = excluded.held_until
    where (h.held_until < ${now} or h.held_by = ${lease.holder})
      and (h.paused_until is null or h.paused_until <= ${now})
    -- An infinite moment reaches JavaScript as a number: the epoch says "at once" as well.
    returning h.name, greatest(h.next_start_at, 'epoch') as "nextStartAt", h.pushbacks`.execute(db)
  return rows
}

/**
 * Says when the next requests to hosts may start, before any is made: whoever comes after a killed worker
 * keeps the gap too.
 */
export async function paceHosts(
  db: Database,
  names: readonly string[],
  holder: string,
  nextStartAt: Date,
): Promise<void> {
  await sql`${prepared}
    with mine as (${lockInOrder(names, holder)})
    update hosts h set next_start_at = ${nextStartAt} from mine where h.name = mine.name`.execute(db)
}

/** Holds hosts for longer; does nothing where somebody else holds one by now. */
export async function renewHosts(
  db: Database,
  names: readonly string[],
  holder: string,
  until: Date,
): Promise<void> {
  await sql`${prepared}
    with mine as (${lockInOrder(names, holder)})
    update hosts h set held_until = ${until} from mine where h.name = mine.name`.execute(db)
}

/** Gives hosts back, with the moment from which the next request may start. */
export async function releaseHosts(
  db: Database,
  holder: string,
  hosts: readonly { name: string; nextStartAt: Date }[],
): Promise<void> {
  const names = hosts.map(({ name }) => name)
  await sql`${prepared}
    with mine as (${lockInOrder(names, holder)})
    update hosts h set
      held_by = null,
      held_until = '-infinity',
      next_start_at = greatest(h.next_start_at, r.next_start_at)
    from mine
    join unnest(${names}::text[], ${hosts.map(({ nextStartAt }) => nextStartAt)}::timestamptz[])
      as r (name, next_start_at) using (name)
    where h.name = mine.name`.execute(db)
}

/**
 * Those of the hosts that this worker holds, locked one after the other by name, as `holdHosts` does: what takes,
 * paces, renews and releases at the same time waits for each other, and never in a circle. PostgreSQL ends one of a
 * circle after a second with an error, and its hosts would stay alone until the reconciler finds them.
 */
function lockInOrder(names: readonly string[], holder: string): RawBuilder<unknown> {
  return sql`
    select name from hosts
    where name = any(${names}::text[]) and held_by = ${holder}
    order by name for no key update`
}

/** Leaves a host alone until then: it asked for it, `pushbacks` times in a row. */
export async function pauseHost(db: Database, name: string, until: Date, pushbacks: number): Promise<void> {
  await db
    .updateTable('hosts')
    .set({ next_start_at: until, paused_until: until, pushbacks })
    .where('name', '=', name)
    .execute()
}

/** Forgets the pauses of a host that answers as usual again. */
export async function endPauses(db: Database, name: string): Promise<void> {
  await db
    .updateTable('hosts')
    .set({ paused_until: null, pushbacks: 0 })
    .where('name', '=', name)
    .where('pushbacks', '>', 0)
    .execute()
}
