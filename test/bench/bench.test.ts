import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Bench } from '../../bench/measure-ours.ts'
import { measurePeer } from '../../bench/measure-peer.ts'
import { measureStore } from '../../bench/measure-store.ts'
import { openBench } from '../../bench/open-bench.ts'
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
  for (const { cpuMs, databaseCpuMs } of [first, routine]) {
    expect(cpuMs).toBeGreaterThan(0)
    expect(databaseCpuMs).toBeGreaterThan(0)
  }
})

it('the same farm is measured with other programs', { timeout: 120_000 }, async () => {
  const { well, requests } = await measurePeer(bench, 'bare undici', { contacts: 300, hosts: 200 })
  expect([well, requests]).toEqual([300, 300])
})

it('the work of a second is timed in a store of a size', { timeout: 120_000 }, async () => {
  const { plan, take, record } = await measureStore(bench.db, 2_000, bench.databasePid)
  for (const { medianMs } of [plan, take, record]) expect(medianMs).toBeGreaterThan(0)
})
