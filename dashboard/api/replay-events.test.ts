import { afterAll, beforeAll, expect, it } from 'vitest'
import { alive } from '../../src/domain/verdict.ts'
import { recordCheck } from '../../src/pipeline/record-check.ts'
import { openChecks } from '../../src/store/checks.ts'
import { takeCheck } from '../../src/store/take-checks.ts'
import { noon, openTestDashboard, type TestDashboard } from '../../test/support/dashboard.ts'
import { setScene } from '../../test/support/dashboard-scene.ts'
import { replayEvents } from './replay-events.ts'

let house: TestDashboard
const ids: number[] = []
let now = noon

beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  house.pipeline.now = () => now
  for (const contactId of ['ozon/news', 'wb/portal', 'wb/mail']) {
    now = new Date(now.getTime() + 1000)
    await openChecks(house.db, [{ contactId, host: contactId, priority: 0, askedBy: null }], now)
    const check = await takeCheck(house.db, contactId, now)
    if (!check) throw new Error('no check to take')
    ids.push(check.id)
    const observation = {
      ...{ evidence: {}, facts: [], via: 'http' as const, httpStatus: 200, finalUrl: null },
      ...{ startedAt: now, durationMs: 5, trace: [] },
    }
    await recordCheck(house.pipeline, check, {
      observation,
      verdict: alive(),
      memory: null,
      screenshot: null,
    })
  }
})
afterAll(() => house.stop())

const replay = async (id: string) => (await replayEvents(house.pipeline, id))?.map((told) => told.id)

it('whoever comes back hears what was missed, in order, each with the change that followed', async () => {
  const [first = 0, second = 0, third = 0] = ids
  expect(await replay(`${first}`)).toEqual([`${second}`, `${second}s`, `${third}`])
  expect(await replay(`${second}`)).toEqual([`${second}s`, `${third}`])
  expect(await replay(`${second}s`)).toEqual([`${third}`])
  expect(await replay(`${third}`)).toEqual([])
})

it.each(['', 'x', '999999', '1; drop table checks', '9'.repeat(40)])(
  '%j is nothing to go on from',
  async (id) => {
    expect(await replay(id)).toBeUndefined()
  },
)
