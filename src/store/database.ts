import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Kysely, Kysely as KyselyDatabase, type Migration, Migrator, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Log } from '../log.ts'
import { PreparingClient } from './prepared.ts'
import type { Schema } from './schema.ts'

/** The store's handle; `pipeline` and `dashboard` know it only by this name. */
export type Database = Kysely<Schema>

// bigint identities and counts fit a double here; as strings they would break every comparison.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Opens a pool on `url`. A server that restarts costs failed queries, never the process. */
export function openDatabase(url: string, log: Log, poolSize = 10): Database {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    application_name: 'stillthere',
  })
  // Without a listener an idle client that loses its server would end the process.
  pool.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'))
  // So would one that is in use between two statements of a transaction; whoever uses it hears of it then.
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ error: error.message }, 'database connection lost in use'))
  })
  return new KyselyDatabase<Schema>({ dialect: new PostgresDialect({ pool }) })
}

const migrationsDir = path.join(import.meta.dirname, 'migrations')

/** Brings the schema to the newest migration, or to a named one; safe to run from several processes at once. */
export async function migrate(db: Database, to?: string): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
  const { error, results } = await (to ? migrator.migrateTo(to) : migrator.migrateToLatest())
  if (error) throw new Error('the database could not be migrated', { cause: error })
  return (results ?? []).map((result) => result.migrationName)
}

/** Names of migrations that this version has and the database has not. */
export async function pendingMigrations(db: Database): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
  return (await migrator.getMigrations()).filter((m) => m.executedAt === undefined).map((m) => m.name)
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(migrationsDir)).filter((file) => file.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    files.map(async (file): Promise<[string, Migration]> => {
      const text = await readFile(path.join(migrationsDir, file), 'utf8')
      return [file.replace(/\.sql$/, ''), { up: async (db) => void (await sql.raw(text).execute(db)) }]
    }),
  )
  return Object.fromEntries(migrations)
}
