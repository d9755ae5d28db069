import { type Config, StartupError } from '../config.ts'
import { type Log, openLog } from '../log.ts'
import { type Database, migrate, openDatabase } from '../store/database.ts'
import { startEmbedded } from '../store/embedded.ts'

/** The database, migrated, and what to close at the end. */
export interface OpenStore {
  db: Database
  url: string
  /** Where the database is, for the reader of the start-up. */
  notes: string[]
  close(): Promise<void>
}

/**
 * Opens the database of the configuration, or the embedded one, and brings it to this version.
 * @throws StartupError that says why not, and names DATABASE_URL.
 */
export async function openStore(config: Config, log: Log, poolSize?: number): Promise<OpenStore> {
  const server = config.databaseUrl ? null : await startOwn(config.dataDir)
  const url = config.databaseUrl ?? server?.url ?? ''
  const db = openDatabase(url, log, poolSize)
  const close = async () => {
    await db.destroy()
    await server?.stop()
  }
  try {
    await migrate(db)
  } catch (cause) {
    await close()
    const why = config.databaseUrl
      ? 'DATABASE_URL names a database that does not work'
      : 'the embedded database does not work'
    throw new StartupError([`${why}: ${messageOf(cause)}`], { cause })
  }
  return { db, url, notes: server?.notes ?? [], close }
}

/** Does one piece of work with the database of the configuration; only warnings are logged. */
export async function withStore<T>(config: Config, work: (store: OpenStore) => Promise<T>): Promise<T> {
  const store = await openStore(config, openLog('warn'), 3)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function startOwn(dataDir: string) {
  try {
    return await startEmbedded(dataDir)
  } catch (cause) {
    throw new StartupError(
      [
        `no embedded PostgreSQL can run in ${dataDir}: ${messageOf(cause)}`,
        'set DATABASE_URL to a PostgreSQL of yours, or DATA_DIR to another folder',
      ],
      { cause },
    )
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? `: ${messageOf(error.cause)}` : ''
  // A refused connection to several addresses is an AggregateError without words of its own.
  return `${error.message || ('code' in error ? String(error.code) : error.name)}${cause}`
}
