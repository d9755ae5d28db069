import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'
import type { FarmCount } from './farm.ts'
import { cpuMs, familyCpuMs, memoryMb, type Script, startScript } from './processes.ts'
import { type Seed, seedContacts } from './seed-contacts.ts'
import type { WorkerTask } from './worker.ts'

/** What a run of ours came to. */
export interface OurFigures {
  contacts: number
  seconds: number
  checksPerSecond: number
  /** User and system time a check: all our processes, and PostgreSQL with its children. */
  cpuMs: number
  databaseCpuMs: number
  /** Resident memory of the largest of our processes, megabytes. */
  peakMb: number
  /** Mean of the last quarter of the run less that of the second quarter, megabytes. */
  growthMb: number
  /** From due to started, milliseconds. */
  lateMs: { p50: number; p99: number }
  books: Books
}

/** What must be the contacts' number, each; and what must be nothing. */
export interface Books {
  requests: number
  finished: number
  inSpells: number
  changes: number
  doubled: number
  mostAtOnce: number
}

/** What the bench has running. */
export interface Bench {
  db: Database
  databaseUrl: string
  databasePid: number
  redisUrl: string | null
  farm: Script & { hello: { port: number } }
}

const sampleEveryMs = 250

/**
 * Runs the contacts through planner, queue and workers until all are recorded.
 * @param workers processes that check; the first one plans too.
 */
export async function measureOurs(
  bench: Bench,
  about: { contacts: number; hosts: number; spreadMs: number; workers: number; leadMs?: number },
): Promise<OurFigures> {
  const { db, farm } = bench
  const seed: Seed = { ...about, port: farm.hello.port, fromAt: new Date(Date.now() + 3_600_000) }
  await seedContacts(db, seed)
  const namespace = `bench_${Date.now()}`
  const scripts: Script[] = []
  for (let worker = 0; worker < about.workers; worker += 1) {
    const roles: WorkerTask['roles'] = worker === 0 ? ['scheduler', 'checker'] : ['checker']
    const { databaseUrl, redisUrl } = bench
    scripts.push(
      await startScript('worker', { databaseUrl, redisUrl, namespace, roles } satisfies WorkerTask),
    )
  }
  const before = { ours: sumCpu(scripts), database: familyCpuMs(bench.databasePid) }
  const startAt = new Date()
  await sql`update standings set due_at = due_at - (${seed.fromAt}::timestamptz - ${startAt}::timestamptz)`.execute(
    db,
  )
  await sql`create table if not exists bench_due (contact_id text, due_at timestamptz)`.execute(db)
  await sql`truncate bench_due`.execute(db)
  await sql`insert into bench_due select contact_id, due_at from standings`.execute(db)
  const samples = await untilRecorded(scripts, about.contacts)
  const seconds = (Date.now() - startAt.getTime()) / 1000
  const cpu = (sumCpu(scripts) - before.ours) / about.contacts
  const databaseCpuMs = (familyCpuMs(bench.databasePid) - before.database) / about.contacts
  const peakMb = Math.max(...scripts.map(({ pid }) => memoryMb(pid).peak))
  await Promise.all(scripts.map((script) => script.stop()))
  return {
    contacts: about.contacts,
    seconds,
    checksPerSecond: about.contacts / seconds,
    cpuMs: cpu,
    databaseCpuMs,
    peakMb,
    growthMb: growthOf(samples),
    lateMs: await readLateness(db),
    books: await readBooks(db, farm),
  }
}

function sumCpu(scripts: readonly Script[]): number {
  return scripts.reduce((sum, { pid }) => sum + cpuMs(pid), 0)
}

/** Waits until so many checks are recorded. @returns the memory of the largest process, sampled on the way. */
async function untilRecorded(scripts: readonly Script[], contacts: number): Promise<number[]> {
  const samples: number[] = []
  const timer = setInterval(() => {
    samples.push(Math.max(...scripts.map(({ pid }) => memoryMb(pid).now)))
  }, sampleEveryMs)
  const recorded = new Map<Script, number>()
  const total = () => [...recorded.values()].reduce((sum, count) => sum + count, 0)
  await new Promise<void>((resolve, reject) => {
    const listen = async (script: Script) => {
      while (total() < contacts) {
        recorded.set(script, (await script.next<{ recorded: number }>()).recorded)
        if (total() >= contacts) resolve()
      }
    }
    for (const script of scripts) listen(script).catch(reject)
  })
  clearInterval(timer)
  return samples
}

function growthOf(samples: readonly number[]): number {
  const quarter = Math.floor(samples.length / 4)
  const mean = (part: readonly number[]) => part.reduce((sum, mb) => sum + mb, 0) / Math.max(1, part.length)
  return mean(samples.slice(-quarter)) - mean(samples.slice(quarter, 2 * quarter))
}

async function readLateness(db: Database): Promise<{ p50: number; p99: number }> {
  const { rows } = await sql<{ p50: number; p99: number }>`
    select percentile_cont(0.5) within group (order by late) as p50,
      percentile_cont(0.99) within group (order by late) as p99
    from (
      select extract(epoch from k.started_at - d.due_at) * 1000 as late
      from checks k join bench_due d using (contact_id)
    ) as l`.execute(db)
  return rows[0] ?? { p50: 0, p99: 0 }
}

async function readBooks(db: Database, farm: Script): Promise<Books> {
  farm.send('count')
  const counted = await farm.next<FarmCount>()
  const { rows } = await sql<Omit<Books, keyof FarmCount>>`
    select (select count(*) from checks) as finished,
      (select sum(checks)::bigint from spells) as "inSpells",
      (select count(*) from status_changes) as changes`.execute(db)
  return { ...counted, ...(rows[0] ?? { finished: 0, inSpells: 0, changes: 0 }) }
}
