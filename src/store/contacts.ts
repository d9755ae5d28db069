import { sql } from 'kysely'
import type { Contact } from '../domain/contact.ts'
import type { Source } from '../domain/freshness.ts'
import type { Status } from '../domain/standing.ts'
import type { Database } from './database.ts'

export interface Marketplace {
  id: string
  name: Contact['label']
  /** Registrable domains of the owner. */
  domains: string[]
}

/** Flags beside the status. */
export type Flag = 'overdue' | 'disputed' | 'muted' | 'acknowledged' | 'gap'

export interface ContactFilter {
  status?: readonly Status[]
  kind?: string
  marketplace?: string
  purpose?: string
  flag?: Flag
  /** Words that all occur in id, value or label. */
  q?: string
}

/** One line of a list, worst first. */
export interface ContactRow {
  id: string
  marketplace: string
  kind: string
  value: string | null
  label: Contact['label']
  audience: Contact['audience']
  purpose: string
  importance: Contact['importance']
  documented: Contact['documented']
  status: Status
  statusSinceAt: Date
  severity: number
  /** Code of the failing that is being confirmed, or was. */
  reasonCode: string | null
  disputed: boolean
  overdue: boolean
  mutedUntil: Date | null
  acknowledgedAt: Date | null
  /** Last time a machine confirmed it, and last time it looked. */
  confirmedAt: Date | null
  checkedAt: Date | null
  /** Last time a person confirmed it. */
  attestedAt: Date | null
  dueAt: Date | null
}

/** Position after which a list goes on. */
export interface ContactCursor {
  severity: number
  id: string
}

/** What depends on the moment of asking: now, and how much faster than the world time runs. */
export interface AsOf {
  now: Date
  timeScale: number
}

/**
 * Not confirmed within its promise, even when nothing failed. A contact that only a person can verify is
 * measured by the person's clock, any other by the machine's with half an interval of slack for jitter
 * and ladder; one that is new to the knowledge base counts from its first day.
 */
function overdueAt({ now, timeScale }: AsOf) {
  return sql<boolean>`(s.status <> 'retired' and c.documented <> 'phantom' and case
    when s.status = 'unverifiable' or c.value is null
      then coalesce(s.attested_at, c.known_since_at)
        + coalesce((c.human_check->>'everyDays')::float, 30) * interval '1 day' / ${timeScale}::float
    else coalesce(s.confirmed_at, c.known_since_at) + c.check_every_hours * 1.5 * interval '1 hour' / ${timeScale}::float
  end < ${now})`
}

function selectRows(db: Database, asOf: AsOf) {
  return db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.removed_at', 'is', null)
    .select([
      'c.id',
      'c.marketplace',
      'c.kind',
      'c.value',
      'c.label',
      'c.audience',
      'c.purpose',
      'c.importance',
      'c.documented',
      's.status',
      's.status_since_at as statusSinceAt',
      's.severity',
      sql<string | null>`s.episode->>'code'`.as('reasonCode'),
      's.disputed',
      overdueAt(asOf).as('overdue'),
      's.muted_until as mutedUntil',
      's.acknowledged_at as acknowledgedAt',
      's.confirmed_at as confirmedAt',
      's.checked_at as checkedAt',
      's.attested_at as attestedAt',
      's.due_at as dueAt',
    ])
}

/** Contacts that match, worst first, at most `limit`, after `cursor`. */
export async function listContacts(
  db: Database,
  filter: ContactFilter,
  asOf: AsOf,
  page: { limit: number; after?: ContactCursor | undefined },
): Promise<{ rows: ContactRow[]; next: ContactCursor | null }> {
  let query = selectRows(db, asOf)
  if (filter.status?.length) query = query.where('s.status', 'in', filter.status)
  if (filter.kind) query = query.where('c.kind', '=', filter.kind)
  if (filter.marketplace) query = query.where('c.marketplace', '=', filter.marketplace)
  if (filter.purpose) query = query.where('c.purpose', '=', filter.purpose)
  for (const word of (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)) {
    query = query.where('c.haystack', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  }
  const { flag } = filter
  if (flag === 'disputed') query = query.where('s.disputed', '=', true)
  if (flag === 'muted') query = query.where('s.muted_until', '>', asOf.now)
  if (flag === 'acknowledged') query = query.where('s.acknowledged_at', 'is not', null)
  if (flag === 'gap') query = query.where('c.value', 'is', null)
  if (flag === 'overdue') query = query.where(overdueAt(asOf))
  const { after } = page
  if (after) query = query.where(sql<boolean>`(s.severity, s.contact_id) > (${after.severity}, ${after.id})`)
  const rows = await query
    .orderBy('s.severity')
    .orderBy('s.contact_id')
    .limit(page.limit + 1)
    .execute()
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > page.limit && last ? { severity: last.severity, id: last.id } : null,
  }
}

/** How many contacts have each status and each flag: the numbers of the overview. */
export async function countContacts(db: Database, asOf: AsOf) {
  const rows = await db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.removed_at', 'is', null)
    .select(['c.marketplace', 's.status'])
    .select(({ fn }) => [
      fn.countAll<number>().as('contacts'),
      sql<number>`count(*) filter (where ${overdueAt(asOf)})`.as('overdue'),
      sql<number>`count(*) filter (where s.disputed)`.as('disputed'),
      sql<number>`count(*) filter (where s.muted_until > ${asOf.now})`.as('muted'),
      sql<number>`count(*) filter (where s.acknowledged_at is not null)`.as('acknowledged'),
      sql<number>`count(*) filter (where c.value is null)`.as('gap'),
    ])
    .groupBy(['c.marketplace', 's.status'])
    .execute()
  return rows
}

/** One contact with all that its page shows of the knowledge base and its standing; null when unknown. */
export async function readContact(db: Database, id: string, asOf: AsOf) {
  const row = await selectRows(db, asOf)
    .where('c.id', '=', id)
    .select([
      'c.hours',
      'c.note',
      'c.successor',
      'c.listed_on as listedOn',
      'c.owner_domains as ownerDomains',
      'c.settings',
      'c.human_check as humanCheck',
      'c.check_every_hours as checkEveryHours',
      'c.claims',
      'c.stated_at as statedAt',
      'c.known_since_at as knownSinceAt',
      's.episode',
      's.recovering_since_at as recoveringSinceAt',
      's.word',
      's.revision',
      's.last_check_id as lastCheckId',
      's.muted_by as mutedBy',
      's.muted_why as mutedWhy',
      's.acknowledged_by as acknowledgedBy',
      's.host',
    ])
    .executeTakeFirst()
  return row ?? null
}

export type ContactDetail = NonNullable<Awaited<ReturnType<typeof readContact>>>

/** Marketplaces that have contacts, by id. */
export async function listMarketplaces(db: Database): Promise<Marketplace[]> {
  return db.selectFrom('marketplaces').selectAll().orderBy('id').execute()
}

/** All sources of claims, by id. */
export async function readSources(db: Database): Promise<Map<string, Source>> {
  const rows = await db.selectFrom('sources').selectAll().execute()
  return new Map(rows.map(({ as_of: asOf, ...row }) => [row.id, { ...row, asOf }]))
}
