import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { openEmailChannel } from '../../src/alerts/email.ts'
import { patienceOf } from '../../src/domain/patience.ts'
import { registry } from '../../src/kinds/index.ts'
import { openLog } from '../../src/log.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'
import { openQueueConnection } from '../../src/queue/connection.ts'
import { openWake } from '../../src/queue/queue-wake.ts'
import { migrate, openDatabase } from '../../src/store/database.ts'
import { startEmbedded } from '../../src/store/embedded.ts'
import { readPidFile } from '../../src/store/postmaster-pid.ts'
import { startAlerter } from '../../workers/alerter.ts'
import { until } from '../support/pipeline.ts'
import { startScriptedSmtp } from './scripted-smtp.ts'
import { breakOne, localPartOf, readBooks, seedReaders } from './seed-alerts.ts'

/** What restarting the servers under the alerter came to. */
export interface RestartReport {
  restarts: number
  delivered: number
  pending: number
  missing: number
  unseen: number
  copies: number
}

/** A stable port in front of a server that comes back on another one. */
async function openDoor(target: () => number) {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target(), '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

async function startRedis(port: number): Promise<ChildProcess> {
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.stdout?.on('data', (text: Buffer) => text.includes('Ready to accept connections') && resolve())
  })
  return child
}

/** Kills PostgreSQL and Redis in turn, `restarts` times each, while the alerter delivers what keeps coming. */
export async function restartServers(restarts: number): Promise<RestartReport> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-faults-'))
  await chmod(dir, 0o755)
  let embedded = await startEmbedded(dir)
  const door = await openDoor(() => Number(new URL(embedded.url).port))
  const url = Object.assign(new URL(embedded.url), { port: String(door.port) }).href
  const redisDoor = await openDoor(() => 0)
  await redisDoor.close()
  let redis = await startRedis(redisDoor.port)
  const log = openLog('silent')
  const db = openDatabase(url, log)
  await migrate(db)
  const smtp = await startScriptedSmtp()
  const connection = openQueueConnection(
    { redisUrl: `redis://127.0.0.1:${redisDoor.port}`, databaseUrl: url },
    log,
  )
  const wake = openWake(connection, log)
  const pipeline: Pipeline = {
    ...{
      db,
      log,
      kinds: registry,
      timeScale: 1,
      patience: patienceOf('balanced'),
      now: () => new Date(),
      wake,
    },
  }
  const channel = openEmailChannel({ smtpUrl: smtp.url, from: 'Watch <watch@monitor.example>' })
  const channels = new Map([['email', channel]])
  const publicUrl = 'https://monitor.example'
  const alerter = startAlerter(pipeline, connection, { channels, publicUrl, leaseMs: 3_000, sweepMs: 200 })
  try {
    await seedReaders(db, restarts * 6, ['a@desk.example', 'b@desk.example'])
    let incidents = 0
    for (let n = 0; n < restarts; n++) {
      for (const kill of ['postgres', 'redis'] as const) {
        for (let k = 0; k < 3; k++)
          await again(() => breakOne(db, incidents, incidents, new Date())).then(() => incidents++)
        void wake.deliverAlerts()
        await until(async () => smtp.received.length > incidents, 5)
        if (kill === 'redis') {
          redis.kill('SIGKILL')
          await once(redis, 'exit')
          redis = await startRedis(redisDoor.port)
        } else {
          const running = await readPidFile(path.join(dir, 'postgres'))
          if (running) process.kill(running.pid, 'SIGKILL')
          embedded = await again(() => startEmbedded(dir))
        }
      }
    }
    await until(() => again(async () => (await readBooks(db)).pending === 0), 100)
    const books = await readBooks(db)
    const seen = new Set(smtp.received.map(({ id }) => localPartOf(id)))
    return {
      ...{ restarts, delivered: books.sent.length, pending: books.pending, missing: books.missing.length },
      unseen: books.sent.filter((id) => !seen.has(id)).length,
      copies: smtp.received.length - seen.size,
    }
  } finally {
    await alerter.stop()
    await wake.close()
    await connection.close()
    await smtp.close()
    await db.destroy()
    redis.kill('SIGKILL')
    await door.close()
    await embedded.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

/** A server that is just coming back refuses for a moment; the test's own statements wait for it. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  const endsAt = Date.now() + 60_000
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > endsAt) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
