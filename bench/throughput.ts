import { type Bench, type Look, measureOurs } from './measure-ours.ts'
import { measurePeer } from './measure-peer.ts'
import { openBench } from './open-bench.ts'
import { type Comparison, type Turn, tellComparison } from './tell-comparison.ts'

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
/** A list that takes seconds is measured so often: what else the machine does moves one turn by a third. */
const turnsOfShortLists = 5
const shortList = 10_000

/**
 * Measures our whole pipeline, from due to recorded, beside programs that only look at the status, on the
 * same farm in the same run, in turns.
 */
async function compareThroughput(bench: Bench, contacts: number): Promise<Comparison> {
  const turns: Turn[] = []
  for (let turn = 0; turn < (contacts > shortList ? 1 : turnsOfShortLists); turn += 1)
    turns.push(await takeTurn(bench, contacts))
  const rates = turns.flatMap(({ ours }) => Object.values(ours).map(({ checksPerSecond }) => checksPerSecond))
  const rate = Math.min(...rates) * steadyShare
  const seconds = Math.min(steadySeconds, contacts / rate)
  const [steady] = await measureOurs(bench, {
    hosts,
    contacts: Math.round(rate * seconds),
    spreadMs: seconds * 1000,
    workers: 1,
    looks: ['first'],
  })
  return { contacts, hosts, turns, steady: steady ?? null }
}

async function takeTurn(bench: Bench, contacts: number): Promise<Turn> {
  const turn: Turn = { ours: {}, peers: {} }
  const backends = bench.redisUrl ? ['PostgreSQL', 'Redis'] : ['PostgreSQL']
  for (const backend of backends) {
    const redisUrl = backend === 'Redis' ? bench.redisUrl : null
    const about = { contacts, hosts, spreadMs: 0, workers: 1, looks }
    for (const [place, figures] of (await measureOurs({ ...bench, redisUrl }, about)).entries())
      turn.ours[`stillthere, queue on ${backend}, ${nameOf(looks[place])}`] = figures
  }
  for (const peer of peers)
    if (peer.atOnce === null || peer.atOnce < contacts)
      turn.peers[nameOfPeer(peer)] = await measurePeer(bench, peer, { contacts, hosts })
  return turn
}

/** As most contacts live: each on a host of its own, which is left alone for as long as in production. */
async function comparePolite(bench: Bench, contacts: number): Promise<Comparison> {
  const about = { hosts: contacts, contacts, spreadMs: 0, workers: 1, hostGapMs: 5_000, looks }
  const turn: Turn = { ours: {}, peers: {} }
  for (const [place, figures] of (await measureOurs(bench, about)).entries())
    turn.ours[`5 s between starts, ${nameOf(looks[place])}`] = figures
  return { contacts, hosts: contacts, turns: [turn], steady: null }
}

function nameOf(look: Look = 'first'): string {
  return look === 'first' ? 'first look' : `routine, ${look}`
}

function nameOfPeer({ peer, atOnce }: (typeof peers)[number]): string {
  return atOnce === null ? peer : `${peer}, ${atOnce} at a time`
}

/** @param sizes numbers of contacts, one comparison each. */
export async function runThroughput(sizes: readonly number[]): Promise<void> {
  const bench = await openBench({ redis: true })
  try {
    for (const contacts of sizes) tell(await compareThroughput(bench, contacts))
    tell(await comparePolite(bench, Math.min(...sizes)))
  } finally {
    await bench.close()
  }
}

function tell(comparison: Comparison): void {
  process.stdout.write(`${tellComparison(comparison)}\n\n`)
}
