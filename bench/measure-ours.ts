import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'
import type { FarmCount, FarmOrder, Manner } from './farm.ts'
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
  /** Mean of the last quarter of the run less that of the second quarter, megabytes; 0 for a run too short to tell. */
  growthMb: number
  /** From due to started, milliseconds. */
  lateMs: { p50: number; p99: number }
  books: Books
}

/** What one look must add, and what must be nothing. */
export interface Books {
  requests: number
  finished: number
  inSpells: number
  changes: number
  doubled: number
  mostAtOnce: number
}

/** One look at all contacts. The first begins their history; the others are what a monitor does all day. */
export type Look = 'first' | Manner

/** What the bench has running. */
export interface Bench {
  db: Database
  databaseUrl: string
  databasePid: number
  redisUrl: string | null
  farm: Script & { hello: { port: number } }
}

const sampleEveryMs = 100
/** As `npm start` and the image start the product. */
const asStarted = ['--min-semi-space-size=16', '--max-semi-space-size=16']

/**
 * Runs the contacts through planner, queue and workers until all are recorded, once for each look.
 * @param workers processes that check; the first one plans too.
 * @param hostGapMs between two starts on one host, milliseconds; by default the farm's hosts need no rest.
 * @throws Error when a check was lost or done twice, by the farm's count or by the books of the store.
 */
export async function measureOurs(
  bench: Bench,
  about: Omit<Seed, 'port' | 'fromAt'> & { workers: number; looks: readonly Look[]; hostGapMs?: number },
): Promise<OurFigures[]> {
  const { db, farm } = bench
  const seed: Seed = { ...about, port: farm.hello.port, fromAt: new Date(Date.now() + 3_600_000) }
  await seedContacts(db, seed)
  const scripts = await startWorkers(bench, about.workers, about.hostGapMs ?? 0)
  const figures: OurFigures[] = []
  const tally = openTally(scripts)
  for (const [place, look] of about.looks.entries()) {
    farm.send((look === 'first' ? 'same bytes' : look) satisfies FarmOrder)
    const untilRecorded = () => tally.reach((place + 1) * about.contacts)
    const looked = await measureLook(bench, scripts, seed, untilRecorded)
    balance(looked.books, { contacts: about.contacts, changes: look === 'first' ? about.contacts : 0 })
    figures.push(looked)
  }
  await Promise.all(scripts.map((script) => script.stop()))
  return figures
}

/** The first look says of each contact what nobody knew before, the others say nothing new. */
function balance(books: Books, { contacts, changes }: { contacts: number; changes: number }): void {
  const { requests, finished, inSpells, doubled, mostAtOnce } = books
  const isWhole = [requests, finished, inSpells].every((booked) => booked === contacts)
  if (!isWhole || books.changes !== changes || doubled > 0 || mostAtOnce > 1)
    throw new Error(`the books do not balance: ${JSON.stringify(books)}`)
}

async function startWorkers(
  { databaseUrl, redisUrl }: Bench,
  workers: number,
  hostGapMs: number,
): Promise<Script[]> {
  const namespace = `bench_${Date.now()}`
  const scripts: Script[] = []
  for (let worker = 0; worker < workers; worker += 1) {
    const roles: WorkerTask['roles'] = worker === 0 ? ['scheduler', 'checker'] : ['checker']
    const task = { databaseUrl, redisUrl, namespace, roles, hostGapMs } satisfies WorkerTask
    scripts.push(await startScript('worker', task, asStarted))
  }
  return scripts
}

