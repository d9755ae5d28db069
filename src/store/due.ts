import { sql } from 'kysely'
import { type Errand, errands } from '../domain/budget.ts'
import type { Database } from './database.ts'

/** A contact that waits for its time. One without a row has its check open, or is not checked at all. */
export interface DueTable {
  contact_id: string
  errand: Errand
  due_at: Date
  /** A copy of the standing's, which a trigger keeps. */
  host: string
}

/**
 * Sets when, and why, a contact is checked next. Only who has locked its standing may call it: then nobody else
 * adds its row, and a row that is there is locked after the standing and before the open check.
 */
export async function setDue(tx: Database, contactId: string, dueAt: Date, errand: Errand): Promise<void> {
  await sql`
    insert into due (contact_id, errand, due_at, host)
    select contact_id, ${errand}, ${dueAt}, host from standings where contact_id = ${contactId}
    on conflict (contact_id) do update set errand = excluded.errand, due_at = excluded.due_at`.execute(tx)
}

/** When something becomes due next, after one moment and before another; null: nothing does. */
export async function readNextDue(db: Database, after: Date, before: Date): Promise<Date | null> {
  const { rows } = await sql<{ nextAt: Date | null }>`
    select min(d.due_at) as "nextAt"
    from unnest(${[...errands]}::text[]) as w (errand)
    -- Errand by errand, as the index has it.
    cross join lateral (
      select due_at from due
      where errand = w.errand and due_at > ${after} and due_at < ${before}
      order by due_at limit 1
    ) as d`.execute(db)
  return rows[0]?.nextAt ?? null
}

/** Lets a contact wait for nothing. */
export async function dropDue(tx: Database, contactId: string): Promise<void> {
  await tx.deleteFrom('due').where('contact_id', '=', contactId).execute()
}
