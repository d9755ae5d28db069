import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { lost } from '../../test/support/toy-kind.ts'
import type { Claim, Contact } from '../domain/contact.ts'
import { alive } from '../domain/verdict.ts'
import { syncKb } from '../pipeline/sync-kb.ts'
import { countCoverage } from './coverage.ts'
import { severityOf } from './standings.ts'
import { countContacts, foldTallies, mendTallies } from './tallies.ts'

const says = (what: Claim['says'], source: string): Claim => ({
  source,
  says: what,
  detail: null,
  asOf: null,
})
const human = { how: { ru: 'a', en: 'a' }, everyDays: 30 }
const names = Array.from({ length: 8 }, (_, n) => `toy${n}`)
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline(names.map((name) => toy(name)))
})
afterAll(() => test.stop())

/** What the shelf and the sums differ in from the contacts themselves: nothing, unless triggers missed something. */
async function differences() {
  const { db } = test.pipeline
  const columns = sql`contact_id, marketplace, kind, audience, purpose, rank, documented, has_value, known_since_at,
    person_days, claims_work, claims_against, status, severity, status_since_at, failing_since_at, attested_at,
    claims_disputed`
  const shelf = await sql`
    (select ${columns} from shelf except select ${columns} from shelf_truth)
    union all (select ${columns} from shelf_truth except select ${columns} from shelf)`.execute(db)
  const truth = await sql<{ marketplace: string; status: string; contacts: number; gap: number }>`
    select c.marketplace, s.status, count(*) as contacts, count(*) filter (where c.value is null) as gap
    from contacts c join standings s on s.contact_id = c.id where c.removed_at is null
    group by 1, 2 order by 1, 2`.execute(db)
  const told = (await countContacts(db)).sort((a, b) =>
    `${a.marketplace} ${a.status}` < `${b.marketplace} ${b.status}` ? -1 : 1,
  )
  expect(told).toEqual(truth.rows)
  return shelf.rows
}

/** The same numbers on each run. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

/** A knowledge base in which anything may have become different. */
function shuffled(roll: (sides: number) => number): Contact[] {
  return names
    .filter(() => roll(5) > 0)
    .map((name) => {
      const contact = toy(name, {
        ...(roll(3) === 0 && { value: null }),
        ...(roll(3) === 0 && { documented: roll(2) === 0 ? 'retired' : 'phantom' }),
        ...(roll(3) === 0 && { humanCheck: human }),
        ...(roll(4) === 0 && { purpose: 'complaints' }),
        ...(roll(3) === 0 && { claims: [says('works', 'article'), says('discontinued', 'other')] }),
      })
      return { ...contact, importance: roll(2) === 0 ? 'critical' : 'normal' }
    })
}

describe('the shelf and the counts', () => {
  it('are what the contacts are after any sequence of readings, checks and failures', async () => {
    const roll = dice(20_261_122)
    for (let round = 0; round < 6; round += 1) {
      await syncKb(test.pipeline, knowledgeBaseOf(shuffled(roll)))
      for (const name of names) test.toys.answers.set(`toy:${name}`, roll(2) === 0 ? alive() : lost)
      await test.live(roll(3) * 24 * 3_600_000)
      if (roll(3) === 0) await foldTallies(test.pipeline.db)
      expect(await differences(), `round ${round}`).toEqual([])
    }
    expect(await mendTallies(test.pipeline.db)).toBe(0)
  })

  it('are right after a transaction that was taken back, and within one that is not over', async () => {
    const { db } = test.pipeline
    await syncKb(test.pipeline, knowledgeBaseOf(names.map((name) => toy(name))))
    const before = await countContacts(db)
    const undone = new Error('taken back')
    await expect(
      db.transaction().execute(async (tx) => {
        await sql`update standings set status = 'broken', severity = ${severityOf('broken')}`.execute(tx)
        const inside = await countContacts(tx)
        expect(inside.map(({ status, contacts }) => [status, contacts])).toEqual([['broken', names.length]])
        throw undone
      }),
    ).rejects.toBe(undone)
    expect(await countContacts(db)).toEqual(before)
    expect(await differences()).toEqual([])
  })

  it('are right when many write at once and others sum up meanwhile', async () => {
    const { db } = test.pipeline
    await Promise.all(
      names.flatMap((name, place) =>
        (['broken', 'fresh', 'suspect', 'broken'] as const).map(async (status) => {
          await db
            .updateTable('standings')
            .set({ status, severity: severityOf(status) })
            .where('contact_id', '=', `shop/${name}`)
            .execute()
          if (place % 3 === 0) await foldTallies(db)
        }),
      ),
    )
    expect(await differences()).toEqual([])
  })

  it('forget contacts that are deleted, and all of them when the tables are emptied', async () => {
    const { db } = test.pipeline
    await sql`delete from contacts where id = 'shop/toy1'`.execute(db)
    expect(await differences()).toEqual([])
    const ways = (await countCoverage(db)).reduce((sum, row) => sum + row.ways, 0)
    expect(ways).toBe(names.length - 1)
    await sql`truncate contacts cascade`.execute(db)
    expect(await countContacts(db)).toEqual([])
  })

  it('are summed up to few rows, and mended where something went past the triggers', async () => {
    const { db } = test.pipeline
    await syncKb(test.pipeline, knowledgeBaseOf(names.map((name) => toy(name))))
    for (let round = 0; round < 70; round += 1)
      await sql`update standings set status = ${round % 2 === 0 ? 'down' : 'fresh'}, severity = 2`.execute(db)
    const rows = async () => (await sql`select from tallies`.execute(db)).rows.length
    expect(await rows()).toBeGreaterThan(1_000)
    await foldTallies(db)
    expect(await rows()).toBe(1)
    await sql`update tallies set contacts = contacts + 5`.execute(db)
    expect(await mendTallies(db)).toBe(1)
    expect(await differences()).toEqual([])
  })
})
