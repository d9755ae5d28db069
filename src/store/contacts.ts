import { type RawBuilder, sql } from 'kysely'
import type { Contact } from '../domain/contact.ts'
import type { Source } from '../domain/freshness.ts'
import type { KindFlag } from '../domain/observation.ts'
import type { Status } from '../domain/standing.ts'
import { type AsOf, contradictedAt, type Flag, flagAt, overdueAt } from './contact-flags.ts'
import type { Database } from './database.ts'
import { type ContactKey, hasFew, pickContacts, waysOf } from './pick-contacts.ts'

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

/** Which part of a list: at most so many, after a position. */
export interface PageOfContacts {
  limit: number
  after?: ContactCursor | undefined
}

/** @param keys a query for the keys of the wanted rows. */
function selectRows(db: Database, keys: RawBuilder<ContactKey>, asOf: AsOf) {
  return db
    .selectFrom(sql<ContactKey>`(${keys})`.as('h'))
    .innerJoin('contacts as c', 'c.id', 'h.contact_id')
    .innerJoin('standings as s', 's.contact_id', 'h.contact_id')
    .leftJoin('due as d', 'd.contact_id', 'h.contact_id')
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
      'h.severity',
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
      'd.due_at as dueAt',
    ])
}

/** Contacts that match, worst first, at most `limit`, after `cursor`. */
export async function listContacts(
  db: Database,
  filter: ContactFilter,
  asOf: AsOf,
  page: PageOfContacts,
): Promise<{ rows: ContactRow[]; next: ContactCursor | null }> {
  let rows: ContactRow[] = []
  for (const way of waysOf(filter, asOf)) {
    if (way === 'far' && (await hasFew(db, filter, asOf))) continue
    rows = await selectRows(db, pickContacts(way, filter, asOf, page), asOf)
      .orderBy('h.severity')
      .orderBy('h.contact_id')
      .execute()
    if (rows.length > page.limit) break
  }
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > page.limit && last ? { severity: last.severity, id: last.id } : null,
  }
}

/** One contact with all that its page shows of the knowledge base and its standing; null when unknown. */
export async function readContact(db: Database, id: string, asOf: AsOf) {
  const key = sql<ContactKey>`select contact_id, severity from shelf where contact_id = ${id}`
  const row = await selectRows(db, key, asOf)
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
