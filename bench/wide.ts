import os from 'node:os'
import type { Database } from '../src/store/database.ts'
import { printTable } from '../test/verdicts/print-table.ts'
import { measureHistory } from './measure-history.ts'
import { type Bench, measureOurs, type OurFigures } from './measure-ours.ts'
import { measurePage, serveBench } from './measure-pages.ts'
import { measurePruning } from './measure-pruning.ts'
import { measureStore } from './measure-store.ts'
import { openBench } from './open-bench.ts'

/** Lets several workers share one store and one queue, for the first look at their contacts and for another one. */
export async function measureWorkers(
  bench: Bench,
  contacts: number,
  workers: number,
): Promise<{ first: OurFigures; routine: OurFigures }> {
  const about = { contacts, hosts: 200, spreadMs: 0, workers }
  const [first, routine] = await measureOurs(bench, { ...about, looks: ['first', 'same bytes'] })
  if (!first || !routine) throw new Error('nothing was measured')
  return { first, routine }
}

/** 1, 2 and 4 workers, then stores of 10,000 to 1,000,000 contacts, then a year of history. */
export async function runWide(quick: boolean): Promise<void> {
  const bench = await openBench({ redis: true })
  try {
    await tellWorkers(bench, quick)
    await tellStores(bench, quick ? [1_000] : [10_000, 100_000, 1_000_000])
    if (!quick) await tellHistory(bench.db)
  } finally {
    await bench.close()
  }
}

async function tellWorkers(bench: Bench, quick: boolean): Promise<void> {
  const rows = []
  for (const workers of quick ? [2] : [1, 2, 4]) {
    const looks = await measureWorkers(bench, quick ? 400 : 10_000, workers)
    for (const [look, figures] of Object.entries(looks))
      rows.push([
        `${workers}, ${look}`,
        figures.checksPerSecond.toFixed(0),
        figures.cpuMs.toFixed(2),
        figures.databaseCpuMs.toFixed(2),
        figures.peakMb.toFixed(0),
      ])
  }
  tell(printTable(['workers, look', 'checks/s', 'CPU ms', 'PostgreSQL ms', 'largest MB'], rows))
}

/** Asked of stores of each size, so that what grows with them shows. */
const widePages: Record<string, (contacts: number) => string> = {
  overview: () => '/',
  list: () => '/contacts?status=broken,changed',
  'list of a place': () => '/contacts?marketplace=m7',
  overdue: () => '/contacts?flag=overdue',
  search: () => `/contacts?q=${encodeURIComponent('c77 помощь')}`,
  contact(contacts) {
    const some = Math.floor(Math.random() * contacts)
    return `/contacts/m${some % 20}/c${some}`
  },
  incidents: () => '/incidents',
  review: () => '/review',
}

/** What a second's work, pages and pruning cost in stores of these sizes. */
export async function tellStores({ db, databasePid }: Bench, sizes: readonly number[]): Promise<void> {
  const stores: string[][] = []
  const pages: string[][] = []
  const pruned: string[][] = []
  for (const contacts of sizes) {
    const { checks, checksEach, gigabytes, seedSeconds, ...timings } = await measureStore(
      db,
      contacts,
      databasePid,
    )
    const held = [
      `${contacts}`,
      `${checks}, of ${checksEach} d`,
      gigabytes.toFixed(1),
      seedSeconds.toFixed(0),
    ]
    const { plan, take, record, recordEdited } = timings
    stores.push([...held, ...[plan, take, record, recordEdited].map(told)])
    pages.push([`${contacts}`, ...(await tellPages(db, contacts, databasePid))])
    const pruning = await measurePruning(db, Math.min(contacts, 100_000))
    const { deleteMs, vacuumMs, dropMs, idleMs } = pruning
    const forgetting = [deleteMs, vacuumMs, dropMs, idleMs].map((ms) => ms.toFixed(0))
    pruned.push([`${contacts}`, `${pruning.checks}`, ...forgetting])
    tell(`ms for 100, median (slowest), CPU of PostgreSQL; load ${os.loadavg()[0]?.toFixed(1)}`)
    const work = ['plan', 'take', 'record', 'record, all edited']
    tell(printTable(['contacts', 'checks held', 'GB', 'filled in s', ...work], stores))
    tell(printTable(['contacts: ms, median (p99), CPU of PostgreSQL', ...Object.keys(widePages)], pages))
    const forgets = ['checks forgotten', 'delete', 'vacuum', 'drop', 'nothing to forget']
    tell(printTable(['contacts: pruning, ms', ...forgets], pruned))
  }
}

async function tellPages(db: Database, contacts: number, databasePid: number): Promise<string[]> {
  const served = await serveBench(db, os.tmpdir())
  const figures = []
  for (const pathOf of Object.values(widePages)) {
    const { medianMs, p99Ms, databaseCpuMs } = await measurePage(
      served,
      () => pathOf(contacts),
      40,
      databasePid,
    )
    figures.push(told({ medianMs, slowestMs: p99Ms, databaseCpuMs }))
  }
  await served.close()
  return figures
}

function told(timing: { medianMs: number; slowestMs: number; databaseCpuMs: number }): string {
  const { medianMs, slowestMs, databaseCpuMs } = timing
  return `${medianMs.toFixed(1)} (${slowestMs.toFixed(0)}) ${databaseCpuMs.toFixed(1)}`
}

async function tellHistory(db: Database): Promise<void> {
  const history = await measureHistory(db, 200)
  tell(
    `a contact and year, one failing day of 100: ${history.spellsAYear.toFixed(1)} spells, ${history.spellBytes.toFixed(0)} bytes; status changes ${history.statusChangeBytes.toFixed(0)} bytes`,
  )
}

function tell(text: string): void {
  process.stdout.write(`${text}\n\n`)
}
