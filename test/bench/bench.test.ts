import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Bench } from '../../bench/measure-ours.ts'
import { measurePeer } from '../../bench/measure-peer.ts'
import { measureStore } from '../../bench/measure-store.ts'
import { openBench } from '../../bench/open-bench.ts'
import { tellComparison } from '../../bench/tell-comparison.ts'
import { measureWorkers } from '../../bench/wide.ts'

let bench: Bench & { close(): Promise<void> }

beforeAll(async () => {
  bench = await openBench({ redis: true })
})
afterAll(() => bench.close())

it('two workers share the checks of a farm, and nothing is lost or doubled', {
  timeout: 120_000,
}, async () => {
  const { first, routine } = await measureWorkers(bench, 120, 2)
  const booked = { requests: 120, finished: 120, inSpells: 120, doubled: 0, mostAtOnce: 1 }
  expect(first.books).toEqual({ ...booked, changes: 120 })
  expect(routine.books).toEqual({ ...booked, changes: 0 })
  for (const { cpuMs, databaseCpuMs, growthMb } of [first, routine]) {
    // Not the memory of the whole process, as where a run is too short for quarters.
    expect(growthMb).toBeLessThan(100)
    expect(cpuMs).toBeGreaterThan(0)
    expect(databaseCpuMs).toBeGreaterThan(0)
  }
})

it('the same farm is measured with other programs', { timeout: 120_000 }, async () => {
  const undici = { peer: 'bare undici', atOnce: 70 }
  const { well, requests } = await measurePeer(bench, undici, { contacts: 300, hosts: 200 })
  expect([well, requests]).toEqual([300, 300])
})

it('the work of a second is timed in a store of a size', { timeout: 120_000 }, async () => {
  const { plan, take, record } = await measureStore(bench.db, 2_000, bench.databasePid)
  for (const { medianMs } of [plan, take, record]) expect(medianMs).toBeGreaterThan(0)
})

const books = { requests: 10, finished: 10, inSpells: 10, changes: 0, doubled: 0, mostAtOnce: 1 }
const ours = {
  contacts: 10,
  seconds: 1,
  checksPerSecond: 10,
  cpuMs: 1,
  databaseCpuMs: 1,
  peakMb: 1,
  growthMb: 0,
  lateMs: { p50: 1, p99: 2 },
  books,
}
const peer = { checksPerSecond: 5, cpuMs: 1, peakMb: 1, well: 10, requests: 10 }

it('a program that did not see the pages is shown, and compared with nothing', () => {
  const turns = [{ ours: { ours }, peers: { honest: peer, blind: { ...peer, well: 0 } } }]
  const told = tellComparison({ contacts: 10, hosts: 2, turns, steady: ours })
  expect(told).toContain('ours: 2.00 x honest')
  expect(told).not.toContain('x blind')
  expect(told).toContain('saw 0 of 10')
})

it('a ratio is of the same turn, and told with its spread', () => {
  const turnOf = (own: number, others: number) => ({
    ours: { ours: { ...ours, checksPerSecond: own } },
    peers: { peer: { ...peer, checksPerSecond: others } },
  })
  const turns = [turnOf(10, 5), turnOf(30, 10), turnOf(8, 8)]
  const told = tellComparison({ contacts: 10, hosts: 2, turns, steady: null })
  expect(told).toContain('ours: 2.00 (1.00–3.00) x peer')
  expect(told).toContain('10 (8–30)')
  expect(told).toContain('8 (5–10)')
})
