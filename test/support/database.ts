import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openLog } from '../../src/log.ts'
import { type Database, migrate, openDatabase } from '../../src/store/database.ts'
import { startEmbedded } from '../../src/store/embedded.ts'

/** A database of one test file, migrated and empty. */
export interface TestDatabase {
  db: Database
  url: string
  stop(): Promise<void>
}

/**
 * Makes a fresh database on the run's server (TEST_DATABASE_URL), or on one started for this file alone.
 * @param migratedTo an old migration, to see what the newer ones make of what it left.
 */
export async function startTestDatabase(migratedTo?: string): Promise<TestDatabase> {
  const server = await findServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  await runOn(server.url, `create database ${name}`)
  const target = new URL(server.url)
  target.pathname = `/${name}`
  const db = openDatabase(target.href, openLog('silent'))
  await migrate(db, migratedTo)
  return {
    db,
    url: target.href,
    async stop() {
      await db.destroy()
      await runOn(server.url, `drop database ${name} with (force)`)
      await server.stop()
    },
  }
}

async function findServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const shared = process.env.TEST_DATABASE_URL
  if (shared) return { url: shared, stop: async () => undefined }
  const dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-database-'))
  // As root the server runs under another account, which must be able to enter.
  await chmod(dir, 0o755)
  const embedded = await startEmbedded(dir)
  return {
    url: embedded.url,
    async stop() {
      await embedded.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
