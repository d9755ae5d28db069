import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { openChecks, readCheck } from '../checks.ts'
import { migrate } from '../database.ts'
import { listEvidence } from '../evidence.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase('011-desk')
})
afterAll(() => database.stop())

it('checks, memories and the next number outlive the move to partitions', async () => {
  const { db } = database
  await sql
    .raw(`
    insert into marketplaces values ('shop', '{"ru": "Лавка", "en": "Shop"}', '{}');
    insert into contacts (id, marketplace, kind, value, label, audience, purpose, importance, documented, listed_on,
      owner_domains, settings, check_every_hours, claims, stated_at, haystack, digest, known_since_at)
    select 'shop/' || name, 'shop', 'page', 'https://' || name || '.test/', '{"ru": "Помощь", "en": "Help"}', 'anyone',
      'help', 'normal', 'live', '{}', '{}', '{}', 24, '[]', '{"file": "shop.yaml", "line": 1}', name, 'x', now()
    from unnest(array['bear', 'duck']) name;
    insert into checks (contact_id, host, priority, queued_at, started_at, finished_at, verdict, via, facts, evidence, screenshot)
    values
      ('shop/bear', 'bear.test', 2, now(), now(), now() - interval '80 days', 'gone', 'browser', '[]', '{"a": "б"}', 'screenshots/1.png'),
      ('shop/bear', 'bear.test', 2, now(), now(), now() - interval '1 day', 'alive', 'http', '[{"label": "title", "value": "т"}]', '{"a": 2}', null),
      ('shop/bear', 'bear.test', 0, now(), null, null, null, null, null, null, null);
    insert into standings (contact_id, host, status, severity, status_since_at, memory, last_check_id)
    values ('shop/bear', 'bear.test', 'fresh', 7, now(), '{"seen": "once"}', 2), ('shop/duck', 'duck.test', 'fresh', 7, now(), null, 1);
  `)
    .execute(db)
  expect(await migrate(db)).toContain('012-partitions')

  const whole = { since: null, kind: null }
  expect((await listEvidence(db, whole, 0, 10)).map(({ checkId, evidence }) => [checkId, evidence])).toEqual([
    [1, { a: 'б' }],
    [2, { a: 2 }],
  ])
  expect(await readCheck(db, 2)).toMatchObject({ verdict: 'alive', facts: [{ label: 'title', value: 'т' }] })
  expect(await readCheck(db, 3)).toMatchObject({ finishedAt: null, verdict: null })
  const standings = await db
    .selectFrom('standings as s')
    .leftJoin('memories as m', 'm.contact_id', 's.contact_id')
    .select(['s.contact_id', 's.last_via', 's.pictured_at', 'm.memory'])
    .orderBy('s.contact_id')
    .execute()
  expect(standings).toEqual([
    { contact_id: 'shop/bear', last_via: 'http', pictured_at: expect.any(Date), memory: { seen: 'once' } },
    // Its last check did not see it alive.
    { contact_id: 'shop/duck', last_via: null, pictured_at: null, memory: null },
  ])
  const wanted = ['bear', 'duck'].map((name) => ({
    contactId: `shop/${name}`,
    host: `${name}.test`,
    priority: 2,
    askedBy: null,
  }))
  const [bears, ducks] = await openChecks(db, wanted, new Date())
  expect(bears?.id).toBe(3)
  expect(ducks?.id).toBeGreaterThan(3)
})
