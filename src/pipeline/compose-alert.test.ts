import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { moveContact, seedCheck, seedContact, seedMarketplaces } from '../../test/support/seed.ts'
import { composeAlert } from './compose-alert.ts'

const hourMs = 3_600_000
const t0 = new Date('2026-11-19T09:00:00Z')
const after = (hours: number) => new Date(t0.getTime() + hours * hourMs)
const publicUrl = 'https://monitor.example'

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
  await seedMarketplaces(database.db, t0)
}, 60_000)
afterAll(() => database?.stop())

beforeEach(async () => {
  await database.db.deleteFrom('incidents').execute()
  await database.db.deleteFrom('contacts').execute()
})

const broken = { from: 'suspect', to: 'broken', code: 'http/not-found', class: 'gone' } as const

async function onlyIncident(): Promise<number> {
  const rows = await database.db.selectFrom('incidents').select('id').execute()
  expect(rows).toHaveLength(1)
  return rows[0]?.id ?? 0
}

it('tells of a break since when, why and where it is written', async () => {
  const { db } = database
  const listedOn = ['https://ozon.ru/help', 'https://blog.example/support']
  await seedContact(db, { id: 'ozon/help form', listedOn }, t0)
  await seedCheck(db, 'ozon/help form', { at: after(-9), verdict: 'gone', code: 'http/gone' })
  await seedCheck(db, 'ozon/help form', { at: after(-8), verdict: 'alive', httpStatus: 200 })
  for (const hours of [0, 1, 24, 48, 60, 70, 72]) {
    await seedCheck(db, 'ozon/help form', {
      at: after(hours),
      verdict: 'gone',
      code: 'http/not-found',
      httpStatus: 404,
      replacement: 'https://ozon.ru/help-2',
    })
  }
  await seedCheck(db, 'ozon/help form', { at: after(73), verdict: 'unknown', code: 'net/offline' })
  await seedCheck(db, 'ozon/help form', { at: after(74), verdict: 'unknown', code: 'check/failed' })
  await moveContact(db, 'ozon/help form', { ...broken, at: after(74), failingSinceAt: t0 })

  const id = await onlyIncident()
  const alert = await composeAlert(db, id, 'opened', publicUrl)
  expect(alert).toMatchObject({
    incidentId: id,
    edge: 'opened',
    openedAt: after(74),
    resolvedAt: null,
    host: null,
    subjectCovers: 1,
    incidentUrl: `https://monitor.example/incidents/${id}`,
  })
  const [contact] = alert?.contacts ?? []
  expect(contact).toMatchObject({
    marketplace: { ru: 'Ozon', en: 'Ozon' },
    status: 'broken',
    code: 'http/not-found',
    failingSinceAt: t0,
    recoveredAt: null,
    suggestion: 'https://ozon.ru/help-2',
    pageUrl: 'https://monitor.example/contacts/ozon/help%20form',
    documentedIn: [
      { title: 'Как связаться с поддержкой', url: 'https://blog.example/support' },
      { title: 'https://ozon.ru/help', url: 'https://ozon.ru/help' },
    ],
  })
  expect(contact?.attempts.map(({ at, httpStatus }) => [at, httpStatus])).toEqual(
    [72, 70, 60, 48, 24].map((hours) => [after(hours), 404]),
  )
})

it('still tells of the break when it ended before it was told', async () => {
  const { db } = database
  await seedContact(db, { id: 'ozon/a' }, t0)
  await seedCheck(db, 'ozon/a', { at: t0, verdict: 'gone', code: 'http/not-found' })
  await moveContact(db, 'ozon/a', { ...broken, to: 'changed', at: after(72), failingSinceAt: t0 })
  await seedCheck(db, 'ozon/a', { at: after(80), verdict: 'alive', httpStatus: 200 })
  await moveContact(db, 'ozon/a', { from: 'changed', to: 'fresh', at: after(80) })

  const id = await onlyIncident()
  const opened = await composeAlert(db, id, 'opened', publicUrl)
  expect(opened?.contacts[0]).toMatchObject({
    status: 'changed',
    code: 'http/not-found',
    failingSinceAt: t0,
    recoveredAt: after(80),
    attempts: [{ verdict: 'gone' }],
  })
  const resolved = await composeAlert(db, id, 'resolved', publicUrl)
  expect(resolved).toMatchObject({ edge: 'resolved', resolvedAt: after(80) })
  expect(resolved?.contacts[0]).toMatchObject({
    status: 'fresh',
    code: 'http/not-found',
    failingSinceAt: t0,
    suggestion: null,
    attempts: [{ verdict: 'alive' }],
  })
})

it('gathers the contacts of a dead host, and lets the subject speak of those that were known', async () => {
  const { db } = database
  const dead = { ...broken, code: 'net/dns-not-found', class: 'dns' } as const
  for (const [id, hours] of [
    ['ozon/a', 48],
    ['wildberries/b', 49],
    ['ozon/c', 60],
  ] as const) {
    await seedContact(db, { id }, t0)
    await moveContact(db, id, { ...dead, at: after(hours), failingSinceAt: t0 })
  }
  const alert = await composeAlert(db, await onlyIncident(), 'resolved', publicUrl, after(50))
  expect(alert?.host).toBe('shop.example')
  expect(alert?.subjectCovers).toBe(2)
  expect(alert?.contacts.map(({ id }) => id)).toEqual(['ozon/a', 'wildberries/b', 'ozon/c'])
  expect(alert?.contacts[1]?.marketplace.ru).toBe('Вайлдберриз')
})

it('has nothing to say of an incident that is unknown or has no contacts left', async () => {
  const { db } = database
  expect(await composeAlert(db, 999_999, 'opened', publicUrl)).toBeNull()
  await seedContact(db, { id: 'ozon/a' }, t0)
  await moveContact(db, 'ozon/a', { ...broken, at: after(72), failingSinceAt: t0 })
  await db.deleteFrom('contacts').execute()
  expect(await composeAlert(db, await onlyIncident(), 'opened', publicUrl)).toBeNull()
})
