import { sql } from 'kysely'
import type { Contact, HumanCheck } from '../domain/contact.ts'
import type { AsOf } from './contact-flags.ts'
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

/** Where the position in the queue is no longer counted: nobody works off more at a sitting. */
const countedAtMost = 1_000

/**
 * From when on a person is asked. What no machine can tell is due since that was found; a promise of the knowledge
 * base runs from the last word, or from the first day. The shelf stores that moment for the usual pace of time.
 */
function asksAt({ timeScale }: AsOf) {
  if (timeScale === 1) return sql<Date>`h.asks_at`
  return sql<Date>`case when h.asks_at is not null then date_trunc('milliseconds', case
    when h.status = 'unverifiable' then h.status_since_at
    when h.attested_at is null then h.known_since_at
    else h.attested_at + coalesce(h.person_days, ${everyDays}) * interval '1 day' / ${timeScale}::float
  end) end`
}

/** Contacts that a person is asked about, but for those that somebody could not check and put off. */
function waiting(db: Database, asOf: AsOf, places: Places) {
  const query = db
    .selectFrom('shelf as h')
    .where('h.asks_at', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reviews as r')
            .select('r.id')
            .whereRef('r.contact_id', '=', 'h.contact_id')
            .where('r.undone_at', 'is', null)
            .where('r.ask_again_at', '>', asOf.now),
        ),
      ),
    )
  return places === null ? query : query.where('h.marketplace', 'in', places.length > 0 ? [...places] : [''])
}

function selectItems(db: Database, asOf: AsOf, places: Places) {
  return waiting(db, asOf, places)
    .innerJoin('contacts as c', 'c.id', 'h.contact_id')
    .select(['c.id', 'c.label', 'c.kind', 'c.value', 'c.human_check as humanCheck', 'h.rank'])
    .select(asksAt(asOf).as('dueAt'))
}

/** The first contacts that are due, the most important and longest due first. */
export async function listReviewQueue(
  db: Database,
  asOf: AsOf,
  places: Places,
  page: { limit: number; after?: ReviewCursor | null },
): Promise<ReviewItem[]> {
  const dueAt = asksAt(asOf)
  const found: ReviewItem[] = []
  // Rank by rank, so that each is a range of the index.
  for (const rank of ranks) {
    if (found.length >= page.limit) break
    const { after } = page
    if (after && rank < after.rank) continue
    let query = selectItems(db, asOf, places).where('h.rank', '=', rank).where(dueAt, '<=', asOf.now)
    if (after && rank === after.rank)
      query = query.where(sql<boolean>`(${dueAt}, h.contact_id) > (${after.dueAt}::timestamptz, ${after.id})`)
    const rows = await query
      .orderBy(dueAt)
      .orderBy('h.contact_id')
      .limit(page.limit - found.length)
      .execute()
    found.push(...rows.map(shape))
  }
  return found
}

/** How many are due, and how many of them stand at or before the cursor; neither is counted beyond a limit. */
export async function countReviewQueue(
  db: Database,
  asOf: AsOf,
  places: Places,
  after: ReviewCursor | null,
): Promise<{ total: number; passed: number; isMore: boolean }> {
  const dueAt = asksAt(asOf)
  const due = waiting(db, asOf, places).where(dueAt, '<=', asOf.now)
  const count = async (query: typeof due) => {
    const some = query.select('h.rank').limit(countedAtMost + 1)
    const { found } = await db
      .selectFrom(some.as('some'))
      .select(({ fn }) => fn.countAll<number>().as('found'))
      .executeTakeFirstOrThrow()
    return found
  }
  const [total, passed] = await Promise.all([
    count(due),
    after
      ? count(
          due.where(
            sql<boolean>`(h.rank, ${dueAt}, h.contact_id) <= (${after.rank}, ${after.dueAt}::timestamptz, ${after.id})`,
          ),
        )
      : 0,
  ])
  return {
    total: Math.min(total, countedAtMost),
    passed: Math.min(passed, countedAtMost),
    isMore: total > countedAtMost,
  }
}

/** What is due until a moment, what is late included, the earliest first. */
export async function listDue(
  db: Database,
  asOf: AsOf,
  places: Places,
  range: { fromAt?: Date; untilAt: Date; limit: number },
): Promise<ReviewItem[]> {
  const dueAt = asksAt(asOf)
  let query = selectItems(db, asOf, places).where(dueAt, '<=', range.untilAt)
  if (range.fromAt) query = query.where(dueAt, '>', range.fromAt)
  const rows = await query.orderBy(dueAt).orderBy('h.contact_id').limit(range.limit).execute()
  return rows.map(shape)
}

const ranks = [0, 1, 2]

function shape<Row extends { humanCheck: HumanCheck | null }>({ humanCheck, ...row }: Row) {
  return { ...row, how: humanCheck?.how ?? null }
}
