import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/store/embedded.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
    redisUrl: string
  }
}

/** One PostgreSQL and one Redis for the whole run; each test file makes its own database or prefix in them. */
export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-test-'))
  // As root the server runs under another account, which must be able to enter.
  await chmod(dir, 0o755)
  const postgres = await startEmbedded(dir)
  const redis = await startRedis()
  project.provide('databaseUrl', postgres.url)
  project.provide('redisUrl', redis.url)
  process.env.TEST_DATABASE_URL = postgres.url
  return async () => {
    redis.child.kill()
    await postgres.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

async function startRedis(): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort()
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)))
    child.stdout.on('data', (text: Buffer) => text.includes('Ready to accept connections') && resolve())
  })
  return { url: `redis://127.0.0.1:${port}`, child }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
