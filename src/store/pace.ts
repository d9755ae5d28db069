import { sql } from 'kysely'
import type { Importance } from '../domain/contact.ts'
import type { Experience } from '../domain/hazard.ts'
import type { Database } from './database.ts'

/** Contacts that the planner treats alike. */
export interface WatchedGroup {
  kind: string
  importance: Importance
  checkEveryHours: number
  contacts: number
}

/** What is watched, in groups of the same kind, importance and promise. */
export async function groupWatched(db: Database): Promise<WatchedGroup[]> {
  return db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.removed_at', 'is', null)
    .where('c.value', 'is not', null)
    .where('c.documented', '!=', 'phantom')
    .groupBy(['c.kind', 'c.importance', 'c.check_every_hours'])
    .select(({ fn }) => [
      'c.kind',
      'c.importance',
      'c.check_every_hours as checkEveryHours',
      fn.countAll<number>().as('contacts'),
    ])
    .execute()
}

/** Breaks and years watched, by kind. */
export async function countExperience(db: Database, now: Date): Promise<Map<string, Experience>> {
  const { rows } = await sql<Experience & { kind: string }>`
    select c.kind, coalesce(sum(b.breaks), 0)::int as breaks,
      sum(extract(epoch from ${now}::timestamptz - c.known_since_at))::float8 / 31557600 as "contactYears"
    from contacts c
    left join (
      select contact_id, count(*) as breaks from status_changes where to_status = 'broken' group by contact_id
    ) b on b.contact_id = c.id
    where c.removed_at is null and c.value is not null
    group by c.kind`.execute(db)
  return new Map(rows.map(({ kind, ...experience }) => [kind, experience]))
}

/** The experience with sites that broke three times or more; few, whatever the number of contacts. */
export async function listTellingSites(db: Database, now: Date): Promise<Record<string, Experience>> {
  const { rows } = await sql<Experience & { site: string }>`
    select t.name as site, t.breaks,
      sum(extract(epoch from ${now}::timestamptz - c.known_since_at))::float8 / 31557600 as "contactYears"
    from sites t
    join standings s on s.site = t.name
    join contacts c on c.id = s.contact_id and c.removed_at is null
    where t.breaks >= 3
    group by t.name, t.breaks
    order by t.breaks desc limit 1000`.execute(db)
  return Object.fromEntries(rows.map(({ site, ...experience }) => [site, experience]))
}
