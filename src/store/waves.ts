import { sql } from 'kysely'
import type { Database } from './database.ts'
import { oweResolved } from './owe-alerts.ts'

/** How many contacts of a site are watched, and how many began to fail since. */
export async function countStruck(
  tx: Database,
  site: string,
  since: Date,
): Promise<{ watched: number; newlyFailing: number }> {
  const { watched, newlyFailing } = await tx
    .selectFrom('standings')
    .where('site', '=', site)
    .where('status', 'not in', ['retired', 'unverifiable'])
    .select(({ fn }) => [
      fn.countAll<number>().as('watched'),
      fn.countAll<number>().filterWhere('failing_since_at', '>=', since).as('newlyFailing'),
    ])
    .executeTakeFirstOrThrow()
  return { watched, newlyFailing }
}

/** The open wave of a site; null: there is none. */
export async function findWave(tx: Database, site: string): Promise<number | null> {
  const row = await tx
    .selectFrom('incidents')
    .select('id')
    .where('cause', '=', `host:${site}`)
    .where('resolved_at', 'is', null)
    .where('wave', '=', true)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Opens the incident of a wave; an incident of the same host that is open already becomes one. */
export async function openWave(tx: Database, site: string, now: Date): Promise<number> {
  const { id } = await tx
    .insertInto('incidents')
    .values({ cause: `host:${site}`, opened_at: now, resolved_at: null, wave: true, told_at: null })
    .onConflict((conflict) =>
      conflict.column('cause').where('resolved_at', 'is', null).doUpdateSet({ wave: true }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Puts the contacts of a site that began to fail since into its wave, unless they are in an incident already. */
export async function joinWave(
  tx: Database,
  wave: number,
  site: string,
  since: Date,
  now: Date,
): Promise<void> {
  await sql`
    insert into incident_contacts (incident_id, contact_id, joined_at)
    select ${wave}::bigint, s.contact_id, ${now}::timestamptz from standings s
    where s.site = ${site} and s.failing_since_at >= ${since}::timestamptz
      and s.status in ('suspect', 'down')
      and not exists (
        select 1 from incident_contacts m where m.contact_id = s.contact_id and m.recovered_at is null
      )
    on conflict (incident_id, contact_id) do update set recovered_at = null`.execute(tx)
}

/** Takes contacts that answer again out of a wave. @returns how many of it still fail. */
export async function leaveWave(
  tx: Database,
  wave: number,
  contactIds: readonly string[],
  now: Date,
): Promise<number> {
  await tx.selectFrom('incidents').select('id').where('id', '=', wave).forUpdate().execute()
  await tx
    .updateTable('incident_contacts')
    .set({ recovered_at: now })
    .where('incident_id', '=', wave)
    .where('contact_id', 'in', contactIds)
    .where('recovered_at', 'is', null)
    .execute()
  const { failing } = await tx
    .selectFrom('incident_contacts')
    .where('incident_id', '=', wave)
    .where('recovered_at', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('failing'))
    .executeTakeFirstOrThrow()
  return failing
}

/**
 * Makes what still fails in a wave due at once, when enough of it answered again and it was not looked at since:
 * once, the next ones to answer ask for nothing more. Those that somebody plans or records right now are left
 * out, so that nobody waits.
 */
export async function askWave(tx: Database, wave: number, answering: number, now: Date): Promise<void> {
  await sql`
    update due set due_at = ${now}::timestamptz
    where contact_id in (
      select d.contact_id from incident_contacts m
      join standings s on s.contact_id = m.contact_id
      join due d on d.contact_id = m.contact_id
      where m.incident_id = ${wave} and m.recovered_at is null and d.due_at > ${now}::timestamptz
        and s.checked_at < (
          select recovered_at from incident_contacts
          where incident_id = ${wave} and recovered_at is not null
          order by recovered_at offset ${answering - 1} limit 1
        )
      for update of d skip locked
    )`.execute(tx)
}

/**
 * Ends a wave. Contacts that were confirmed in it keep its incident open; what is merely suspect leaves, as its
 * trouble is its own from now on.
 */
export async function endWave(tx: Database, wave: number, now: Date): Promise<void> {
  await sql`
    update incident_contacts m set recovered_at = ${now}::timestamptz
    from standings s
    where m.incident_id = ${wave} and m.recovered_at is null and s.contact_id = m.contact_id
      and s.status not in ('broken', 'changed')`.execute(tx)
  const ended = await tx
    .updateTable('incidents')
    .set((eb) => ({
      wave: false,
      resolved_at: eb
        .case()
        .when(
          eb.exists(
            eb
              .selectFrom('incident_contacts')
              .select('contact_id')
              .where('incident_id', '=', wave)
              .where('recovered_at', 'is', null),
          ),
        )
        .then(sql<Date | null>`null::timestamptz`)
        .else(sql<Date | null>`${now}::timestamptz`)
        .end(),
    }))
    .where('id', '=', wave)
    .returning(['resolved_at as resolvedAt', 'told_at as toldAt'])
    .executeTakeFirstOrThrow()
  if (ended.resolvedAt && ended.toldAt) await oweResolved(tx, wave, now)
}
