import { readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { openLog } from '../src/log.ts'
import { type Database, migrate, openDatabase } from '../src/store/database.ts'
import { startEmbedded } from '../src/store/embedded.ts'
import { type Size, seedHistory } from './seed-history.ts'

/** A big installation's database. */
export interface SeededStore {
  db: Database
  url: string
  databasePid: number
  close(): Promise<void>
}

/**
 * Opens a store of this size on an embedded PostgreSQL and brings it to the newest migration.
 * @param dataDir where it is kept for the next run, which then need not seed; null: it is removed in the end.
 */
export async function openSeeded(size: Size, dataDir: string | null): Promise<SeededStore> {
  const dir = dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'stillthere-bench-')))
  await mkdir(dir, { recursive: true })
  // As root the server runs under another account, which must be able to enter.
  await chmod(dir, 0o755)
  const server = await startEmbedded(dir)
  const name = `size_${size.contacts}_${size.checks}_${size.history}`
  const url = new URL(server.url)
  const isNew = await createUnlessThere(server.url, name)
  url.pathname = `/${name}`
  const db = openDatabase(url.href, openLog('warn'))
  await sql`set statement_timeout = 0`.execute(db)
  await migrate(db)
  if (isNew) await seedHistory(db, size)
  const { rows } = await sql<{ dir: string }>`select current_setting('data_directory') as dir`.execute(db)
  const pidFile = readFileSync(path.join(rows[0]?.dir ?? '', 'postmaster.pid'), 'utf8')
  return {
    db,
    url: url.href,
    databasePid: Number(pidFile.split('\n')[0]),
    async close() {
      await db.destroy()
      await server.stop()
      if (dataDir === null) await rm(dir, { recursive: true, force: true })
    },
  }
}

async function createUnlessThere(url: string, name: string): Promise<boolean> {
  const admin = openDatabase(url, openLog('warn'), 1)
  const { rows } = await sql`select from pg_database where datname = ${name}`.execute(admin)
  if (rows.length === 0) await sql.raw(`create database ${name}`).execute(admin)
  await admin.destroy()
  return rows.length === 0
}
