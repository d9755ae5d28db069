import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Hono } from 'hono'
import { createApp } from '../../dashboard/app.ts'
import type { DashboardDeps } from '../../dashboard/deps.ts'
import type { Env } from '../../dashboard/env.ts'
import { patienceOf } from '../../src/domain/patience.ts'
import { registry } from '../../src/kinds/index.ts'
import { openLog } from '../../src/log.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'
import type { Database } from '../../src/store/database.ts'
import { createInvite, readSession, useInvite } from '../../src/store/people.ts'
import type { Role } from '../../src/store/schema-people.ts'
import { createToken, type Scope } from '../../src/store/tokens.ts'
import { startTestDatabase } from './database.ts'

/** The moment at which every test of the dashboard happens. */
export const noon = new Date('2026-11-22T09:00:00.000Z')

/** What a signed-in browser sends. */
export interface Visitor {
  cookie: string
  csrf: string
}

/** A dashboard on a database of its own. */
export interface TestDashboard {
  app: Hono<Env>
  db: Database
  /** Of the database. */
  url: string
  pipeline: Pipeline
  dataDir: string
  /** Hosts that were woken, in order. */
  woken: string[]
  signIn(role: Role): Promise<Visitor>
  token(...scopes: Scope[]): Promise<string>
  stop(): Promise<void>
}

export async function openTestDashboard(changes: Partial<DashboardDeps> = {}): Promise<TestDashboard> {
  const { db, url, stop } = await startTestDatabase()
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-dashboard-'))
  const woken: string[] = []
  const pipeline: Pipeline = {
    db,
    kinds: registry,
    wake: {
      runHosts: async (wishes) => void woken.push(...wishes.flatMap((wish) => wish.hosts)),
      deliverAlerts: async () => undefined,
    },
    log: openLog('silent'),
    now: () => noon,
    timeScale: 1,
    patience: patienceOf('balanced'),
  }
  const app = createApp({
    pipeline,
    publicUrl: 'http://localhost',
    version: '0.0.0',
    dataDir,
    readiness: async () => ({ ok: true, checks: [{ name: 'database', ok: true, detail: 'answers' }] }),
    metrics: async () => '# HELP up\nup 1\n',
    ...changes,
  })
  return {
    ...{ app, db, url, pipeline, dataDir, woken },
    signIn: (role) => signIn(db, role),
    token: (...scopes) => createToken(db, 'robot', scopes, noon),
    async stop() {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function signIn(db: Database, role: Role): Promise<Visitor> {
  const secret = await createInvite(db, role, noon)
  const signedIn = await useInvite(db, secret, 'Анна', 'ru', noon)
  const session = signedIn && (await readSession(db, signedIn.sessionId, noon))
  if (!session) throw new Error('a fresh invitation did not sign in')
  return { cookie: `stillthere=${signedIn.sessionId}`, csrf: session.csrfToken }
}

/** A form as a browser sends it. */
export function formOf(visitor: Visitor | null, fields: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: 'http://localhost',
      'Sec-Fetch-Site': 'same-origin',
      ...(visitor && { Cookie: visitor.cookie }),
    },
    body: new URLSearchParams({ ...(visitor && { csrf: visitor.csrf }), ...fields }).toString(),
  }
}
