import { sql } from 'kysely'
import type { Errand } from '../domain/budget.ts'
import type { Database } from './database.ts'

/** A check that was opened because its contact was due. */
export interface DueCheck {
  id: number
  contactId: string
  host: string
  errand: Errand
}

/**
 * Opens a check for each contact that is due for one of the errands, errand by errand in the given order, the
 * longest due first, which wait for nothing then. One statement, and `FOR UPDATE SKIP LOCKED`: several planners
 * share the work instead of waiting for each other. A contact whose check is open keeps that one. Everybody who
 * locks both locks what is due before the open check, so a planner never waits for somebody who waits for it.
 * @param errands with the priority of their checks.
 */
export async function openDue(
  db: Database,
  errands: readonly { errand: Errand; priority: number }[],
  limit: number,
  now: Date,
): Promise<DueCheck[]> {
  const { rows } = await sql<DueCheck>`
    with claimed as (
      select d.ctid, w.errand, w.priority
      from unnest(
        ${errands.map(({ errand }) => errand)}::text[],
        ${errands.map(({ priority }) => priority)}::smallint[]
      ) as w (errand, priority)
      -- Asked for errand by errand: nothing is locked beyond the limit.
      cross join lateral (
        select ctid from due
        where errand = w.errand and due_at <= ${now}
        order by due_at limit ${limit}
        for update skip locked
      ) as d
      limit ${limit}
    ), planned as (
      delete from due d using claimed c where d.ctid = c.ctid
      returning d.contact_id, d.host, c.priority, c.errand
    ), opened as (
      insert into open_checks as k (contact_id, host, priority, queued_at)
      select contact_id, host, priority, ${now} from planned order by contact_id
      on conflict (contact_id) where contact_id is not null do update set
        priority = least(k.priority, excluded.priority)
      returning k.id, k.contact_id, k.host
    )
    select o.id, p.contact_id as "contactId", o.host, p.errand
    from opened o join planned p on p.contact_id = o.contact_id`.execute(db)
  return rows
}
