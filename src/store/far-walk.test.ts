import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { listContacts } from './contacts.ts'
import { hasFew, pickContacts, waysOf } from './pick-contacts.ts'

/** Of them the last 3,500 are otters: more than few, and further along than a short walk goes. */
const all = 6_000
const hares = 2_500
const asOf = { now: new Date('2026-11-22T09:00:00Z'), timeScale: 1 }
const idOf = (n: number) => `shop/c${String(n).padStart(4, '0')}`
let test: TestDatabase

beforeAll(async () => {
  test = await startTestDatabase()
  await sql`insert into marketplaces values ('shop', '{"ru":"Лавка","en":"Shop"}', '{}')`.execute(test.db)
  await sql`
    insert into contacts (id, marketplace, kind, value, label, audience, purpose, importance, documented, listed_on,
      owner_domains, settings, check_every_hours, claims, stated_at, haystack, digest, known_since_at)
    select 'shop/c' || lpad(n::text, 4, '0'), 'shop', 'page', 'https://shop.test/' || n,
      '{"ru":"Помощь","en":"Help"}', 'anyone', 'help', 'normal', 'live', '{}', '{}', '{}', 24, '[]',
      '{"file":"a.yaml","line":1}', 'c' || n || case when n < ${hares}::int then ' заяц' else ' выдра' end, 'x',
      ${asOf.now}
    from generate_series(0, ${all}::int - 1) n`.execute(test.db)
  await sql`
    insert into standings (contact_id, host, status, severity, status_since_at)
    select id, 'shop.test', 'fresh', 7, ${asOf.now} from contacts`.execute(test.db)
  await sql`analyze`.execute(test.db)
})
afterAll(() => test.stop())

it('what many hold, but not those that come first, is met on a far walk', async () => {
  const keysOf = async (way: 'walk' | 'far') =>
    (await pickContacts(way, { q: 'Выдра' }, asOf, { limit: 3 }).execute(test.db)).rows
  expect(await keysOf('walk')).toEqual([])
  expect(await keysOf('far')).toEqual([0, 1, 2, 3].map((n) => ({ contact_id: idOf(hares + n), severity: 7 })))
  expect(await hasFew(test.db, { q: 'Выдра' }, asOf)).toBe(false)
  expect(waysOf({ q: 'Выдра' }, asOf)).toEqual(['walk', 'far', 'found'])
})

it.each([['заяц'], ['выдра c5999'], ['c59'], ['лиса']])('%s: few, so no far walk is taken', async (q) => {
  expect(await hasFew(test.db, { q }, asOf)).toBe(true)
})

it('goes on from page to page in the same order', async () => {
  const first = await listContacts(test.db, { q: 'выдра' }, asOf, { limit: 2 })
  const after = first.next ?? undefined
  const second = await listContacts(test.db, { q: 'выдра' }, asOf, { limit: 2, after })
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(
    [0, 1, 2, 3].map((n) => idOf(hares + n)),
  )
})

it('finds the last page too, where a walk comes to the end of the shelf', async () => {
  const after = { severity: 7, id: idOf(all - 3) }
  const { rows, next } = await listContacts(test.db, { q: 'выдра' }, asOf, { limit: 50, after })
  expect(rows.map(({ id }) => id)).toEqual([idOf(all - 2), idOf(all - 1)])
  expect(next).toBeNull()
})
