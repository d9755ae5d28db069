import { sql } from 'kysely'
import { startScript } from './processes.ts'
import { hostName } from './seed-contacts.ts'
import type { SeededStore } from './seeded-store.ts'
import type { WorkerTask } from './worker.ts'

const hosts = 200
/** Longer than any measurement takes. */
const seconds = 600

/**
 * Lets the product's planner and checker work on a seeded store: so many pages of the farm become due each second,
 * and nothing else does. `stop` says how many checks were recorded.
 */
export async function checkMeanwhile(
  { db, url }: SeededStore,
  ratePerSecond: number,
): Promise<{ stop(): Promise<number> }> {
  if (ratePerSecond === 0) return { stop: async () => 0 }
  const farm = await startScript<{ port: number }>('farm', {})
  const count = ratePerSecond * seconds
  const farmHost = `'h' || n % ${hosts} || '${hostName(0).replace('h0', '')}'`
  await sql`truncate hosts`.execute(db)
  await sql`delete from open_checks`.execute(db)
  await sql`truncate due`.execute(db)
  await sql`
    update contacts c set value = 'http://' || ${sql.raw(farmHost)} || ':' || ${farm.hello.port}::int || '/help/' || n,
      settings = '{"marker": []}'
    from (
      select id, row_number() over (order by id) as n from contacts
      where kind = 'page' and documented = 'live' order by id limit ${count}
    ) p where p.id = c.id`.execute(db)
  await sql`
    update standings s set host = ${sql.raw(farmHost)}
    from (
      select id, row_number() over (order by id) as n from contacts
      where kind = 'page' and documented = 'live' order by id limit ${count}
    ) p where p.id = s.contact_id`.execute(db)
  await sql`
    insert into due (contact_id, due_at, host)
    select id, now() + row_number() over (order by id) * interval '1 second' / ${ratePerSecond}::int, s.host
    from contacts join standings s on s.contact_id = id
    where kind = 'page' and documented = 'live' order by id limit ${count}`.execute(db)
  const task: WorkerTask = {
    databaseUrl: url,
    redisUrl: null,
    namespace: `bench_${Date.now()}`,
    roles: ['scheduler', 'checker'],
    hostGapMs: 0,
  }
  const startedAt = new Date()
  const worker = await startScript('worker', task)
  return {
    async stop() {
      await worker.stop()
      await farm.stop()
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from checks where finished_at >= ${startedAt}`.execute(db)
      return rows[0]?.count ?? 0
    },
  }
}
