import { sql } from 'kysely'
import type { Contact } from '../domain/contact.ts'
import type { Source } from '../domain/freshness.ts'
import type { KindFlag } from '../domain/observation.ts'
import type { Status } from '../domain/standing.ts'
import { type AsOf, contradictedAt, type Flag, flagAt, overdueAt } from './contact-flags.ts'
import type { Database } from './database.ts'

export type { AsOf, Flag } from './contact-flags.ts'

export interface Marketplace {
  id: string
  name: Contact['label']
  /** Registrable domains of the owner. */
  domains: string[]
}

export interface ContactFilter {
  status?: readonly Status[]
  kind?: string
  marketplace?: string
  purpose?: string
  flag?: Flag
  /** Name of the owner. */
  owner?: string
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
  /** Sources contradict each other, or (`contradicted`) the evidence. */
  disputed: boolean
  contradicted: boolean
  /** One of the two clocks is past its promise. */
  overdue: boolean
  flapping: boolean
  kindFlags: KindFlag[]
  owner: string | null
  mutedUntil: Date | null
  acknowledgedAt: Date | null
  /** Last time a machine confirmed it, and last time it looked. */
  confirmedAt: Date | null
  checkedAt: Date | null
  /** Last time a person confirmed it. */
  attestedAt: Date | null
  dueAt: Date | null
  knownSinceAt: Date
  /** Promise of the machine, and of people where there is one. */
  checkEveryHours: number
  humanCheckEveryDays: number | null
}

/** Position after which a list goes on. */
export interface ContactCursor {
  severity: number
  id: string
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
      flagAt('disputed', asOf).as('disputed'),
      contradictedAt(asOf).as('contradicted'),
      overdueAt(asOf).as('overdue'),
      flagAt('flapping', asOf).as('flapping'),
      's.kind_flags as kindFlags',
      's.owner',
      'c.known_since_at as knownSinceAt',
      'c.check_every_hours as checkEveryHours',
      sql<number | null>`(c.human_check->>'everyDays')::integer`.as('humanCheckEveryDays'),
      's.muted_until as mutedUntil',
      's.acknowledged_at as acknowledgedAt',
      's.confirmed_at as confirmedAt',
      's.checked_at as checkedAt',
      's.attested_at as attestedAt',
      's.due_at as dueAt',
    ])
}

/**
 * Conditions that no index answers and that may match nothing at all: walking all contacts worst first, in
 * search of a page of matches, then costs three times as much as one scan that sorts what it found (measured
 * with 100,000 contacts). An expression keeps the planner from walking the index.
 */
const scanned: readonly Flag[] = ['overdue', 'silent', 'flapping']

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
  if (flag) query = query.where(flagAt(flag, asOf))
  if (filter.owner) query = query.where('s.owner', '=', filter.owner)
  const { after } = page
  if (after) query = query.where(sql<boolean>`(s.severity, s.contact_id) > (${after.severity}, ${after.id})`)
  const scans = filter.q || (flag && scanned.includes(flag))
  const rows = await query
    .orderBy(scans ? sql`s.severity + 0` : 's.severity')
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

const countedFlags = ['overdue', 'disputed', 'muted', 'acknowledged', 'gap'] as const

/** How many contacts have each status and each flag: the numbers of the overview. */
export async function countContacts(db: Database, asOf: AsOf) {
  const rows = await db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.removed_at', 'is', null)
    .select(['c.marketplace', 's.status'])
    .select(({ fn }) => [
      fn.countAll<number>().as('contacts'),
      ...countedFlags.map((flag) => sql<number>`count(*) filter (where ${flagAt(flag, asOf)})`.as(flag)),
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
      'c.claims',
      'c.stated_at as statedAt',
      's.episode',
      's.recovering_since_at as recoveringSinceAt',
      's.word',
      's.revision',
      's.last_check_id as lastCheckId',
      's.muted_by as mutedBy',
      's.muted_reason as mutedReason',
      's.acknowledged_by as acknowledgedBy',
      's.host',
      sql<boolean>`exists (
        select 1 from incidents w where w.cause = 'host:' || s.site and w.resolved_at is null and w.wave
      )`.as('inWave'),
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
