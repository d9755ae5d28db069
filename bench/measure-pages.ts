import { gunzipSync } from 'node:zlib'
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
import { familyCpuMs } from './processes.ts'

/** What one page came to. */
export interface PageFigures {
  medianMs: number
  p99Ms: number
  /** User and system time a page of this process: the dashboard, and the client that asks it. */
  cpuMs: number
  /** The same of PostgreSQL with its children, other work included. */
  databaseCpuMs: number
  /** Compressed and not. */
  sentKb: number
  kb: number
}

/** A dashboard that listens, and what a signed-in reader sends. */
export interface BenchDashboard {
  origin: string
  headers: Record<string, string>
  close(): Promise<void>
}

/** Addresses of pages in a store that `seedHistory` filled. */
export function pagesOf(contacts: number): Record<string, () => string> {
  const someone = () => 1 + Math.floor(Math.random() * contacts)
  const someId = (n = someone()) => `m${n % 20}/c${n}`
  const words = (text: string) => `/contacts?q=${encodeURIComponent(text)}`
  return {
    overview: () => '/',
    'list, worst first': () => '/contacts',
    'list, one status': () => '/contacts?status=broken,changed',
    'list, place and kind': () => '/contacts?marketplace=m7&kind=email',
    'list, overdue': () => '/contacts?flag=overdue',
    'list, overdue of a place': () => '/contacts?flag=overdue&marketplace=m8',
    'list, disputed': () => '/contacts?flag=disputed',
    'list, silent': () => '/contacts?flag=silent',
    'list, common word': () => words('продавцов'),
    'list, rare word': () => words(`продавцов ${someone()}`),
    contact: () => `/contacts/${someId()}`,
    incidents: () => '/incidents',
    review: () => '/review',
    coverage: () => '/coverage',
    system: () => '/system',
    'API list': () => '/api/v1/contacts?limit=50&kind=phone',
    'API contact': () => `/api/v1/contacts/${someId()}`,
  }
}

/** The product's dashboard over a store, in this process. */
export async function serveBench(db: Database, dataDir: string): Promise<BenchDashboard> {
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
  const now = new Date()
  const signedIn = await useInvite(db, await createInvite(db, 'editor', now), 'Bench', 'ru', now)
  const token = await createToken(db, 'bench', ['read'], now)
  // Whoever was here a day ago is told what changed since.
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000)
  await db.updateTable('users').set({ looked_at: dayAgo, visited_before_at: dayAgo }).execute()
  return {
    origin: `http://127.0.0.1:${served.port}`,
    headers: {
      cookie: `stillthere=${signedIn?.sessionId ?? ''}`,
      authorization: `Bearer ${token}`,
      'accept-encoding': 'gzip',
    },
    close: () => served.close(),
  }
}

/** Asks for a page so many times, one after the other. @throws Error when one is not answered with 200. */
export async function measurePage(
  { origin, headers }: BenchDashboard,
  pathOf: () => string,
  rounds: number,
  databasePid: number,
): Promise<PageFigures> {
  const took: number[] = []
  let cpu = process.cpuUsage()
  let database = familyCpuMs(databasePid)
  let [sent, full] = [0, 0]
  for (let round = -5; round < rounds; round += 1) {
    // The first ones warm plans and caches up.
    if (round === 0) {
      cpu = process.cpuUsage()
      database = familyCpuMs(databasePid)
    }
    const url = origin + pathOf()
    const from = performance.now()
    const answer = await request(url, { headers })
    const body = Buffer.from(await answer.body.arrayBuffer())
    const ms = performance.now() - from
    if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`)
    if (round >= 0) took.push(ms)
    sent = body.length
    full = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(body).length : body.length
  }
  const used = process.cpuUsage(cpu)
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return {
    medianMs: at(0.5),
    p99Ms: at(0.99),
    cpuMs: (used.user + used.system) / 1000 / rounds,
    databaseCpuMs: (familyCpuMs(databasePid) - database) / rounds,
    sentKb: sent / 1000,
    kb: full / 1000,
  }
}
