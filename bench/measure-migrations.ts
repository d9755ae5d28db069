import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { openLog } from '../src/log.ts'
import { type Database, migrate, openDatabase, pendingMigrations } from '../src/store/database.ts'
import { lookAtPages } from './lived-pages.ts'
import { dueAt, fillWide, seedStandings } from './seed-wide.ts'
import { type Lock, watchLocks } from './watch-locks.ts'

/** What one migration came to in a store that is full. */
export interface MigrationFigures {
  name: string
  seconds: number
  /** Log that it wrote, megabytes: what a standby must read, and a backup keep. */
  logMb: number
  /** How long tables were kept from others, seconds, by table and what others could not do. */
  locks: Lock[]
}

/** The last one before what is due became a table of its own: installations that old hold the most to move. */
const oldest = '012-partitions'

/**
 * Fills a database of its own as a long-lived store of an old version, and brings it to the newest, one migration
 * after the other. The product applies them in one transaction, so that the locks of all last until the end.
 * @param url a server on which databases may be made.
 */
export async function measureMigrations(
  url: string,
  contacts: number,
): Promise<{ gigabytes: number; migrations: MigrationFigures[] }> {
  const name = `migrations_${randomBytes(4).toString('hex')}`
  const admin = openDatabase(url, openLog('warn'), 1)
  await sql.raw(`create database ${name}`).execute(admin)
  const target = new URL(url)
  target.pathname = `/${name}`
  // Dropping the database ends what the pool has not yet closed, which would be told as a warning.
  const db = openDatabase(target.href, openLog('error'))
  try {
    await migrate(db, oldest)
    const pages = await lookAtPages(60)
    await fillWide(db, { contacts, fromAt: new Date(), checksEach: 1, pages }, async (one, wide, order) => {
      const { fromAt } = wide
      await seedStandings(one, wide, order, {
        columns: sql`, errand, due_at`,
        values: sql`, 'routine', ${dueAt(contacts, fromAt)}`,
      })
    })
    const gigabytes = await readNumber(db, sql`pg_database_size(current_database()) / 1e9::float8`)
    const migrations = []
    for (const pending of await pendingMigrations(db)) migrations.push(await apply(db, pending))
    return { gigabytes, migrations }
  } finally {
    await db.destroy()
    await sql.raw(`drop database ${name} with (force)`).execute(admin)
    await admin.destroy()
  }
}

async function apply(db: Database, name: string): Promise<MigrationFigures> {
  const written = () => readNumber(db, sql`(pg_current_wal_lsn() - '0/0'::pg_lsn)::float8 / 1e6`)
  const before = await written()
  const locks = watchLocks(db)
  const startedAt = performance.now()
  await migrate(db, name)
  const seconds = (performance.now() - startedAt) / 1000
  return { name, seconds, locks: await locks.stop(), logMb: (await written()) - before }
}

async function readNumber(db: Database, number: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ number: number }>`select ${number} as number`.execute(db)
  return rows[0]?.number ?? 0
}
