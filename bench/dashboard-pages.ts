// How fast pages answer with 100,000 contacts and 1,000,000 rows of history, over loopback, while another
// connection writes checks: node --import tsx bench/dashboard-pages.ts [contacts] [rows]
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { request } from 'undici'
import { createApp } from '../dashboard/app.ts'
import { serveApp } from '../dashboard/serve-app.ts'
import { patienceOf } from '../src/domain/patience.ts'
import { registry } from '../src/kinds/index.ts'
import { openLog } from '../src/log.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import type { Database } from '../src/store/database.ts'
import { createInvite, useInvite } from '../src/store/people.ts'
import { createToken } from '../src/store/tokens.ts'
import { openSeeded } from './seeded-store.ts'

const contacts = Number(process.argv[2] ?? 100_000)
const rows = Number(process.argv[3] ?? 1_000_000)
const rounds = 100

const pages = {
  overview: () => '/',
  'list, worst first': () => '/contacts',
  'list, one status': () => '/contacts?status=broken,changed',
  'list, overdue of a place': () => '/contacts?flag=overdue&marketplace=m7',
  'list, disputed': () => '/contacts?flag=disputed',
  'list, silent': () => '/contacts?flag=silent',
  'list, words': () => `/contacts?q=${encodeURIComponent(`продавцов ${someone()}`)}`,
  contact: () => `/contacts/${someId()}`,
  'API list': () => '/api/v1/contacts?limit=50&kind=phone',
}

function someId(): string {
  const n = someone()
  return `m${n % 20}/c${n}`
}

function someone(): number {
  return 1 + Math.floor(Math.random() * contacts)
}

async function measure(origin: string, headers: Record<string, string>, pathOf: () => string) {
  const took: number[] = []
  for (let round = -5; round < rounds; round++) {
    const from = performance.now()
    const { statusCode, body } = await request(origin + pathOf(), { headers })
    await body.text()
    if (statusCode !== 200) throw new Error(`${pathOf()} answered ${statusCode}`)
    // The first ones warm plans and caches up.
    if (round >= 0) took.push(performance.now() - from)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) =>
    (took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0).toFixed(0)
  return { median: at(0.5), p99: at(0.99) }
}

/** Writes what a worker would, one check after the other, until it is told to stop. */
async function writeChecks(db: Database, stop: AbortSignal): Promise<number> {
  let written = 0
  for (; !stop.aborted; written++) {
    const id = someId()
    await db.transaction().execute(async (tx) => {
      const at = new Date()
      await tx
        .insertInto('checks')
        .values({ contact_id: id, host: 'h', priority: 2, queued_at: at, finished_at: at, verdict: 'alive' })
        .execute()
      await tx
        .updateTable('standings')
        .set({ checked_at: at, confirmed_at: at })
        .where('contact_id', '=', id)
        .execute()
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return written
}

async function main(): Promise<void> {
  const kept = process.argv.indexOf('--data-dir')
  const dataDir = kept < 0 ? null : path.resolve(process.argv[kept + 1] ?? 'data')
  const from = performance.now()
  const store = await openSeeded({ contacts, checks: rows / 2, history: rows / 2 }, dataDir)
  console.log(
    `${contacts} contacts and ${rows} rows ready in ${((performance.now() - from) / 1000).toFixed(0)} s`,
  )
  const dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-bench-'))
  try {
    await measureAll(store.db, dir)
  } finally {
    await store.close()
    await rm(dir, { recursive: true, force: true })
  }
}

async function measureAll(db: Database, dataDir: string): Promise<void> {
  const pipeline: Pipeline = {
    db,
    kinds: registry,
    wake: { runHosts: async () => undefined, deliverAlerts: async () => undefined },
    log: openLog('silent'),
    now: () => new Date(),
    timeScale: 1,
    patience: patienceOf('balanced'),
  }
  const app = createApp({
    pipeline,
    publicUrl: 'http://127.0.0.1',
    version: 'bench',
    dataDir,
    readiness: async () => ({ ok: true, checks: [] }),
    metrics: async () => '',
  })
  const served = await serveApp(app, { host: '127.0.0.1', port: 0 })
  const stop = new AbortController()
  const writing = writeChecks(db, stop.signal)
  const signedIn = await useInvite(
    db,
    await createInvite(db, 'editor', new Date()),
    'Bench',
    'ru',
    new Date(),
  )
  const token = await createToken(db, 'bench', ['read'], new Date())
  const headers = { cookie: `stillthere=${signedIn?.sessionId ?? ''}`, authorization: `Bearer ${token}` }
  for (const [name, pathOf] of Object.entries(pages)) {
    const { median, p99 } = await measure(`http://127.0.0.1:${served.port}`, headers, pathOf)
    console.log(`${name.padEnd(26)} median ${median.padStart(5)} ms   p99 ${p99.padStart(5)} ms`)
  }
  stop.abort()
  console.log(`${await writing} checks were written meanwhile`)
  await served.close()
}

await main()
