// How fast pages answer with 100,000 contacts and 1,000,000 rows of history, over loopback, while a worker
// checks: node --import tsx bench/dashboard-pages.ts [contacts] [rows] [--rate 20] [--rounds 200]
// [--data-dir DIR]; --rate 0: nobody checks
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { printTable } from '../test/verdicts/print-table.ts'
import { checkMeanwhile } from './check-meanwhile.ts'
import { measurePage, type PageFigures, pagesOf, serveBench } from './measure-pages.ts'
import { openSeeded } from './seeded-store.ts'

const numbers = process.argv.slice(2, 4).map(Number).filter(Number.isFinite)
const [contacts = 100_000, rows = 1_000_000] = numbers

function option(name: string): string | null {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? null : (process.argv[at + 1] ?? null)
}

async function main(): Promise<void> {
  const dataDir = option('data-dir')
  const from = performance.now()
  const store = await openSeeded(
    { contacts, checks: rows / 2, history: rows / 2 },
    dataDir && path.resolve(dataDir),
  )
  const seconds = ((performance.now() - from) / 1000).toFixed(0)
  console.log(
    `${contacts} contacts and ${rows} rows ready in ${seconds} s; load ${os.loadavg()[0]?.toFixed(1)}`,
  )
  const dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-bench-'))
  const rounds = Number(option('rounds') ?? 200)
  const worker = await checkMeanwhile(store, Number(option('rate') ?? 20))
  const served = await serveBench(store.db, dir)
  try {
    const figures: [string, PageFigures][] = []
    for (const [name, pathOf] of Object.entries(pagesOf(contacts)))
      figures.push([name, await measurePage(served, pathOf, rounds, store.databasePid)])
    console.log(
      printTable(
        ['page', 'median ms', 'p99 ms', 'CPU ms', 'PostgreSQL ms', 'kB sent', 'kB'],
        figures.map(([name, { medianMs, p99Ms, cpuMs, databaseCpuMs, sentKb, kb }]) => [
          name,
          ...[medianMs, p99Ms, cpuMs, databaseCpuMs, sentKb, kb].map((figure) => figure.toFixed(1)),
        ]),
      ),
    )
    console.log(`load ${os.loadavg()[0]?.toFixed(1)}`)
  } finally {
    await served.close()
    console.log(`${await worker.stop()} checks were recorded meanwhile`)
    await store.close()
    await rm(dir, { recursive: true, force: true })
  }
}

await main()
