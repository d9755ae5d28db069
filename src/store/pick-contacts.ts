import { type RawBuilder, sql } from 'kysely'
import { type AsOf, hasFlag } from './contact-flags.ts'
import type { ContactFilter, PageOfContacts } from './contacts.ts'
import type { Database } from './database.ts'
import { severityOf } from './standings.ts'

/** What lists are ordered by, and what the rest of a row is joined to. */
export interface ContactKey {
  contact_id: string
  severity: number
}

/**
 * How a page of matches is looked for. `shelf`: what is asked stands on the shelf, whose indexes have the order of
 * lists. `walk` and `far`: along the shelf, no further than a window. `found`: all matches first, then their order.
 */
export type Way = 'shelf' | 'walk' | 'far' | 'found'

type Condition = RawBuilder<boolean>

/** What a walk looks at before it gives up: some ten milliseconds of work, whatever the number of contacts. */
const windowRows = { walk: 2_000, far: 20_000 }

/** So many are put in order in some tens of milliseconds; of more, a far walk among a million meets a page. */
const mostFew = 3_000

/**
 * Ways to try one after the other until a page is full. What is frequent is met early on a walk; what is rare is
 * found by an index of its own, and then there is little to sort. PostgreSQL cannot know which of them it will be.
 */
export function waysOf(filter: ContactFilter, asOf: AsOf): Way[] {
  if (filter.q) return ['walk', 'far', 'found']
  if (filter.flag === 'overdue') return ['walk', 'found']
  return besideShelf(filter, asOf, false).conditions.length > 0 ? ['found'] : ['shelf']
}

/** A query for the keys of a page, one more than its limit. */
export function pickContacts(way: Way, filter: ContactFilter, asOf: AsOf, page: PageOfContacts) {
  const onShelf = sql`from shelf h where ${all(ofShelf(filter, asOf, page))} order by h.severity, h.contact_id`
  const beside = besideShelf(filter, asOf, way === 'found')
  const limit = page.limit + 1
  switch (way) {
    case 'shelf':
      return sql<ContactKey>`select h.contact_id, h.severity ${onShelf} limit ${limit}`
    case 'walk':
    case 'far':
      return sql<ContactKey>`select h.contact_id, h.severity
        from (select h.contact_id, h.severity ${onShelf} limit ${windowRows[way]}) h
        cross join lateral (
          -- A limit of its own keeps PostgreSQL to the walk.
          select from ${beside.tables} where ${beside.id} = h.contact_id and ${all(beside.conditions)} limit 1
        ) m
        order by h.severity, h.contact_id limit ${limit}`
    case 'found':
      return sql<ContactKey>`with found as materialized (
          select ${beside.id} as contact_id from ${beside.tables} where ${all(beside.conditions)}
        )
        select h.contact_id, h.severity from found f join shelf h on h.contact_id = f.contact_id
        where ${all(ofShelf(filter, asOf, page))} order by h.severity, h.contact_id limit ${limit}`
  }
}

/** Whether so few contacts match, wherever they stand, that finding them all is cheaper than a far walk. */
export async function hasFew(db: Database, filter: ContactFilter, asOf: AsOf): Promise<boolean> {
  const { tables, conditions } = besideShelf(filter, asOf, true)
  const { rows } = await sql<{ matches: number }>`
    select count(*)::integer as matches
    from (select from ${tables} where ${all(conditions)} limit ${mostFew + 1}) m`.execute(db)
  return (rows[0]?.matches ?? 0) <= mostFew
}

function isOnShelf({ flag }: ContactFilter, { timeScale }: AsOf): boolean {
  return flag === 'gap' || (flag === 'disputed' && timeScale === 1)
}

function ofShelf(filter: ContactFilter, asOf: AsOf, { after }: PageOfContacts): Condition[] {
  const { status, kind, marketplace, purpose, flag } = filter
  const conditions: Condition[] = []
  if (status?.length) conditions.push(sql`h.severity in (${sql.join(status.map(severityOf))})`)
  if (kind) conditions.push(sql`h.kind = ${kind}`)
  if (marketplace) conditions.push(sql`h.marketplace = ${marketplace}`)
  if (purpose) conditions.push(sql`h.purpose = ${purpose}`)
  if (flag && isOnShelf(filter, asOf)) conditions.push(hasFlag(flag, asOf))
  if (after) conditions.push(sql`(h.severity, h.contact_id) > (${after.severity}::smallint, ${after.id})`)
  return conditions
}

/** What the shelf does not have, and where it is; with `byIndex` in the words that indexes know. */
function besideShelf(filter: ContactFilter, asOf: AsOf, byIndex: boolean) {
  const { flag, owner, q } = filter
  const ofStandings: Condition[] = []
  if (flag && !isOnShelf(filter, asOf)) ofStandings.push(hasFlag(flag, asOf))
  if (owner) ofStandings.push(sql`s.owner = ${owner}`)
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const conditions = [...ofStandings, ...words.map((word): Condition => sql`strpos(c.haystack, ${word}) > 0`)]
  if (byIndex) conditions.push(...words.filter(isIndexed).map(isLike))
  if (words.length > 0) conditions.push(sql`c.removed_at is null`)
  const joined = sql`standings s join contacts c on c.id = s.contact_id`
  // A dispute at another pace of time is read from both.
  if (words.length > 0 && ofStandings.length === 0)
    return { conditions, tables: sql`contacts c`, id: sql`c.id` }
  const needsBoth = words.length > 0 || asOf.timeScale !== 1
  return { conditions, tables: needsBoth ? joined : sql`standings s`, id: sql`s.contact_id` }
}

/** The index knows threes of letters and digits; a search for fewer would read all of it. */
function isIndexed(word: string): boolean {
  return /[\p{L}\p{N}]{3}/u.test(word)
}

/** It knows letters by others that stand for them, so this alone proves nothing. */
function isLike(word: string): Condition {
  return sql`c.letters like ascii_letters(${`%${word.replace(/[\\%_]/g, '\\$&')}%`})`
}

function all(conditions: readonly Condition[]) {
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`
}