/** Makes all contacts due and waits until each is recorded once more. */
async function measureLook(
  bench: Bench,
  scripts: readonly Script[],
  seed: Seed,
  untilRecorded: () => Promise<void>,
): Promise<OurFigures> {
  const { db, farm } = bench
  const { contacts, spreadMs } = seed
  // Known ahead, as in production, and far enough for the statements that say it.
  const startAt = new Date(Date.now() + 1_500 + contacts / 10)
  await sql`create table if not exists bench_due (contact_id text, due_at timestamptz)`.execute(db)
  await sql`truncate bench_due`.execute(db)
  await sql`
    insert into bench_due
    select contact_id, ${startAt}::timestamptz
      + make_interval(secs => ${spreadMs}::float8 / 1000 * substring(contact_id from '[0-9]+$')::int / ${contacts}::int)
    from standings`.execute(db)
  await sql`
    insert into due (contact_id, due_at, host)
    select contact_id, b.due_at, host from bench_due b join standings using (contact_id)
    on conflict (contact_id) do update set errand = 'routine', due_at = excluded.due_at`.execute(db)
  const before = {
    ours: sumCpu(scripts),
    database: familyCpuMs(bench.databasePid),
    books: await readBooks(db),
  }
  await sleep(startAt.getTime() - Date.now())
  const samples = await sampleMemory(scripts, untilRecorded())
  const seconds = (Date.now() - startAt.getTime()) / 1000
  const cpu = (sumCpu(scripts) - before.ours) / contacts
  const databaseCpuMs = (familyCpuMs(bench.databasePid) - before.database) / contacts
  farm.send('count' satisfies FarmOrder)
  const counted = await farm.next<FarmCount>()
  return {
    contacts,
    seconds,
    checksPerSecond: contacts / seconds,
    cpuMs: cpu,
    databaseCpuMs,
    peakMb: Math.max(...scripts.map(({ pid }) => memoryMb(pid).peak)),
    growthMb: growthOf(samples),
    lateMs: await readLateness(db, startAt),
    books: { ...counted, ...differ(await readBooks(db), before.books) },
  }
}

function sumCpu(scripts: readonly Script[]): number {
  return scripts.reduce((sum, { pid }) => sum + cpuMs(pid), 0)
}

/** What the workers have recorded since they were started. */
interface Tally {
  /** Waits until it is so much. @throws Error when a worker ends before. */
  reach(total: number): Promise<void>
}

function openTally(scripts: readonly Script[]): Tally {
  let recorded = 0
  let look: (failure?: unknown) => void = () => undefined
  const listen = async (script: Script) => {
    for (;;) {
      const more = await script.next<{ recorded: number }>()
      // After the wait: another worker's share may have come meanwhile.
      recorded += more.recorded
      look()
    }
  }
  // A worker that ends is an error only while somebody waits for it.
  for (const script of scripts) listen(script).catch((error: unknown) => look(error))
  return {
    reach: (total) =>
      new Promise((resolve, reject) => {
        look = (failure) => {
          if (failure) reject(failure)
          else if (recorded >= total) resolve()
        }
        look()
      }),
  }
}

/** Samples the memory of the largest process, megabytes, while something lasts. */
async function sampleMemory(scripts: readonly Script[], meanwhile: Promise<void>): Promise<number[]> {
  const samples: number[] = []
  const timer = setInterval(() => {
    samples.push(Math.max(...scripts.map(({ pid }) => memoryMb(pid).now)))
  }, sampleEveryMs)
  await meanwhile.finally(() => clearInterval(timer))
  return samples
}

function growthOf(samples: readonly number[]): number {
  const quarter = Math.floor(samples.length / 4)
  if (quarter === 0) return 0
  const mean = (part: readonly number[]) => part.reduce((sum, mb) => sum + mb, 0) / Math.max(1, part.length)
  return mean(samples.slice(-quarter)) - mean(samples.slice(quarter, 2 * quarter))
}

async function readLateness(db: Database, since: Date): Promise<{ p50: number; p99: number }> {
  const { rows } = await sql<{ p50: number; p99: number }>`
    select percentile_cont(0.5) within group (order by late) as p50,
      percentile_cont(0.99) within group (order by late) as p99
    from (
      select extract(epoch from k.started_at - d.due_at) * 1000 as late
      from checks k join bench_due d using (contact_id) where k.finished_at >= ${since}
    ) as l`.execute(db)
  return rows[0] ?? { p50: 0, p99: 0 }
}

type StoreBooks = Omit<Books, keyof FarmCount>

async function readBooks(db: Database): Promise<StoreBooks> {
  const { rows } = await sql<StoreBooks>`
    select (select count(*) from checks) as finished,
      (select coalesce(sum(checks), 0)::bigint from spells) as "inSpells",
      (select count(*) from status_changes) as changes`.execute(db)
  return rows[0] ?? { finished: 0, inSpells: 0, changes: 0 }
}

function differ(after: StoreBooks, before: StoreBooks): StoreBooks {
  return {
    finished: after.finished - before.finished,
    inSpells: after.inSpells - before.inSpells,
    changes: after.changes - before.changes,
  }
}
