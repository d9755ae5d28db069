import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { tableOf } from './table-of.ts'

let test: TestDatabase

beforeAll(async () => {
  test = await startTestDatabase()
})
afterAll(() => test.stop())

it('rows come back as they were, whatever their texts are', async () => {
  const texts = [
    '',
    'NULL',
    'null',
    '{}',
    '{"a",b}',
    '\\',
    '"',
    '\\"',
    'a,b',
    ' a ',
    "'; --",
    '\n\t',
    'ё',
    '🎈',
    '\\x00',
  ]
  const { rows } = await sql<{ said: string }>`
    select said from ${tableOf(
      texts.map((said) => ({ said })),
      { said: 'text' },
    )} as r`.execute(test.db)
  expect(rows.map(({ said }) => said)).toEqual(texts)
})

it('numbers, moments, JSON, lists and nothing at all have their columns', async () => {
  const at = new Date('2026-11-23T12:34:56.789Z')
  const full = { id: 7, at, list: ['a "b"', 'c\\d', ''], json: '{"say":"\\"yes\\" \\\\"}' }
  const types = { id: 'bigint', at: 'timestamptz', list: 'text', json: 'jsonb' }
  const empty = { id: 8, at: null, list: undefined, json: null }
  const { rows } =
    await sql`select id, at, list::text[], json from ${tableOf([full, empty], types)} as r`.execute(test.db)
  expect(rows).toEqual([
    { ...full, json: { say: '"yes" \\' } },
    { id: 8, at: null, list: null, json: null },
  ])
})

it('what PostgreSQL takes for no text becomes a mark of replacement', async () => {
  const rows = [{ said: 'a\0b', list: ['\0', '\ud800c'] }]
  const { rows: back } = await sql`
    select said, list::text[] from ${tableOf(rows, { said: 'text', list: 'text' })} as r`.execute(test.db)
  expect(back).toEqual([{ said: 'a\ufffdb', list: ['\ufffd', '\ufffdc'] }])
})
