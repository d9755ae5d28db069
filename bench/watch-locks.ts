import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'

/** How long a table was locked in one way, as samples saw it. */
export interface Lock {
  table: string
  /** Nobody could even read, or nobody could write. */
  keepsFrom: 'reading' | 'writing'
  seconds: number
}

const sampleEveryMs = 50

/** Watches which tables are kept from others until `stop`, by samples: what is locked for less may be missed. */
export function watchLocks(db: Database): { stop(): Promise<Lock[]> } {
  const seen = new Map<string, Lock & { firstMs: number }>()
  let asking: Promise<void> = Promise.resolve()
  let isBusy = false
  const sample = async () => {
    isBusy = true
    const atMs = performance.now()
    for (const { table, keepsFrom } of await readLocks(db)) {
      const key = `${table} ${keepsFrom}`
      const lock = seen.get(key) ?? { table, keepsFrom, seconds: 0, firstMs: atMs }
      seen.set(key, { ...lock, seconds: (performance.now() - lock.firstMs) / 1000 })
    }
    isBusy = false
  }
  const timer = setInterval(() => {
    if (!isBusy) asking = sample()
  }, sampleEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      await asking
      return [...seen.values()]
        .map(({ firstMs: _, ...lock }) => lock)
        .sort((a, b) => b.seconds - a.seconds || (a.table < b.table ? -1 : 1))
    },
  }
}

/** Locks at this moment. An AccessExclusiveLock keeps others even from reading, the weaker ones from writing. */
export async function readLocks(db: Database): Promise<Pick<Lock, 'table' | 'keepsFrom'>[]> {
  const { rows } = await sql<Pick<Lock, 'table' | 'keepsFrom'>>`
    select c.relname as table,
      case when bool_or(l.mode = 'AccessExclusiveLock') then 'reading' else 'writing' end as "keepsFrom"
    from pg_locks l join pg_class c on c.oid = l.relation
    where l.granted and l.pid <> pg_backend_pid() and c.relkind in ('r', 'p')
      and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'
      and l.database = (select oid from pg_database where datname = current_database())
      and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
    group by 1`.execute(db)
  return rows
}
