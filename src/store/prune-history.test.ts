import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { pruneHistory } from './prune-history.ts'

const dayMs = 24 * 3_600_000
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([toy('bear'), toy('duck')])
})
afterAll(() => test.stop())

it('spells and changes of status that are old enough go, over the running ones that began before them', async () => {
  const { db } = test.pipeline
  const now = test.clock.now
  // The duck has been alive for four years in one spell; the bear changed every day until three years ago.
  await sql`
    with running as (
      insert into spells (contact_id, verdict, started_at, last_at, checks)
      values ('shop/duck', 'alive', ${now}::timestamptz - interval '1460 days', ${now}, 1460) returning id
    )
    update standings set spell_id = (select id from running) where contact_id = 'shop/duck'`.execute(db)
  await sql`
    insert into spells (contact_id, verdict, started_at, last_at, checks)
    select 'shop/bear', 'alive', at, at + interval '5 minutes', 1
    from (select ${now}::timestamptz - interval '1400 days' + n * interval '5 minutes' as at
      from generate_series(0, 5999) n) s`.execute(db)
  // It stood still for four years: nobody looked since, and what was seen last is still what is known.
  await sql`
    with last as (
      insert into spells (contact_id, verdict, started_at, last_at, checks)
      values ('shop/bear', 'gone', ${now}::timestamptz - interval '1370 days', ${now}::timestamptz - interval '1365 days', 5)
      returning id
    )
    update standings set spell_id = (select id from last) where contact_id = 'shop/bear'`.execute(db)
  await sql`
    insert into status_changes (contact_id, from_status, to_status, at)
    select 'shop/bear', 'suspect', 'fresh', ${now}::timestamptz - n * interval '1 day'
    from unnest(array[1400, 1200, 1000, 1]) n`.execute(db)

  expect(await pruneHistory(db, new Date(now.getTime() - 1100 * dayMs))).toBe(6_000 + 2)
  const { rows } = await sql`select contact_id, verdict from spells order by id`.execute(db)
  expect(rows).toEqual([
    { contact_id: 'shop/duck', verdict: 'alive' },
    { contact_id: 'shop/bear', verdict: 'gone' },
  ])
  expect(await db.selectFrom('status_changes').select('id').execute()).toHaveLength(2)
  expect(await pruneHistory(db, new Date(now.getTime() - 1100 * dayMs))).toBe(0)
})
