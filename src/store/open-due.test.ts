import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { untilLockedOut } from '../../test/support/until-locked-out.ts'
import type { Errand } from '../domain/budget.ts'
import { alive } from '../domain/verdict.ts'
import { recordChecks } from '../pipeline/record-check.ts'
import { requestRecheck } from '../pipeline/request-recheck.ts'
import { syncKb } from '../pipeline/sync-kb.ts'
import { askSiblings } from './cascades.ts'
import { readContact } from './contacts.ts'
import type { Database } from './database.ts'
import { finishChecks } from './finish-checks.ts'
import { readLag } from './lag.ts'
import { openDue } from './open-due.ts'
import { lockStandings, saveStandings } from './record-standings.ts'
import { takeChecks } from './take-checks.ts'
import { askWave } from './waves.ts'

const hourMs = 3_600_000
const names = ['bear', 'duck', 'kite', 'yoyo']
const hosts = names.map((name) => `${name}.test`)
const wanted = (['ladder', 'cascade', 'routine'] as const).map((errand, i) => ({
  errand,
  priority: i < 2 ? 1 : 2,
}))
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
})

/** Makes one due so many hours ago; a negative number: in so many hours. */
const due = (name: string, hoursAgo: number, errand: Errand = 'routine') =>
  db
    .updateTable('due')
    .set({ due_at: new Date(test.clock.now.getTime() - hoursAgo * hourMs), errand })
    .where('contact_id', '=', `shop/${name}`)
    .execute()
const claim = async (tx: Database, limit = 100) =>
  (await openDue(tx, wanted, limit, test.clock.now)).map(({ contactId }) => contactId.slice(5)).sort()
const waiting = async () =>
  (await db.selectFrom('due').select('contact_id').orderBy('contact_id').execute()).map((row) =>
    row.contact_id.slice(5),
  )
const open = () =>
  db.selectFrom('open_checks').select(['contact_id', 'priority']).orderBy('contact_id').execute()
const observation = () => ({
  ...{ evidence: null, facts: [], via: 'none' as const, httpStatus: null, finalUrl: null, trace: [] },
  ...{ startedAt: test.clock.now, durationMs: 1 },
})
const result = () => ({ observation: observation(), verdict: alive(), memory: null, screenshot: null })

/** A duck that a person asked for and that is due as well: the one check of both. */
async function askedDuck() {
  for (const name of names) await due(name, -1)
  await requestRecheck(test.pipeline, ['shop/duck'], { by: 'Анна' })
  await due('duck', 1)
  const [check] = await takeChecks(db, hosts, test.clock.now)
  if (!check?.contactId) throw new Error('nothing was taken')
  return { ...check, contactId: check.contactId }
}

describe('what is due', () => {
  it('is claimed errand by errand and the longest due first, and waits for nothing until it is recorded', async () => {
    await due('bear', 3)
    await due('duck', 2)
    await due('kite', 1, 'ladder')
    await due('yoyo', -1)
    expect(await claim(db, 2)).toEqual(['bear', 'kite'])
    expect(await waiting()).toEqual(['duck', 'yoyo'])
    expect(await claim(db)).toEqual(['duck'])
    expect(await claim(db)).toEqual([])
    const checks = await takeChecks(db, hosts, test.clock.now)
    await recordChecks(
      test.pipeline,
      checks.map((check) => ({ check, result: result() })),
    )
    expect(await waiting()).toEqual(names)
    const next = await db.selectFrom('due').select(['due_at', 'errand']).where('contact_id', '=', 'shop/kite')
    const { due_at: dueAt, errand } = await next.executeTakeFirstOrThrow()
    expect(errand).toBe('routine')
    expect(dueAt.getTime()).toBeGreaterThan(test.clock.now.getTime() + 12 * hourMs)
  })

  it('is shared by planners that plan at once, and neither waits', async () => {
    for (const name of names) await due(name, 1)
    await db.transaction().execute(async (tx) => {
      const mine = await claim(tx, 3)
      const theirs = await claim(db)
      expect([mine.length, theirs.length]).toEqual([3, 1])
      expect([...mine, ...theirs].sort()).toEqual(names)
    })
    expect(await waiting()).toEqual([])
    expect(await open()).toHaveLength(4)
  })

  it('is due again when the planner that claimed it fails', async () => {
    for (const name of names) await due(name, 1)
    const failed = new Error('the planner ended')
    await expect(
      db.transaction().execute(async (tx) => {
        await claim(tx)
        throw failed
      }),
    ).rejects.toBe(failed)
    expect(await waiting()).toEqual(names)
    expect(await claim(db)).toEqual(names)
  })

  it('keeps the check that is open, where that waits, and makes it no less urgent', async () => {
    const { id } = await askedDuck()
    await db.updateTable('open_checks').set({ host: 'pond.test' }).where('id', '=', id).execute()
    const opened = await openDue(db, wanted, 100, test.clock.now)
    expect(opened).toEqual([{ id, contactId: 'shop/duck', host: 'pond.test', errand: 'routine' }])
    expect(await open()).toEqual([{ contact_id: 'shop/duck', priority: 0 }])
  })

  it('is looked for on the host that the contact has by then', async () => {
    const moved = toy('bear', { value: 'toy:cave' })
    await syncKb(test.pipeline, knowledgeBaseOf([moved, ...names.slice(1).map((name) => toy(name))]))
    for (const name of names) await due(name, name === 'bear' ? 1 : -1)
    expect(await openDue(db, wanted, 100, test.clock.now)).toMatchObject([{ host: 'cave.test' }])
  })

  it('is told by the contact and by the figures of the monitor', async () => {
    for (const name of names) await due(name, -2)
    await due('bear', 2)
    await due('kite', -1, 'ladder')
    const at = (hoursAgo: number) => new Date(test.clock.now.getTime() - hoursAgo * hourMs)
    const lag = () => readLag(db, test.clock.now)
    expect(await lag()).toMatchObject({ due: 1, oldestDueAt: at(2), nextDueAt: at(-1), waiting: 0 })
    const asOf = { now: test.clock.now, timeScale: 1 }
    expect((await readContact(db, 'shop/bear', asOf))?.dueAt).toEqual(at(2))
    await claim(db)
    expect((await readContact(db, 'shop/bear', asOf))?.dueAt).toBe(null)
    expect(await lag()).toMatchObject({ due: 0, oldestDueAt: null, nextDueAt: at(-1), waiting: 1 })
  })
})

