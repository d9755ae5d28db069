import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { type ContactCursor, type ContactFilter, listContacts } from './contacts.ts'
import { countFlagged } from './tallies.ts'

/** More than a walk along the shelf looks at. */
const many = 2_300
const now = new Date('2026-11-22T09:00:00Z')
let test: TestDatabase

beforeAll(async () => {
  test = await startTestDatabase()
  const { db } = test
  await sql`insert into marketplaces values ('shop', '{"ru":"Лавка","en":"Shop"}', '{}')`.execute(db)
  await sql`
    insert into contacts (id, marketplace, kind, value, label, audience, purpose, importance, documented, listed_on,
      owner_domains, settings, check_every_hours, claims, stated_at, haystack, digest, known_since_at)
    select 'shop/c' || n, 'shop', 'page', 'https://shop.test/' || n, '{"ru":"Помощь","en":"Help"}', 'anyone', 'help',
      'normal', 'live', '{}', '{}', '{}', 24, '[]', '{"file":"a.yaml","line":1}',
      'shop/c' || n || ' https://shop.test/' || n || case n % 1000 when 999 then ' ёж 100%_\\''' else ' заяц' end,
      'x', ${now}
    from generate_series(1, ${many}::int) n`.execute(db)
  // Whoever is late stands at the end of every list.
  await sql`
    insert into standings (contact_id, host, status, severity, status_since_at, confirmed_at)
    select 'shop/c' || n, 'shop.test', case when n % 10 = 0 then 'broken' else 'fresh' end,
      case when n % 10 = 0 then 0 else 7 end, ${now},
      ${now}::timestamptz - case when n % 1000 = 999 then interval '37 hours' else interval '1 hour' end
    from generate_series(1, ${many}::int) n`.execute(db)
  await sql`analyze`.execute(db)
})
afterAll(() => test.stop())

async function idsOf(filter: ContactFilter, limit = 50, timeScale = 1): Promise<string[]> {
  const ids: string[] = []
  let after: ContactCursor | undefined
  do {
    const { rows, next } = await listContacts(test.db, filter, { now, timeScale }, { limit, after })
    ids.push(...rows.map(({ id }) => id))
    after = next ?? undefined
  } while (after)
  return ids
}

describe('a list', () => {
  it('finds what is rare and stands at its end', async () => {
    const late = ['shop/c1999', 'shop/c999']
    expect(await idsOf({ flag: 'overdue' })).toEqual(late)
    expect(await idsOf({ flag: 'overdue' }, 1)).toEqual(late)
    expect(await idsOf({ q: 'ёж' })).toEqual(late)
    expect(await idsOf({ flag: 'overdue', q: 'ёж 1999' })).toEqual(['shop/c1999'])
    expect(await countFlagged(test.db, 'overdue', { now, timeScale: 1 })).toEqual({ count: 2, isMore: false })
  })

  it('finds the same where time runs faster, by reading', async () => {
    expect(await idsOf({ flag: 'overdue', q: 'ёж' }, 50, 1.01)).toEqual(['shop/c1999', 'shop/c999'])
    expect(await idsOf({ flag: 'overdue' }, 1_000, 100)).toHaveLength(many)
  })

  it('gives every contact once, in one order, whichever way each page was found', async () => {
    const all = await idsOf({}, 200)
    expect(new Set(all).size).toBe(many)
    const hares = await idsOf({ q: 'Заяц' }, 200)
    expect(hares).toEqual(all.filter((id) => !['shop/c1999', 'shop/c999'].includes(id)))
    expect(await idsOf({ q: 'c7' }, 7)).toEqual(all.filter((id) => id.startsWith('shop/c7')))
    expect(await idsOf({ status: ['broken'] }, 200)).toEqual(all.filter((id) => id.endsWith('0')))
  })

  it.each(['%', '_', '\\', "'", "100%_\\'", 'ё', 'ж', 'Ёж', ''])('takes %j as letters', async (word) => {
    const { rows } = await sql<{ id: string }>`
      select id from contacts where strpos(haystack, lower(${word})) > 0`.execute(test.db)
    expect((await idsOf({ q: word }, 200)).sort()).toEqual(rows.map(({ id }) => id).sort())
  })

  it.each(['*', 'ab', "'; drop table shelf; --", '\u{1f994}', 'ежик', '%%%', 'x'.repeat(200)])(
    'finds nothing for %j',
    async (word) => {
      expect(await idsOf({ q: word })).toEqual([])
    },
  )

  it('says that there are more than were counted', async () => {
    const later = new Date(now.getTime() + 40 * 3_600_000)
    expect(await countFlagged(test.db, 'overdue', { now: later, timeScale: 1 })).toEqual({
      count: 1_000,
      isMore: true,
    })
  })
})
