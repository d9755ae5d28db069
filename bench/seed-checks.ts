import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'
import type { Lane } from './bulk-load.ts'
import { hiccup, livesTold } from './lives.ts'
import type { Order } from './order.ts'
import { hadHiccup, hiccupAt } from './seed-past.ts'
import type { Wide } from './seed-wide.ts'

const columns = sql`id, contact_id, host, priority, queued_at, starts, started_at, finished_at, verdict, reason_code,
  reason_message, class, via, http_status, final_url, duration_ms, facts, trace, evidence`

/**
 * Finished checks, a day each, the oldest first: as many as each contact shall have, and before them the failed one
 * of whoever had a bad hour. They are numbered as they ended.
 */
export async function seedChecks(lane: Lane, wide: Wide, order: Order): Promise<void> {
  const { contacts, checksEach } = wide
  await lane(async (one) => {
    await seedHiccups(one, wide, order)
    for (let daysAgo = checksEach; daysAgo >= 1; daysAgo -= 1) await seedDay(one, wide, order, daysAgo)
    await sql`select setval('check_ids', ${contacts}::bigint * ${checksEach + 1}::int + 1, false)`.execute(
      one,
    )
  })
}

async function seedHiccups(one: Database, wide: Wide, { contactAt }: Order): Promise<void> {
  const { verdict, httpStatus } = hiccup
  await sql`
    insert into checks (${columns})
    select p + 1, 'm' || n % 20 || '/c' || n, 'h' || n || '.farm.test', 2, at, 1, at, at, ${verdict.state},
      ${verdict.reason?.code ?? null}, ${verdict.reason?.message ?? null}, ${verdict.class}, 'http', ${httpStatus}::smallint,
      'http://h' || n || '.farm.test/help', 40, '[]', array['GET http://h' || n || '.farm.test/help -> 503, 0 kB'],
      null
    from (
      select n, p, ${hiccupAt(wide)} as at
      from (select p, ${contactAt('p')} as n from generate_series(0, ${wide.contacts}::int - 1) as p) o
      join bench_lives on place = n % ${livesTold}::int where ${hadHiccup}
    ) c order by p`.execute(one)
}

async function seedDay(one: Database, wide: Wide, { contactAt }: Order, daysAgo: number): Promise<void> {
  const { contacts, fromAt, checksEach, pages } = wide
  const idsFrom = contacts * (checksEach - daysAgo + 1)
  await sql`
    insert into checks (${columns})
    select ${idsFrom}::bigint + p + 1, 'm' || n % 20 || '/c' || n, name, 2, at, 1, at, at, verdict, code, message, class,
      'http', http_status, 'http://' || name || '/help', 120, facts, trace, evidence
    from (
      select n, p, 'h' || n || '.farm.test' as name, ${fromAt}::timestamptz
        - interval '24 hours' * (${daysAgo}::int - p::float8 / ${contacts}::int) as at
      from (select p, ${contactAt('p')} as n from generate_series(0, ${contacts}::int - 1) as p) o
    ) c
    join bench_lives l on l.place = n % ${livesTold}::int
    join bench_pages s on s.place = n % ${pages.length}::int`.execute(one)
}
