import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startTestPipeline, type TestPipeline } from '../../test/support/pipeline.ts'
import { untilLockedOut } from '../../test/support/until-locked-out.ts'
import type { Database } from './database.ts'
import { paceHosts, releaseHosts, renewHosts } from './hosts.ts'

/** As they lie in the table, and as a worker names them. */
const names = ['zebra.test', 'middle.test', 'ant.test']
const holder = 'one worker'
const soon = new Date('2026-03-02T10:00:05Z')
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([])
})
afterAll(() => test.stop())
beforeEach(async () => {
  const { db } = test.pipeline
  await db.deleteFrom('hosts').execute()
  for (const name of names) await db.insertInto('hosts').values({ name, held_by: holder }).execute()
})

const hosts = names.map((name) => ({ name, nextStartAt: soon }))
const lock = (db: Database, name: string) =>
  sql`select from hosts where name = ${name} for update nowait`.execute(db)

it.each([
  ['pace', (db: Database) => paceHosts(db, names, holder, soon)],
  ['renew', (db: Database) => renewHosts(db, names, holder, soon)],
  ['release', (db: Database) => releaseHosts(db, holder, hosts)],
])('%s waits for a host that another statement has without keeping those behind it', async (_, change) => {
  const { db } = test.pipeline
  let changed = Promise.resolve()
  await db.transaction().execute(async (tx) => {
    await lock(tx, 'middle.test')
    changed = change(db)
    await untilLockedOut(db)
    await lock(tx, 'zebra.test')
    await expect(db.transaction().execute((other) => lock(other, 'ant.test'))).rejects.toThrow('lock')
  })
  await changed
})

it('a worker changes only the hosts that it holds', async () => {
  const { db } = test.pipeline
  const read = () => db.selectFrom('hosts').selectAll().orderBy('name').execute()
  const before = await read()
  await paceHosts(db, names, 'another', soon)
  await renewHosts(db, names, 'another', soon)
  await releaseHosts(db, 'another', hosts)
  expect(await read()).toEqual(before)
  await paceHosts(db, names, holder, soon)
  await renewHosts(db, ['ant.test'], holder, soon)
  await releaseHosts(db, holder, [{ name: 'zebra.test', nextStartAt: new Date(0) }])
  const [ant, middle, zebra] = await read()
  expect(ant).toMatchObject({ held_by: holder, held_until: soon, next_start_at: soon })
  // It was paced later than its holder says.
  expect(zebra).toMatchObject({ held_by: null, next_start_at: soon })
  expect(middle).toEqual({ ...before[1], next_start_at: soon })
})
