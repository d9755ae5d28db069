import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { until } from '../support/pipeline.ts'
import { type Product, startProduct } from '../support/product.ts'
import { environmentOf } from '../world/environment.ts'
import { startWorld, type World } from '../world/world.ts'

/** Kills in a row, each in the middle of running checks. */
const kills = 4

describe.each(['postgres', 'redis'])('with the queue on %s', (backend) => {
  let world: World
  let database: TestDatabase
  let worker: Product

  beforeAll(async () => {
    world = await startWorld()
    database = await startTestDatabase()
    const env = {
      ...environmentOf(world),
      DATABASE_URL: database.url,
      STILLTHERE_TIME_SCALE: '20000',
      ...(backend === 'redis' && { REDIS_URL: `${inject('redisUrl')}/1` }),
    }
    worker = await startProduct(env, ['worker'])
  }, 60_000)

  afterAll(async () => {
    await worker.stop()
    await database.stop()
    await world.stop()
  })

  it('a worker that is killed again and again loses nothing and doubles nothing', {
    timeout: 240_000,
  }, async () => {
    const { db } = database
    world.set('ozon-hotline.delret.ru', '*', { is: 'no-form' })
    for (let kill = 0; kill < kills; kill += 1) {
      const before = await countFinished(db)
      await until(async () => (await countFinished(db)) > before + kill * 3)
      await worker.kill()
      await worker.start()
    }
    await until(async () => (await brokenAlerts(db)) === 1, 200)
    await until(async () => (await neverChecked(db)).length === 0, 200)
    await worker.stop()
    expect(await unbalanced(db)).toEqual([])
    expect(world.smtp.messages.map(({ parsed }) => parsed.subject?.slice(0, 8))).toEqual(['[Сломан]'])
  })
})

async function countFinished(db: Database): Promise<number> {
  const { finished } = await db
    .selectFrom('checks')
    .select(({ fn }) => fn.countAll<number>().as('finished'))
    .executeTakeFirstOrThrow()
  return finished
}

async function brokenAlerts(db: Database): Promise<number> {
  const rows = await db
    .selectFrom('alerts')
    .select('id')
    .where('edge', '=', 'opened')
    .where('state', '=', 'sent')
    .execute()
  return rows.length
}

/** Every finished check lengthened exactly one spell: contacts for which the books do not balance. */
async function unbalanced(db: Database): Promise<string[]> {
  const checks = await db
    .selectFrom('checks')
    .where('contact_id', 'is not', null)
    .select(({ fn }) => ['contact_id', fn.countAll<number>().as('n')])
    .groupBy('contact_id')
    .execute()
  const spells = await db
    .selectFrom('spells')
    .select(({ fn }) => ['contact_id', fn.sum<number>('checks').as('n')])
    .groupBy('contact_id')
    .execute()
  const inSpells = new Map(spells.map((row) => [row.contact_id, Number(row.n)]))
  return checks
    .filter(({ contact_id, n }) => inSpells.get(contact_id ?? '') !== n)
    .map((row) => row.contact_id ?? '')
}

/** Contacts that a machine could check and none did. */
async function neverChecked(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('standings as s')
    .innerJoin('contacts as c', 'c.id', 's.contact_id')
    .where('c.value', 'is not', null)
    .where('c.documented', '=', 'live')
    .where('s.checked_at', 'is', null)
    .select('c.id')
    .execute()
  return rows.map((row) => row.id)
}
