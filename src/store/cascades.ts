import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A cascade as a site has it, its row locked. */
export interface CascadeRow {
  beganAt: Date
  struck: number
  asked: number
}

/** Counts a break of a site. */
export async function countBreak(tx: Database, site: string): Promise<void> {
  await tx
    .insertInto('sites')
    .values({ name: site, breaks: 1, cascade_began_at: null })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ breaks: sql`sites.breaks + 1` }))
    .execute()
}

/** Counts a definite failure towards the cascade of a site; one that began before `since` is over. */
export async function strikeCascade(tx: Database, site: string, since: Date, now: Date): Promise<CascadeRow> {
  const running = sql<boolean>`sites.cascade_began_at >= ${since}::timestamptz`
  return tx
    .insertInto('sites')
    .values({ name: site, cascade_began_at: now, cascade_struck: 1, cascade_asked: 0 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({
        cascade_began_at: sql`case when ${running} then sites.cascade_began_at else ${now}::timestamptz end`,
        cascade_struck: sql`case when ${running} then sites.cascade_struck + 1 else 1 end`,
        cascade_asked: sql`case when ${running} then sites.cascade_asked else 0 end`,
      }),
    )
    .returning(['cascade_began_at as beganAt', 'cascade_struck as struck', 'cascade_asked as asked'])
    .$castTo<CascadeRow>()
    .executeTakeFirstOrThrow()
}

/**
 * Makes siblings due at once that are well and were not looked at since the cascade began, those first that
 * matter most and were not seen for longest. Those that somebody plans or records right now are left out, so
 * that nobody waits. @returns how many.
 */
export async function askSiblings(
  tx: Database,
  site: string,
  cascade: CascadeRow,
  limit: number,
  now: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update due set due_at = ${now}::timestamptz, errand = 'cascade'
    where contact_id in (
      select d.contact_id from standings s
      join contacts c on c.id = s.contact_id
      join due d on d.contact_id = s.contact_id
      where s.site = ${site} and s.status = 'fresh' and d.due_at > ${now}::timestamptz
        and s.checked_at < ${cascade.beganAt}::timestamptz
      order by case c.importance when 'critical' then 100 when 'normal' then 10 else 1 end
        * power(extract(epoch from ${now}::timestamptz - s.checked_at), 2) desc
      limit ${Math.min(limit, 10_000)}
      for update of d skip locked
    )`.execute(tx)
  const asked = Number(numAffectedRows ?? 0n)
  await tx
    .updateTable('sites')
    .set(({ eb }) => ({ cascade_asked: eb('cascade_asked', '+', asked) }))
    .where('name', '=', site)
    .execute()
  return asked
}
