import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { prepared } from './prepared.ts'

let test: TestDatabase

beforeAll(async () => {
  test = await startTestDatabase()
})
afterAll(() => test.stop())

it('a marked statement is prepared once a connection, with values of its own each time', async () => {
  await test.db.connection().execute(async (db) => {
    const ask = (n: number) => sql<{ n: number }>`${prepared} select ${n}::int * 2 as n`.execute(db)
    expect((await ask(1)).rows).toEqual([{ n: 2 }])
    expect((await ask(4)).rows).toEqual([{ n: 8 }])
    await sql`select ${5}::int as n`.execute(db)
    const { rows } = await sql<{ statement: string; uses: number }>`
      select statement, generic_plans + custom_plans as uses from pg_prepared_statements where name <> ''`.execute(
      db,
    )
    expect(rows).toEqual([{ statement: '/* prepared */ select $1::int * 2 as n', uses: 2 }])
  })
})

it('a failure is that of the statement alone', async () => {
  await test.db.connection().execute(async (db) => {
    const ask = (n: number) => sql<{ n: number }>`${prepared} select 1 / ${n}::int as n`.execute(db)
    await expect(ask(0)).rejects.toThrow('division by zero')
    expect((await ask(1)).rows).toEqual([{ n: 1 }])
  })
})

it('a table may change under a prepared statement', async () => {
  await test.db.connection().execute(async (db) => {
    await sql`create temporary table toys (name text)`.execute(db)
    const add = (name: string) => sql`${prepared} insert into toys (name) values (${name})`.execute(db)
    for (const name of ['bear', 'doll', 'kite', 'yoyo', 'drum', 'flute']) await add(name)
    await sql`alter table toys add column price integer not null default 3`.execute(db)
    await sql`create index on toys (name)`.execute(db)
    await add('train')
    const { rows } = await sql`select count(*) as toys, sum(price) as price from toys`.execute(db)
    expect(rows).toEqual([{ toys: 7, price: 21 }])
  })
})
