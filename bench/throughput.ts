import { printTable } from '../test/verdicts/print-table.ts'
import { type Bench, type Look, measureOurs, type OurFigures } from './measure-ours.ts'
import { measurePeer, type PeerFigures } from './measure-peer.ts'
import { openBench } from './open-bench.ts'

/** What a comparison on one farm came to. */
export interface Comparison {
  contacts: number
  ours: Record<string, OurFigures>
  peers: Record<string, PeerFigures>
  /** Due checks that come evenly, at a rate that leaves time. */
  steady: OurFigures
}

const hosts = 200
const looks: readonly Look[] = ['first', 'same bytes', 'other tokens', 'other bytes']
/**
 * The two that others publish take a list of pages, so they get the whole one. Both are slow with long lists
 * (linkinator 7.6.1 starts all requests at once, and they run into its timeout: of 50,000 it saw none, or 20,000),
 * so they get portions as well, of the length that suited each best.
 */
const peers = [
  { peer: 'broken-link-checker', atOnce: null },
  { peer: 'broken-link-checker', atOnce: 5_000 },
  { peer: 'linkinator', atOnce: null },
  { peer: 'linkinator', atOnce: 100 },
  { peer: 'bare undici', atOnce: null },
]
/** Share of the rate just measured at which lateness is measured. */
const steadyShare = 0.4
const steadySeconds = 20

/**
 * Measures our whole pipeline, from due to recorded, beside programs that only look at the status, on the
 * same farm in the same run.
 */
export async function compareThroughput(bench: Bench, contacts: number): Promise<Comparison> {
  const about = { contacts, hosts }
  const ours: Record<string, OurFigures> = {}
  const beside: Record<string, PeerFigures> = {}
  const backends = bench.redisUrl ? ['PostgreSQL', 'Redis'] : ['PostgreSQL']
  for (const backend of backends) {
    const redisUrl = backend === 'Redis' ? bench.redisUrl : null
    const measured = await measureOurs({ ...bench, redisUrl }, { ...about, spreadMs: 0, workers: 1, looks })
    for (const [place, look] of looks.entries()) {
      const figures = measured[place]
      if (figures) ours[`stillthere, queue on ${backend}, ${nameOf(look)}`] = figures
    }
  }
  for (const peer of peers)
    if (peer.atOnce === null || peer.atOnce < contacts)
      beside[nameOfPeer(peer)] = await measurePeer(bench, peer, about)
  const rate = Math.min(...Object.values(ours).map(({ checksPerSecond }) => checksPerSecond)) * steadyShare
  const seconds = Math.min(steadySeconds, contacts / rate)
  const [steady] = await measureOurs(bench, {
    hosts,
    contacts: Math.round(rate * seconds),
    spreadMs: seconds * 1000,
    workers: 1,
    looks: ['first'],
  })
  if (!steady) throw new Error('nothing was measured')
  return { contacts, ours, peers: beside, steady }
}

/** As most contacts live: each on a host of its own, which is left alone for as long as in production. */
async function comparePolite(bench: Bench, contacts: number): Promise<string> {
  const about = { hosts: contacts, contacts, spreadMs: 0, workers: 1, hostGapMs: 5_000, looks }
  const measured = await measureOurs(bench, about)
  const rows = measured.map((run, place) => [nameOf(looks[place] ?? 'first'), ...cellsOf(run)])
  return printTable([`${contacts} contacts, a host each, 5 s between starts`, ...columns], rows)
}

function nameOf(look: Look): string {
  return look === 'first' ? 'first look' : `routine, ${look}`
}

function nameOfPeer({ peer, atOnce }: (typeof peers)[number]): string {
  return atOnce === null ? peer : `${peer}, ${atOnce} at a time`
}

/** The comparison as a table, with the ratios that matter under it. */
export function tellComparison({ contacts, ours, peers, steady }: Comparison): string {
  const rows = [
    ...Object.entries(ours).map(([name, run]) => [name, ...cellsOf(run)]),
    ...Object.entries(peers).map(([name, run]) => [
      name,
      run.checksPerSecond.toFixed(0),
      run.cpuMs.toFixed(2),
      '',
      run.peakMb.toFixed(0),
      run.well === contacts ? '' : `saw ${run.well} of ${contacts}`,
    ]),
  ]
  const title = `${contacts} contacts, ${hosts} hosts`
  const table = printTable([title, ...columns], rows)
  const ratios = Object.entries(ours).flatMap(([name, { checksPerSecond }]) =>
    Object.entries(peers)
      // Whoever did not look at the pages was not fast.
      .filter(([, { well }]) => well === contacts)
      .map(([peer, other]) => `${name}: ${(checksPerSecond / other.checksPerSecond).toFixed(2)} x ${peer}`),
  )
  const late = `at ${steady.checksPerSecond.toFixed(0)} due checks/s: late by ${steady.lateMs.p50.toFixed(0)} ms in the median, ${steady.lateMs.p99.toFixed(0)} ms at p99`
  return [table, ...ratios, late].join('\n')
}

const columns = ['checks/s', 'CPU ms', 'PostgreSQL ms', 'peak MB', 'growth MB']

function cellsOf(run: OurFigures): string[] {
  const { checksPerSecond, cpuMs, databaseCpuMs, peakMb, growthMb } = run
  return [
    checksPerSecond.toFixed(0),
    cpuMs.toFixed(2),
    databaseCpuMs.toFixed(2),
    peakMb.toFixed(0),
    growthMb.toFixed(0),
  ]
}

/** @param sizes numbers of contacts, one comparison each. */
export async function runThroughput(sizes: readonly number[]): Promise<Comparison[]> {
  const bench = await openBench({ redis: true })
  const comparisons: Comparison[] = []
  try {
    for (const contacts of sizes) {
      const comparison = await compareThroughput(bench, contacts)
      comparisons.push(comparison)
      process.stdout.write(`${tellComparison(comparison)}\n\n`)
    }
    process.stdout.write(`${await comparePolite(bench, Math.min(...sizes))}\n\n`)
    return comparisons
  } finally {
    await bench.close()
  }
}
