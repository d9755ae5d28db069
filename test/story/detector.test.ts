import { afterAll, beforeAll, expect, it } from 'vitest'
import { listDetectors } from '../../src/store/monitor.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { until } from '../support/pipeline.ts'
import { type Product, startProduct } from '../support/product.ts'
import { environmentOf } from '../world/environment.ts'
import { startWorld, type World } from '../world/world.ts'

/** A day in little more than four seconds. */
const timeScale = 20_000

let world: World
let database: TestDatabase
let worker: Product

beforeAll(async () => {
  world = await startWorld()
  database = await startTestDatabase()
  const env = {
    ...environmentOf(world),
    DATABASE_URL: database.url,
    STILLTHERE_TIME_SCALE: String(timeScale),
  }
  worker = await startProduct(env, ['worker'])
}, 60_000)

afterAll(async () => {
  await worker.stop()
  await database.stop()
  await world.stop()
})

async function telegramStatuses(): Promise<string[]> {
  const rows = await database.db
    .selectFrom('standings as s')
    .innerJoin('contacts as c', 'c.id', 's.contact_id')
    .where('c.kind', '=', 'telegram')
    .where('c.value', 'is not', null)
    .where('c.documented', '=', 'live')
    .select('s.status')
    .execute()
  return rows.map(({ status }) => status)
}

async function frozenChecks(): Promise<number> {
  const rows = await database.db
    .selectFrom('checks')
    .select('id')
    .where('reason_code', '=', 'check/detector-suspended')
    .execute()
  return rows.length
}

it('a t.me that shows everybody as missing breaks no channel, and the operator is told once', {
  timeout: 240_000,
}, async () => {
  const { db } = database
  await until(async () => (await telegramStatuses()).every((status) => status === 'fresh'), 200)

  world.set('t.me', '*', { is: 'card-missing' })
  const channels = (await telegramStatuses()).length
  // More than three days of the product's time, which would confirm a 404.
  await until(async () => (await frozenChecks()) >= channels * 13, 200)
  expect(await telegramStatuses()).toEqual(Array(channels).fill('fresh'))
  expect(await listDetectors(db)).toContainEqual(
    expect.objectContaining({
      kind: 'telegram',
      suspended: true,
      why: expect.stringContaining('t.me/durov'),
    }),
  )
  expect(world.smtp.messages).toEqual([])
  const suspensions = worker.output().match(/DETECTOR SUSPENDED/g) ?? []
  expect(suspensions).toHaveLength(1)

  world.set('t.me', '*', { is: 'ok' })
  await until(async () => (await listDetectors(db)).every(({ suspended }) => !suspended), 200)
  world.set('t.me', '/ozonmarketplace', { is: 'card-missing' })
  await until(async () => (await telegramStatuses()).includes('broken'), 200)
  await until(async () => world.smtp.messages.length === 1)
})
