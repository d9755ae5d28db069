import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { migrate } from '../database.ts'
import { openDue } from '../open-due.ts'
import { restoreSnapshot, takeSnapshot } from '../snapshots.ts'

let database: TestDatabase
let snapshot: unknown

beforeAll(async () => {
  database = await startTestDatabase('012-partitions')
  const { db } = database
  await sql
    .raw(`
    insert into marketplaces values ('shop', '{"ru": "Лавка", "en": "Shop"}', '{}');
    insert into contacts (id, marketplace, kind, value, label, audience, purpose, importance, documented, listed_on,
      owner_domains, settings, check_every_hours, claims, stated_at, haystack, digest, known_since_at, removed_at)
    select 'shop/' || name, 'shop', 'page', 'https://' || name || '.test/', '{"ru": "Помощь", "en": "Help"}', 'anyone',
      'help', 'normal', 'live', '{}', '{}', '{}', 24, '[]', '{"file": "shop.yaml", "line": 1}', name, 'x', now(),
      case name when 'gone' then now() end
    from unnest(array['bear', 'duck', 'gone', 'kite', 'yoyo']) name;
    insert into standings (contact_id, host, status, severity, status_since_at, errand, due_at)
    select 'shop/' || name, name || '.test', status, 7, now(), errand, due_at::timestamptz
    from (values ('bear', 'fresh', 'routine', '2026-03-02T10:00:00.123456Z'), ('duck', 'suspect', 'ladder', '2026-03-01T10:00:00Z'),
      ('gone', 'retired', 'routine', '2026-03-01T10:00:00Z'), ('kite', 'fresh', 'cascade', null), ('yoyo', 'fresh', 'routine', null))
      s (name, status, errand, due_at);
    insert into open_checks (contact_id, host, priority, queued_at) values ('shop/kite', 'kite.test', 1, now());
  `)
    .execute(db)
  const { rows } = await sql<{ standing: unknown }>`
    select to_jsonb(s) as standing from standings s where contact_id = 'shop/duck'`.execute(db)
  snapshot = rows[0]?.standing
  expect(await migrate(db)).toContain('013-due')
})
afterAll(() => database.stop())

const waiting = async () => {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', contact_id, host, errand, to_char(due_at at time zone 'UTC', 'MM-DD HH24:MI:SS.US')) as line
    from due order by due_at`.execute(database.db)
  return rows.map(({ line }) => line)
}

it('what was due is due when it was, and why; what was planned, or left the knowledge base, is not', async () => {
  expect(await waiting()).toEqual([
    'shop/duck duck.test ladder 03-01 10:00:00.000000',
    'shop/bear bear.test routine 03-02 10:00:00.123456',
  ])
})

it('a snapshot of the former schema still gives back what was due', async () => {
  const { db } = database
  const claimed = await openDue(db, [{ errand: 'ladder', priority: 1 }], 10, new Date('2026-03-01T11:00:00Z'))
  expect(claimed).toMatchObject([{ contactId: 'shop/duck', host: 'duck.test', errand: 'ladder' }])
  expect(await waiting()).toEqual(['shop/bear bear.test routine 03-02 10:00:00.123456'])
  await restoreSnapshot(db, 'shop/duck', snapshot)
  expect(await waiting()).toContain('shop/duck duck.test ladder 03-01 10:00:00.000000')
  expect(await takeSnapshot(db, 'shop/duck')).toMatchObject({ errand: 'ladder', memory: null })
})

it('a contact that is deleted leaves neither a moment nor a check', async () => {
  const { db } = database
  await db.deleteFrom('contacts').where('id', 'in', ['shop/duck', 'shop/kite']).execute()
  expect(await waiting()).toEqual(['shop/bear bear.test routine 03-02 10:00:00.123456'])
  expect(await db.selectFrom('open_checks').select('contact_id').execute()).toEqual([])
})
