import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openLog } from '../src/log.ts'
import { migrate, openDatabase } from '../src/store/database.ts'
import { startEmbedded } from '../src/store/embedded.ts'
import type { Bench } from './measure-ours.ts'
import { startScript } from './processes.ts'

/** Opens farm, database and, where a redis-server is installed and wanted, Redis; `close` ends them all. */
export async function openBench(wanted: { redis: boolean }): Promise<Bench & { close(): Promise<void> }> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-bench-'))
  // As root the server runs under another account, which must be able to enter.
  await chmod(dir, 0o755)
  const server = await startEmbedded(dir)
  const name = 'bench'
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const { rows } = await admin.query<{ dir: string }>(`select current_setting('data_directory') as dir`)
  await admin.end()
  const url = new URL(server.url)
  url.pathname = `/${name}`
  const db = openDatabase(url.href, openLog('warn'))
  await migrate(db)
  const redis = wanted.redis ? await startRedis() : null
  const farm = await startScript<{ port: number }>('farm', {})
  return {
    db,
    databaseUrl: url.href,
    databasePid: Number(readFileSync(path.join(rows[0]?.dir ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]),
    redisUrl: redis?.url ?? null,
    farm,
    async close() {
      await farm.stop()
      redis?.child.kill()
      await db.destroy()
      await server.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function startRedis(): Promise<{ url: string; child: ChildProcess } | null> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise((resolve) => probe.close(resolve))
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false))
    child.stdout.on('data', (text: Buffer) => text.includes('Ready to accept connections') && resolve(true))
  })
  return (await ready) ? { url: `redis://127.0.0.1:${port}`, child } : null
}
