import { printTable } from '../test/verdicts/print-table.ts'
import { type Bench, measureOurs, type OurFigures } from './measure-ours.ts'
import { measureHistory, measureStore } from './measure-store.ts'
import { openBench } from './open-bench.ts'

/**
 * Lets several workers share one store and one queue.
 * @throws Error when a check was lost or done twice, by the farm's count or by the books of the store.
 */
export async function measureWorkers(bench: Bench, contacts: number, workers: number): Promise<OurFigures> {
  const figures = await measureOurs(bench, { contacts, hosts: 200, spreadMs: 0, workers })
  const { requests, finished, inSpells, changes, doubled, mostAtOnce } = figures.books
  const balanced = [requests, finished, inSpells, changes].every((booked) => booked === contacts)
  if (!balanced || doubled > 0 || mostAtOnce > 1)
    throw new Error(`${workers} workers: the books do not balance: ${JSON.stringify(figures.books)}`)
  return figures
}

/** 1, 2 and 4 workers, then stores of 10,000 to 1,000,000 contacts, then a year of history. */
export async function runWide(quick: boolean): Promise<void> {
  const bench = await openBench({ redis: true })
  try {
    const rows = []
    for (const workers of quick ? [2] : [1, 2, 4]) {
      const figures = await measureWorkers(bench, quick ? 400 : 10_000, workers)
      rows.push([
        workers,
        figures.checksPerSecond.toFixed(0),
        figures.cpuMs.toFixed(2),
        figures.peakMb.toFixed(0),
      ])
    }
    tell(printTable(['workers', 'checks/s', 'CPU ms', 'largest MB'], rows))
    const stores = []
    for (const contacts of quick ? [1_000] : [10_000, 100_000, 1_000_000]) {
      const { plan, take, record } = await measureStore(bench.db, contacts)
      const told = [plan, take, record].map(
        ({ medianMs, slowestMs }) => `${medianMs.toFixed(1)} (${slowestMs.toFixed(0)})`,
      )
      stores.push([contacts, ...told])
    }
    tell(printTable(['contacts: ms for 100, median (slowest)', 'plan', 'take', 'record'], stores))
    if (quick) return
    const history = await measureHistory(bench.db, 200)
    tell(
      `a contact and year, one failing day of 100: ${history.spellsAYear.toFixed(1)} spells, ${history.spellBytes.toFixed(0)} bytes; status changes ${history.statusChangeBytes.toFixed(0)} bytes`,
    )
  } finally {
    await bench.close()
  }
}

function tell(text: string): void {
  process.stdout.write(`${text}\n\n`)
}
