import { sql } from 'kysely'
import type { Contact } from '../domain/contact.ts'
import type { AsOf } from './contacts.ts'
import type { Database } from './database.ts'

/** One contact that waits for a person, or will. */
export interface ReviewItem {
  id: string
  label: Contact['label']
  kind: string
  value: string | null
  how: Contact['label'] | null
  /** 0 critical, 1 normal, 2 minor. */
  rank: number
  dueAt: Date
}

/** Place in the queue after which it goes on. */
export type ReviewCursor = Pick<ReviewItem, 'rank' | 'dueAt' | 'id'>

/** Whose queue: all marketplaces, or those of one editor. */
export type Places = readonly string[] | null

/** A promise of a person that the knowledge base does not count, days. */
const everyDays = 30

/**
 * Contacts that only a person can verify, with the moment at which that is due. What no machine can tell is
 * due since that was found; a promise of the knowledge base runs from the last word, or from the first day.
 * Contacts that somebody could not check wait until they are asked for again.
 */
function waiting(db: Database, { now, timeScale }: AsOf, places: Places) {
  const due = sql<Date>`date_trunc('milliseconds', case
    when s.status = 'unverifiable' then s.status_since_at
    when s.attested_at is null then c.known_since_at
    else s.attested_at
      + coalesce((c.human_check->>'everyDays')::float, ${everyDays}) * interval '1 day' / ${timeScale}::float
  end)`
  const rank = sql<number>`case c.importance when 'critical' then 0 when 'normal' then 1 else 2 end`
  let query = db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.removed_at', 'is', null)
    .where('c.documented', '<>', 'phantom')
    .where('s.status', '<>', 'retired')
    .where((eb) => eb.or([eb('s.status', '=', 'unverifiable'), eb('c.human_check', 'is not', null)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reviews as r')
            .select('r.id')
            .whereRef('r.contact_id', '=', 'c.id')
            .where('r.undone_at', 'is', null)
            .where('r.ask_again_at', '>', now),
        ),
      ),
    )
    .select(['c.id', 'c.label', 'c.kind', 'c.value', 'c.human_check as humanCheck'])
    .select([due.as('dueAt'), rank.as('rank')])
  if (places !== null) query = query.where('c.marketplace', 'in', places.length > 0 ? [...places] : [''])
  return db.with('waiting', () => query).selectFrom('waiting as w')
}

/** The first contacts that are due, the most important and longest due first. */
export async function listReviewQueue(
  db: Database,
  asOf: AsOf,
  places: Places,
  page: { limit: number; after?: ReviewCursor | null },
): Promise<ReviewItem[]> {
  let query = waiting(db, asOf, places).selectAll().where('w.dueAt', '<=', asOf.now)
  const { after } = page
  if (after)
    query = query.where(
      sql<boolean>`(w.rank, w."dueAt", w.id) > (${after.rank}, ${after.dueAt}::timestamptz, ${after.id})`,
    )
  const rows = await query.orderBy('w.rank').orderBy('w.dueAt').orderBy('w.id').limit(page.limit).execute()
  return rows.map(({ humanCheck, ...row }) => ({ ...row, how: humanCheck?.how ?? null }))
}

/** How many are due, and how many of them stand at or before the cursor. */
export async function countReviewQueue(
  db: Database,
  asOf: AsOf,
  places: Places,
  after: ReviewCursor | null,
): Promise<{ total: number; passed: number }> {
  const passed = after
    ? sql<number>`count(*) filter (where (w.rank, w."dueAt", w.id) <= (${after.rank}, ${after.dueAt}::timestamptz, ${after.id}))`
    : sql<number>`0::bigint`
  return waiting(db, asOf, places)
    .where('w.dueAt', '<=', asOf.now)
    .select(({ fn }) => [fn.countAll<number>().as('total'), passed.as('passed')])
    .executeTakeFirstOrThrow()
}

/** What is due until a moment, what is late included, the earliest first. */
export async function listDue(
  db: Database,
  asOf: AsOf,
  places: Places,
  range: { fromAt?: Date; untilAt: Date; limit: number },
): Promise<ReviewItem[]> {
  let query = waiting(db, asOf, places).selectAll().where('w.dueAt', '<=', range.untilAt)
  if (range.fromAt) query = query.where('w.dueAt', '>', range.fromAt)
  const rows = await query.orderBy('w.dueAt').orderBy('w.id').limit(range.limit).execute()
  return rows.map(({ humanCheck, ...row }) => ({ ...row, how: humanCheck?.how ?? null }))
}
