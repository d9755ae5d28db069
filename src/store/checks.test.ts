import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { untilLockedOut } from '../../test/support/until-locked-out.ts'
import { requestRecheck } from '../pipeline/request-recheck.ts'
import { syncKb } from '../pipeline/sync-kb.ts'
import { openChecks, priorities } from './checks.ts'
import type { Database } from './database.ts'
import { setDue } from './due.ts'
import { openDue } from './open-due.ts'

const names = ['bear', 'duck', 'kite', 'yoyo']
let test: TestPipeline
let db: Database

beforeAll(async () => {
  test = await startTestPipeline([])
  db = test.pipeline.db
})
afterAll(() => test.stop())
beforeEach(async () => {
  await db.deleteFrom('contacts').execute()
  await syncKb(test.pipeline, knowledgeBaseOf([]))
  await syncKb(test.pipeline, knowledgeBaseOf(names.map((name) => toy(name))))
  await ask(names)
})

const ask = (wanted: string[]) =>
  requestRecheck(
    test.pipeline,
    wanted.map((name) => `shop/${name}`),
    { by: 'Анна' },
  )
/** Holds the open check of one contact, as somebody who records it does. */
const hold = (tx: Database, name: string) =>
  tx.updateTable('open_checks').set({ starts: 1 }).where('contact_id', '=', `shop/${name}`).execute()
const isFree = async (name: string) => {
  const free = db.selectFrom('open_checks').select('id').where('contact_id', '=', `shop/${name}`)
  return (await free.forUpdate().skipLocked().execute()).length > 0
}

describe('opening several checks at once', () => {
  it('takes them in the order of their contacts, whoever asks', async () => {
    const { now } = test.clock
    // The last name is the first that is due, and the first in its table.
    for (const name of names.toReversed()) await setDue(db, `shop/${name}`, now, 'routine')
    const asked = ['yoyo', 'bear'].map((name) => ({ contactId: `shop/${name}`, host: `${name}.test` }))
    const person = asked.map((one) => ({ ...one, priority: priorities.asked, askedBy: 'Анна' }))
    const ways = [
      () => openChecks(db, person, now),
      () => openDue(db, [{ errand: 'routine', priority: priorities.routine }], 100, now),
    ]
    for (const open of ways) {
      let opened: Promise<readonly unknown[]> = Promise.resolve([])
      await db.transaction().execute(async (tx) => {
        await hold(tx, 'bear')
        opened = open()
        await untilLockedOut(db)
        expect(await isFree('yoyo')).toBe(true)
      })
      expect(await opened).not.toEqual([])
    }
  })

  it('is tried again when a deadlock ended it', async () => {
    let asked: Promise<readonly unknown[]> = Promise.resolve([])
    await db.transaction().execute(async (tx) => {
      // The other one notices first, and is ended.
      await sql`set local deadlock_timeout = '1h'`.execute(tx)
      await hold(tx, 'yoyo')
      asked = ask(['bear', 'yoyo'])
      await untilLockedOut(db)
      await hold(tx, 'bear')
    })
    expect(await asked).toMatchObject([{ state: 'queued' }, { state: 'queued' }])
  })
})
