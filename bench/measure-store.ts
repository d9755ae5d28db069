import { sql } from 'kysely'
import { patienceOf } from '../src/domain/patience.ts'
import { registry } from '../src/kinds/index.ts'
import { openLog } from '../src/log.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { planDue } from '../src/pipeline/plan-due.ts'
import { recordChecks } from '../src/pipeline/record-check.ts'
import type { OpenCheck } from '../src/store/checks.ts'
import type { Database } from '../src/store/database.ts'
import { holdHosts } from '../src/store/hosts.ts'
import { takeChecks } from '../src/store/take-checks.ts'
import { lookAtPages } from './lived-pages.ts'
import { liveResult } from './lived-results.ts'
import { familyCpuMs } from './processes.ts'
import { seedWide } from './seed-wide.ts'

/** What a second's work costs in a store of one size: milliseconds in the median, and the slowest. */
export interface StoreFigures {
  contacts: number
  /** Finished checks that were there when measuring began, and of how many days those of each contact were. */
  checks: number
  checksEach: number
  /** How long filling took, and what it came to on disk. */
  seedSeconds: number
  gigabytes: number
  /** Planning 100 due contacts, taking 100 checks, recording 100 results of a usual day. */
  plan: Timing
  take: Timing
  record: Timing
  /** Recording 100 results where every page was edited and is learned anew. */
  recordEdited: Timing
}

interface Timing {
  medianMs: number
  slowestMs: number
  /** User and system time of PostgreSQL, mean. */
  databaseCpuMs: number
}

const batch = 100
const rounds = 30
const editedRounds = 10
const dayMs = 24 * 3_600_000
const pageCount = 60
/** Beyond this size one check is seeded of each contact, not the three that are kept: 8 GB less for a million. */
const fewChecksAbove = 100_000

/** Fills the store with so many contacts, as a long-lived one is, and measures what a second's work costs in it. */
export async function measureStore(
  db: Database,
  contacts: number,
  databasePid: number,
): Promise<StoreFigures> {
  const fromAt = new Date()
  const pages = await lookAtPages(pageCount)
  const began = performance.now()
  const checksEach = contacts > fewChecksAbove ? 1 : 3
  await seedWide(db, { contacts, fromAt, checksEach, pages })
  const seedSeconds = (performance.now() - began) / 1000
  const clock = { now: fromAt }
  const pipeline = pipelineOn(db, clock)
  const [plan, take] = [stopwatch(databasePid), stopwatch(databasePid)]
  const [record, recordEdited] = [stopwatch(databasePid), stopwatch(databasePid)]
  const { checks, gigabytes } = await weighStore(db)
  for (let round = 0; round < rounds + editedRounds; round += 1) {
    // Neighbours in time are on hosts of their own, so each of them has one check waiting.
    clock.now = new Date(clock.now.getTime() + Math.ceil((dayMs * batch) / contacts))
    await plan.time(() => planDue(pipeline, [batch]))
    const taken = await take.time(() => takeAll(db, clock.now))
    const isEdited = round >= rounds
    const recordings = taken.map((check) => ({
      check,
      result: liveResult(contactOf(check), pages, clock.now, isEdited),
    }))
    await (isEdited ? recordEdited : record).time(() => recordChecks(pipeline, recordings))
  }
  return {
    contacts,
    checks,
    checksEach,
    seedSeconds,
    gigabytes,
    plan: plan.read(),
    take: take.read(),
    record: record.read(),
    recordEdited: recordEdited.read(),
  }
}

async function weighStore(db: Database): Promise<{ checks: number; gigabytes: number }> {
  const { rows } = await sql<{ checks: number; gigabytes: number }>`
    select (select count(*) from checks) as checks, pg_database_size(current_database()) / 1e9::float8 as gigabytes`.execute(
    db,
  )
  return rows[0] ?? { checks: 0, gigabytes: 0 }
}

function contactOf({ contactId }: OpenCheck): number {
  return Number(/\d+$/.exec(contactId ?? '')?.[0])
}

/** Takes the check of each of a hundred hosts, as a worker that holds them. */
export async function takeAll(db: Database, now: Date): Promise<OpenCheck[]> {
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

/** The product's pipeline over a store, by a clock that is set. */
export function pipelineOn(db: Database, clock: { now: Date }): Pipeline {
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