describe('who locks what first', () => {
  it('a planner passes by what a recorder is writing, instead of waiting for each other', async () => {
    const check = await askedDuck()
    await db.transaction().execute(async (tx) => {
      const stored = (await lockStandings(tx, [check.contactId])).get(check.contactId)
      expect([...(await finishChecks(tx, [{ ...check, ...result() }], test.clock.now))]).toEqual([check.id])
      expect(await claim(db)).toEqual([])
      if (!stored) throw new Error('not there')
      const nothingNew = {
        confirmedAt: null,
        lastVia: null,
        picturedAt: null,
        answer: null,
        memory: null,
        kindFlags: null,
      }
      const next = { dueAt: new Date(test.clock.now.getTime() + hourMs), errand: 'routine' as const }
      const seen = { checkedAt: test.clock.now, lastCheckId: check.id, spellId: 1 }
      const { contactId } = check
      await saveStandings(tx, [
        { contactId, revision: stored.revision, standing: stored.standing, ...nothingNew, ...next, ...seen },
      ])
    })
    expect(await claim(db)).toEqual([])
    expect(await waiting()).toEqual(names)
  })

  it('a recorder waits for the planner that claims its contact, and then says when it is due', async () => {
    const check = await askedDuck()
    let recorded = Promise.resolve()
    await db.transaction().execute(async (tx) => {
      expect(await claim(tx)).toEqual(['duck'])
      recorded = recordChecks(test.pipeline, [{ check, result: result() }])
      await untilLockedOut(db)
    })
    await recorded
    expect(await open()).toEqual([])
    expect(await waiting()).toEqual(names)
    expect(await claim(db)).toEqual([])
  })

  it('siblings, and members of a wave, that are being planned are not waited for', async () => {
    for (const name of names) await due(name, -1)
    await due('duck', 1)
    const site = 'shop.test'
    const before = new Date(test.clock.now.getTime() - hourMs)
    await db.updateTable('standings').set({ site, status: 'fresh', checked_at: before }).execute()
    const wave = await db
      .insertInto('incidents')
      .values({ cause: 'host:shop.test', opened_at: before, wave: true })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('incident_contacts')
      .values(
        names.map((name) => ({
          incident_id: wave.id,
          contact_id: `shop/${name}`,
          joined_at: before,
          recovered_at: name === 'bear' ? test.clock.now : null,
        })),
      )
      .execute()
    await db.transaction().execute(async (tx) => {
      await tx.selectFrom('due').select('due_at').where('contact_id', '=', 'shop/yoyo').forUpdate().execute()
      const cascade = { beganAt: test.clock.now, struck: 1, asked: 0 }
      expect(await askSiblings(db, site, cascade, 100, test.clock.now)).toBe(2)
      await due('kite', -1)
      await askWave(db, wave.id, 1, test.clock.now)
    })
    expect(
      (await db.selectFrom('due').select('contact_id').where('due_at', '<=', test.clock.now).execute())
        .map(({ contact_id: id }) => id)
        .sort(),
    ).toEqual(['shop/bear', 'shop/duck', 'shop/kite'])
    const cascaded = await db.selectFrom('due').select('contact_id').where('errand', '=', 'cascade').execute()
    expect(cascaded).toEqual([{ contact_id: 'shop/bear' }])
  })
})
