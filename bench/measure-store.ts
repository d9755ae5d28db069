import { sql } from 'kysely'
import { patienceOf } from '../src/domain/patience.ts'
import { alive, not, type Verdict } from '../src/domain/verdict.ts'
import { registry } from '../src/kinds/index.ts'
import { openLog } from '../src/log.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { planDue } from '../src/pipeline/plan-due.ts'
import { type CheckResult, recordChecks } from '../src/pipeline/record-check.ts'
import type { OpenCheck } from '../src/store/checks.ts'
import type { Database } from '../src/store/database.ts'
import { holdHosts } from '../src/store/hosts.ts'
import { takeChecks } from '../src/store/take-checks.ts'
import { familyCpuMs } from './processes.ts'
import { seedContacts } from './seed-contacts.ts'
import { seedWide } from './seed-wide.ts'

/** What a second's work costs in a store of one size: milliseconds in the median, and the slowest. */
export interface StoreFigures {
  contacts: number
  /** Planning 100 due contacts, taking 100 checks, recording 100 results. */
  plan: Timing
  take: Timing
  record: Timing
}

interface Timing {
  medianMs: number
  slowestMs: number
  /** User and system time of PostgreSQL, mean. */
  databaseCpuMs: number
}

const batch = 100
const rounds = 30
const dayMs = 24 * 3_600_000

/** Fills the store with so many contacts, as a long-lived one is, and measures what a second's work costs in it. */
export async function measureStore(
  db: Database,
  contacts: number,
  databasePid: number,
): Promise<StoreFigures> {
  const fromAt = new Date()
  await seedWide(db, contacts, fromAt)
  const clock = { now: fromAt }
  const pipeline = pipelineOn(db, clock)
  const [plan, take, record] = [stopwatch(databasePid), stopwatch(databasePid), stopwatch(databasePid)]
  for (let round = 0; round < rounds; round += 1) {
    // Neighbours in time are on hosts of their own, so each of them has one check waiting.
    clock.now = new Date(clock.now.getTime() + Math.ceil((dayMs * batch) / contacts))
    await plan.time(() => planDue(pipeline, batch))
    const checks = await take.time(() => takeAll(db, clock.now))
    const recordings = checks.map((check) => ({ check, result: resultOf(alive(), clock.now) }))
    await record.time(() => recordChecks(pipeline, recordings))
  }
  return {
    contacts,
    plan: plan.read(),
    take: take.read(),
    record: record.read(),
  }
}

async function takeAll(db: Database, now: Date): Promise<OpenCheck[]> {
  const { rows } = await sql<{ host: string }>`
    select distinct host from open_checks limit ${batch}`.execute(db)
  const lease = { holder: 'bench', until: new Date(now.getTime() + 20_000) }
  const held = await holdHosts(
    db,
    rows.map(({ host }) => host),
    lease,
    now,
  )
  return takeChecks(
    db,
    held.map(({ name }) => name),
    now,
  )
}

/** History of one contact and year, bytes with indexes: what pruning leaves for ever. */
export interface HistoryFigures {
  spellBytes: number
  statusChangeBytes: number
  spellsAYear: number
}

/**
 * Lets contacts be checked each day of a year, each failing on one day of a hundred, through the real way of
 * recording, and weighs what is left of it.
 */
export async function measureHistory(db: Database, contacts: number): Promise<HistoryFigures> {
  const fromAt = new Date(Date.now() + 3_600_000)
  await seedContacts(db, { contacts, hosts: contacts, port: 80, spreadMs: 0, fromAt })
  const clock = { now: fromAt }
  const pipeline = pipelineOn(db, clock)
  const hiccup = not('unknown', 'http5xx', 'http/server-error', '503')
  for (let day = 0; day < 365; day += 1) {
    clock.now = new Date(fromAt.getTime() + day * dayMs)
    await sql`update due set due_at = ${clock.now}`.execute(db)
    await planDue(pipeline, contacts)
    for (let left = contacts; left > 0; left -= batch) {
      const checks = await takeAll(db, clock.now)
      const recordings = checks.map((check, place) => ({
        check,
        result: resultOf((place * 7 + day) % 100 === 0 ? hiccup : alive(), clock.now),
      }))
      await recordChecks(pipeline, recordings)
    }
    await sql`truncate checks`.execute(db)
  }
  const { rows } = await sql<{ spells: number; changes: number; count: number }>`
    select pg_total_relation_size('spells') as spells, pg_total_relation_size('status_changes') as changes,
      (select count(*) from spells) as count`.execute(db)
  const [row] = rows
  return {
    spellBytes: (row?.spells ?? 0) / contacts,
    statusChangeBytes: (row?.changes ?? 0) / contacts,
    spellsAYear: (row?.count ?? 0) / contacts,
  }
}

function pipelineOn(db: Database, clock: { now: Date }): Pipeline {
  return {
    db,
    kinds: registry,
    wake: { runHosts: async () => undefined, deliverAlerts: async () => undefined },
    log: openLog('silent'),
    now: () => clock.now,
    timeScale: 1,
    patience: patienceOf('balanced'),
  }
}

/** As large as what a page of 10 kB leaves. */
const seenText = 'Служба поддержки отвечает на вопросы о заказах каждый день. '.repeat(70)

function resultOf(verdict: Verdict, now: Date): CheckResult {
  return {
    observation: {
      evidence: { page: { text: seenText } },
      facts: [{ label: 'title', value: 'Помощь' }],
      via: 'http',
      httpStatus: 200,
      finalUrl: 'http://farm.test/help',
      startedAt: now,
      durationMs: 12,
      trace: ['GET http://farm.test/help -> 200, 10 kB'],
    },
    verdict,
    memory: null,
    screenshot: null,
  }
}

/** Times work again and again: by the clock, and by what PostgreSQL used meanwhile. */
function stopwatch(databasePid: number) {
  const took: number[] = []
  let cpuMs = 0
  return {
    async time<T>(work: () => Promise<T>): Promise<T> {
      const before = familyCpuMs(databasePid)
      const startedAt = performance.now()
      const result = await work()
      took.push(performance.now() - startedAt)
      cpuMs += familyCpuMs(databasePid) - before
      return result
    },
    read(): Timing {
      const sorted = took.toSorted((a, b) => a - b)
      return {
        medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
        slowestMs: sorted.at(-1) ?? 0,
        databaseCpuMs: cpuMs / took.length,
      }
    },
  }
}
