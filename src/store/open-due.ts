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
 * longest due first, and marks the contacts as planned. One statement, and `FOR UPDATE SKIP LOCKED`: several
 * planners share the work instead of waiting for each other. A contact whose check is open keeps that one.
 * @param errands with the priority of their checks.
 */
export async function openDue(
  tx: Database,
  errands: readonly { errand: Errand; priority: number }[],
  limit: number,
  now: Date,
): Promise<DueCheck[]> {
  const { rows } = await sql<DueCheck>`
    with due as (
      select d.contact_id, w.errand, w.priority
      from unnest(
        ${errands.map(({ errand }) => errand)}::text[],
        ${errands.map(({ priority }) => priority)}::smallint[]
      ) as w (errand, priority)
      -- Asked for errand by errand: nothing is locked beyond the limit.
      cross join lateral (
        select contact_id from standings
        where errand = w.errand and due_at <= ${now}
        order by due_at limit ${limit}
        for update skip locked
      ) as d
      limit ${limit}
    ), planned as (
      update standings s set due_at = null
      from due where s.contact_id = due.contact_id
      returning s.contact_id, s.host, due.priority, due.errand
    ), opened as (
      insert into open_checks as k (contact_id, host, priority, queued_at)
      select contact_id, host, priority, ${now} from planned
      on conflict (contact_id) where contact_id is not null do update set
        priority = least(k.priority, excluded.priority)
      returning k.id, k.contact_id
    )
    select o.id, p.contact_id as "contactId", p.host, p.errand
    from opened o join planned p on p.contact_id = o.contact_id`.execute(tx)
  return rows
}
