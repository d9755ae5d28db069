import { sql } from 'kysely'
import type { OpenCheck } from './checks.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import type { CheckTarget } from './schema-checks.ts'

interface TakenRow
  extends Omit<OpenCheck, 'kind' | 'value' | 'settings' | 'listedOn' | 'ownerDomains' | 'answer'> {
  target: CheckTarget | null
  kind: string | null
  value: string | null
  settings: Record<string, unknown> | null
  listedOn: string[] | null
  ownerDomains: string[] | null
  answerStamp: string | null
  answerReadAt: Date | null
}

/**
 * Takes the next checks of each host, most urgent first, and counts their starts before any work is done. Only
 * the holder of the hosts may call it. Hosts that have none waiting are left out of the answer.
 * @param each at most so many of a host. One that was started before is taken alone: if it ends its worker
 * again, that must not count against others.
 */
export async function takeChecks(
  db: Database,
  hosts: readonly string[],
  now: Date,
  each = 1,
): Promise<OpenCheck[]> {
  const { rows } = await sql<TakenRow>`${prepared}
    with picked as (
      select n.id
      from unnest(${hosts}::text[]) as h (name)
      cross join lateral (
        select w.id, w.starts,
          row_number() over next_first as place, first_value(w.starts) over next_first as first_starts
        from (
          select id, starts, priority from open_checks
          where host = h.name
          order by priority, id limit ${each}
          for update skip locked
        ) w
        window next_first as (order by w.priority, w.id)
      ) n
      where n.place = 1 or (n.starts = 0 and n.first_starts = 0)
    ), taken as (
      update open_checks k set started_at = ${now}, starts = case when k.asked_anew then 1 else k.starts + 1 end,
        asked_anew = false
      from picked where k.id = picked.id
      returning k.id, k.contact_id, k.target, k.host, k.priority, k.starts, k.asked_by
    )
    select t.id, t.contact_id as "contactId", t.target, t.host, t.starts, t.asked_by as "askedBy",
      c.kind, c.value, c.settings, c.listed_on as "listedOn", c.owner_domains as "ownerDomains",
      c.known_since_at as "knownSinceAt", m.memory,
      coalesce((s.episode ->> 'failures')::integer, 0) as failures,
      s.last_via as "lastAliveVia", s.pictured_at as "lastPictureAt",
      s.answer_stamp as "answerStamp", s.answer_read_at as "answerReadAt"
    from taken t
    left join contacts c on c.id = t.contact_id
    left join standings s on s.contact_id = t.contact_id
    left join memories m on m.contact_id = t.contact_id
    order by t.priority, t.id`.execute(db)
  return rows.map(toOpenCheck)
}

/** A target that belongs to no contact has no past, and only the settings that were sent along. */
function toOpenCheck({ target, answerStamp, answerReadAt, ...row }: TakenRow): OpenCheck {
  return {
    answer:
      answerStamp !== null && answerReadAt ? { stamps: answerStamp.split(' '), readAt: answerReadAt } : null,
    ...row,
    kind: row.kind ?? target?.kind ?? '',
    value: row.value ?? target?.value ?? '',
    settings: row.settings ?? target?.settings ?? {},
    listedOn: row.listedOn ?? target?.listedOn ?? [],
    ownerDomains: row.ownerDomains ?? target?.ownerDomains ?? [],
  }
}

/** Takes the next check of one host; null: none waits. */
export async function takeCheck(db: Database, host: string, now: Date): Promise<OpenCheck | null> {
  const [check] = await takeChecks(db, [host], now)
  return check ?? null
}

/** Puts back checks that were taken and not begun: such a start counts for nothing. */
export async function putBackChecks(db: Database, ids: readonly number[]): Promise<void> {
  await db
    .updateTable('open_checks')
    .set({ started_at: null, starts: sql`greatest(starts - 1, 0)` })
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .execute()
}
