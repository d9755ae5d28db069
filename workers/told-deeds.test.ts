import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DashboardEvent } from '../dashboard/deps.ts'
import { openMetrics } from '../src/metrics.ts'
import { attestContact } from '../src/pipeline/attest-contact.ts'
import { changeMany, undoMany } from '../src/pipeline/change-many.ts'
import { editContact } from '../src/pipeline/edit-contact.ts'
import { syncKb } from '../src/pipeline/sync-kb.ts'
import { addStatusChange } from '../src/store/incidents.ts'
import { eventsChannel, sendNotice } from '../src/store/notices.ts'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../test/support/pipeline.ts'
import { createEvents } from './events.ts'
import { type SharedEvents, shareEvents } from './shared-events.ts'

const names = Array.from({ length: 50 }, (_, index) => `toy-${index}`)
let test: TestPipeline
/** Two processes on one database, and what the pages of each are told. */
const processes: SharedEvents[] = []
const heard: DashboardEvent[][] = [[], []]

beforeAll(async () => {
  test = await startTestPipeline(['bear', 'duck', 'goat', ...names].map((name) => toy(name)))
  test.clock.now = new Date()
  const { pipeline, url } = test
  for (const list of heard) {
    const own = createEvents(openMetrics())
    const events = await shareEvents(own, { url, db: pipeline.db, log: pipeline.log }, true)
    events.subscribe((event) => list.push(event))
    processes.push(events)
  }
})
afterAll(async () => {
  for (const events of processes) await events.close()
  await test.stop()
})
beforeEach(async () => {
  await settled()
  for (const list of heard) list.length = 0
})

/** Notices come in the order of their commits: whoever heard this one heard what was told before it. */
async function settled(): Promise<void> {
  const subject = `mark:${randomUUID()}`
  const deedId = Math.floor(Math.random() * 1e12)
  await sendNotice(
    test.pipeline.db,
    eventsChannel,
    JSON.stringify({ events: [{ type: 'edited', deedId, subject }] }),
  )
  const isHere = (event: DashboardEvent) => event.type === 'edited' && event.subject === subject
  await expect.poll(() => heard.every((list) => list.some(isHere))).toBe(true)
}

/** What each process told of a subject, without numbers. */
function toldOf(subject: string): string[][] {
  return heard.map((list) =>
    list.flatMap((event) => {
      if (event.type === 'edited') return event.subject === subject ? ['edited'] : []
      if (event.type === 'check-finished' || event.contactId !== subject) return []
      return [`${event.from} > ${event.to}`]
    }),
  )
}

const both = (...told: string[]) => [told, told]
const word = { says: 'works', how: 'wrote', note: '', by: 'Анна' } as const

describe('what people do', () => {
  it('is told to the pages of every process, also of the one that did it, each once', async () => {
    await attestContact(test.pipeline, 'shop/bear', word)
    await settled()
    expect(toldOf('shop/bear')).toEqual(both('unchecked > fresh', 'edited'))
  })

  it('is told as an edit alone where the status stays', async () => {
    await attestContact(test.pipeline, 'shop/bear', { ...word, note: 'again' })
    await settled()
    expect(toldOf('shop/bear')).toEqual(both('edited'))
  })

  it('is told when a value is edited, and when the knowledge base drops a contact', async () => {
    const changes = { value: 'toy:swan' }
    const edited = await editContact(test.pipeline, 'shop/bear', changes, { by: 'Анна' })
    expect(edited).toBe('done')
    await syncKb(test.pipeline, knowledgeBaseOf(['bear', 'duck', ...names].map((name) => toy(name))))
    await settled()
    expect(toldOf('shop/bear')).toEqual(both('fresh > unchecked', 'edited'))
    expect(toldOf('shop/goat')).toEqual(both('unchecked > retired'))
  })

  it('is told with the commit, not before, and not at all when it is rolled back', async () => {
    const change = { to: 'fresh', at: new Date(), failingSinceAt: null, code: null, class: null } as const
    const byHand = { checkId: null, byWhom: 'Анна' }
    const write = async (from: 'broken' | 'changed', isKept: boolean) =>
      test.pipeline.db.transaction().execute(async (tx) => {
        await addStatusChange(tx, 'shop/duck', 'duck.test', { ...change, from }, byHand)
        await settled()
        expect(toldOf('shop/duck')).toEqual(both())
        if (!isKept) throw new Error('taken back')
      })
    await expect(write('broken', false)).rejects.toThrow('taken back')
    await settled()
    expect(toldOf('shop/duck')).toEqual(both())
    await write('changed', true)
    await settled()
    expect(toldOf('shop/duck')).toEqual(both('changed > fresh'))
  })

  it('to fifty contacts at once is told of each of them once, and so is its undo', async () => {
    const ids = names.map((name) => `shop/${name}`)
    const deed = randomUUID()
    const mute = { verb: 'mute', until: new Date(Date.now() + 3_600_000), reason: 'ремонт' } as const
    await changeMany(test.pipeline, ids, mute, { by: 'Анна', deed })
    await settled()
    for (const id of ids) expect(toldOf(id)).toEqual(both('edited'))
    expect((await undoMany(test.pipeline, deed, { by: 'Анна' })).undone).toHaveLength(50)
    await settled()
    for (const id of ids) expect(toldOf(id)).toEqual(both('edited', 'edited'))
  })

  it('while a process did not hear is told when it hears again, once', async () => {
    const { db } = test.pipeline
    const backends = sql<{ pid: number }>`
      select pid from pg_stat_activity where datname = current_database() and query like 'listen %'`
    const { rows } = await backends.execute(db)
    expect(rows).toHaveLength(2)
    await attestContact(test.pipeline, 'shop/duck', word)
    // Rows of another process whose notices nobody heard.
    const at = test.clock.now
    await sql`
      insert into status_changes (contact_id, from_status, to_status, at, by_whom)
      values ('shop/duck', 'fresh', 'broken', ${at}, 'Вера')`.execute(db)
    await sql`insert into audit (at, actor, action, subject) values (${at}, 'Вера', 'mute', 'shop/duck')`.execute(
      db,
    )
    for (const { pid } of rows) await sql`select pg_terminate_backend(${pid})`.execute(db)
    await expect.poll(async () => (await backends.execute(db)).rows.length).toBe(2)
    const whole = both('edited', 'edited', 'fresh > broken', 'unchecked > fresh')
    const sorted = () => toldOf('shop/duck').map((told) => told.sort())
    await expect.poll(sorted).toEqual(whole)
    await settled()
    expect(sorted()).toEqual(whole)
  })
})
