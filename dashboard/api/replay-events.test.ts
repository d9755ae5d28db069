import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { alive } from '../../src/domain/verdict.ts'
import { attestContact } from '../../src/pipeline/attest-contact.ts'
import { recordCheck } from '../../src/pipeline/record-check.ts'
import { openChecks } from '../../src/store/checks.ts'
import { maxMissed } from '../../src/store/missed-events.ts'
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
    now = new Date(now.getTime() + 10_000)
    ids.push(await checkNow(contactId))
  }
})
afterAll(() => house.stop())

async function checkNow(contactId: string): Promise<number> {
  await openChecks(house.db, [{ contactId, host: contactId, priority: 0, askedBy: null }], now)
  const check = await takeCheck(house.db, contactId, now)
  if (!check) throw new Error('no check to take')
  const observation = {
    ...{ evidence: {}, facts: [], via: 'http' as const, httpStatus: 200, finalUrl: null },
    ...{ startedAt: now, durationMs: 5, trace: [] },
  }
  await recordCheck(house.pipeline, check, { observation, verdict: alive(), memory: null, screenshot: null })
  return check.id
}

const replay = async (id: string) => (await replayEvents(house.pipeline, id))?.map((told) => told.id)

it('whoever comes back hears what was missed, in order, each with the change that followed', async () => {
  const [first = 0, second = 0, third = 0] = ids
  expect(await replay(`${first}`)).toEqual([`${second}`, `${second}s`, `${third}`])
  expect(await replay(`${second}`)).toEqual([`${second}s`, `${third}`])
  expect(await replay(`${second}s`)).toEqual([`${third}`])
  expect(await replay(`${third}`)).toEqual([])
})

it('what a person made of a status is told in its place among the checks, and can be gone on from', async () => {
  const [, , third = 0] = ids
  now = new Date(now.getTime() + 10_000)
  const word = { says: 'broken', how: 'wrote', note: '', by: 'Анна' } as const
  expect(await attestContact(house.pipeline, 'wb/portal', word)).toBe('done')
  const [told] = (await replayEvents(house.pipeline, `${third}`)) ?? []
  expect(told).toEqual({
    id: expect.stringMatching(/^c\d+$/),
    event: 'status-changed',
    data: '{"contactId":"wb/portal","from":"fresh","to":"broken"}',
  })
  expect(await replay(told?.id ?? '')).toEqual([])
  now = new Date(now.getTime() + 10_000)
  await attestContact(house.pipeline, 'wb/portal', { ...word, says: 'works' })
  const [first = 0, second = 0] = ids
  const next = await replay(told?.id ?? '')
  expect(next).toEqual([expect.stringMatching(/^c\d+$/)])
  expect(await replay(`${first}`)).toEqual([`${second}`, `${second}s`, `${third}`, told?.id, next?.[0]])
})

it('what is dated a little before the last event that was heard, and was committed after it, comes too', async () => {
  now = new Date(now.getTime() + 10_000)
  const heard = await checkNow('ozon/news')
  now = new Date(now.getTime() - 1_900)
  const late = await checkNow('wb/mail')
  expect(await replay(`${heard}`)).toEqual([`${late}`])
  now = new Date(now.getTime() + 10_000)
})

it('whoever missed more than is told again is asked to read the lists', async () => {
  const [first = 0] = ids
  expect(await replay(`${first}`)).toHaveLength(7)
  await sql`
    insert into status_changes (contact_id, from_status, to_status, at, by_whom)
    select 'wb/mail', 'fresh', 'broken', ${now}, 'Анна' from generate_series(1, ${maxMissed})`.execute(
    house.db,
  )
  expect(await replay(`${first}`)).toBeUndefined()
})

it.each(['', 'x', '999999', 'c999999', 'c1s', 'c', 's', '1; drop table checks', '9'.repeat(40)])(
  '%j is nothing to go on from',
  async (id) => {
    expect(await replay(id)).toBeUndefined()
  },
)
