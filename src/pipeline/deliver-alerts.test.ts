import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reasonText } from '../../test/support/alert-fixtures.ts'
import { startTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts'
import { moveContact, seedContact, seedMarketplaces } from '../../test/support/seed.ts'
import type { Channel } from '../alerts/alert.ts'
import { openChannels } from '../alerts/channels.ts'
import { openLog } from '../log.ts'
import { syncRecipients } from '../store/recipients.ts'
import { type DeliveryPipeline, deliverAlerts } from './deliver-alerts.ts'

const minuteMs = 60_000
const t0 = new Date('2026-11-22T09:00:00Z')
const publicUrl = 'https://monitor.example'

let database: TestDatabase
let server: MailServer
let channels: ReadonlyMap<string, Channel>
let now = t0

beforeAll(async () => {
  database = await startTestDatabase()
  await seedMarketplaces(database.db, t0)
}, 60_000)
afterAll(() => database?.stop())

beforeEach(async () => {
  now = t0
  const { db } = database
  await db.deleteFrom('incidents').execute()
  await db.deleteFrom('contacts').execute()
  await db.deleteFrom('recipients').execute()
  server = await startMailServer()
  channels = openChannels({
    smtpUrl: server.url,
    mailFrom: 'Watch <watch@monitor.example>',
    mailDir: '/nowhere',
  })
})
afterEach(async () => {
  for (const channel of channels.values()) await channel.close()
  await server.close()
})

function deliver(over: Partial<DeliveryPipeline> = {}): Promise<number> {
  const pipeline = {
    db: database.db,
    log: openLog('silent'),
    now: () => now,
    timeScale: 1,
    kinds: { reasonText },
    ...over,
  }
  return deliverAlerts(pipeline, channels, { publicUrl })
}

/** Breaks contacts of their own incident each; `n` tells them apart. */
async function breakContacts(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    // Hosts of their own and two marketplaces: too few of each to be told together.
    const id = `${n % 2 === 0 ? 'ozon' : 'wildberries'}/c${n}`
    await seedContact(database.db, { id, host: `${n}.example` }, t0)
    await moveContact(database.db, id, {
      from: 'suspect',
      to: 'broken',
      at: t0,
      failingSinceAt: new Date(t0.getTime() - 4320 * minuteMs),
      code: 'http/not-found',
      class: 'gone',
    })
  }
}

function alerts() {
  return database.db
    .selectFrom('alerts')
    .innerJoin('recipients as r', 'r.id', 'alerts.recipient_id')
    .select([
      'r.address',
      'edge',
      'state',
      'attempts',
      'answer',
      'message_id',
      'next_try_at',
      'lease_until',
      'sent_at',
      'maybe_sent',
      'channel_fault',
    ])
    .orderBy('alerts.id')
    .execute()
}

const sentIds = () => server.mails.map(({ parsed }) => parsed.messageId)

describe('the outbox', () => {
  it('tells every recipient once, in their language, and has nothing left to tell', async () => {
    await syncRecipients(database.db, 'email', ['one@desk.example', 'two@desk.example'])
    await database.db
      .updateTable('recipients')
      .set({ language: 'en' })
      .where('address', 'like', 'two%')
      .execute()
    await breakContacts(2)
    expect(await deliver()).toBe(4)
    expect(await deliver()).toBe(0)
    expect(
      server.mails.map(({ to, parsed }) => `${to[0]} ${parsed.subject?.split(' · ')[0]}`).sort(),
    ).toEqual([
      'one@desk.example [Сломан] Ozon',
      'one@desk.example [Сломан] Вайлдберриз',
      'two@desk.example [Broken] Ozon',
      'two@desk.example [Broken] Wildberries',
    ])
    for (const alert of await alerts()) {
      expect(alert).toMatchObject({ state: 'sent', attempts: 1, sent_at: t0, lease_until: null })
      expect(alert.answer).toMatch(/^250/)
    }
  })

  it('tells of the recovery in the thread of the break, under the same subject, and after it', async () => {
    await syncRecipients(database.db, 'email', ['one@desk.example'])
    await breakContacts(1)
    expect(await deliver()).toBe(1)
    now = new Date(t0.getTime() + 60 * minuteMs)
    await moveContact(database.db, 'ozon/c0', { from: 'broken', to: 'fresh', at: now })
    expect(await deliver()).toBe(1)
    const [opened, resolved] = server.mails.map(({ parsed }) => parsed)
    expect(opened?.messageId).toMatch(/^<incident-\d+\.opened\.\d+@monitor\.example>$/)
    expect(resolved?.inReplyTo).toBe(opened?.messageId)
    expect(resolved?.subject?.replace('[Исправлен]', '')).toBe(opened?.subject?.replace('[Сломан]', ''))
    expect(resolved?.text).toContain('Перерыв: 3 дня 1 час.')
  })

  it('shared by two senders sends nothing twice', async () => {
    await syncRecipients(database.db, 'email', ['a@desk.example', 'b@desk.example', 'c@desk.example'])
    await breakContacts(8)
    const delivered = await Promise.all([deliver(), deliver(), deliver()])
    expect(delivered.reduce((a, b) => a + b)).toBe(24)
    expect(new Set(sentIds()).size).toBe(24)
    expect(server.mails).toHaveLength(24)
  })
})

it('begins no mail whose lease might end before it is sent', async () => {
  await syncRecipients(database.db, 'email', ['one@desk.example'])
  await breakContacts(5)
  const startedAt = now.getTime()
  // Each look at the clock is 25 s later: after two mails the lease of 120 s is too short for a third.
  const ticking = () => {
    now = new Date(now.getTime() + 25_000)
    return now
  }
  expect(await deliver({ now: ticking })).toBe(5)
  expect(new Set(sentIds()).size).toBe(5)
  expect(server.mails).toHaveLength(5)
  expect(now.getTime() - startedAt).toBeGreaterThan(120_000)
  for (const { state } of await alerts()) expect(state).toBe('sent')
})

describe('a recipient that cannot be reached', () => {
  it('is tried again later with the same Message-ID, and holds up nobody', async () => {
    await syncRecipients(database.db, 'email', ['busy@desk.example', 'one@desk.example'])
    server.replies.set('busy@desk.example', { at: 'DATA', code: 451 })
    await breakContacts(3)
    expect(await deliver()).toBe(3)
    const waiting = (await alerts()).filter(({ address }) => address.startsWith('busy'))
    for (const alert of waiting) {
      expect(alert).toMatchObject({ state: 'pending', attempts: 1, answer: '451 refused with 451' })
      expect(alert.next_try_at).toEqual(new Date(t0.getTime() + 0.5 * minuteMs))
    }
    // Its other alerts were put off with the first one, not tried in vain.
    expect(server.mails.filter(({ to }) => to[0]?.startsWith('busy'))).toHaveLength(1)

    server.replies.clear()
    expect(await deliver()).toBe(0)
    now = new Date(t0.getTime() + minuteMs)
    expect(await deliver()).toBe(3)
    const ids = sentIds()
    expect(ids).toHaveLength(7)
    expect(new Set(ids).size).toBe(6)
  })

  it('for good is not asked twice for one alert', async () => {
    await syncRecipients(database.db, 'email', ['gone@desk.example', 'one@desk.example'])
    server.replies.set('gone@desk.example', { at: 'RCPT', code: 550 })
    await breakContacts(1)
    expect(await deliver()).toBe(1)
    now = new Date(t0.getTime() + 60 * minuteMs)
    expect(await deliver()).toBe(0)
    expect((await alerts())[0]).toMatchObject({ state: 'dead', attempts: 1, answer: '550 refused with 550' })
  })

  it('for 48 hours is given up, and its last answer is kept', async () => {
    await syncRecipients(database.db, 'email', ['busy@desk.example'])
    server.replies.set('*', { at: 'RCPT', code: 450 })
    await breakContacts(1)
    for (let hour = 0; hour <= 49; hour++) {
      now = new Date(t0.getTime() + hour * 60 * minuteMs)
      await deliver()
    }
    expect((await alerts())[0]).toMatchObject({ state: 'dead', answer: '450 refused with 450' })
  })
})

describe('a fault of ours', () => {
  it('leaves the alert to its lease and the others to their delivery', async () => {
    await syncRecipients(database.db, 'email', ['one@desk.example'])
    await breakContacts(2)
    const [first] = await alerts()
    const failing = {
      reasonText: () => {
        throw new Error('a bug')
      },
    }
    expect(await deliver({ kinds: failing })).toBe(0)
    expect(first).toMatchObject({ state: 'pending' })
    for (const alert of await alerts())
      expect(alert.lease_until).toEqual(new Date(t0.getTime() + 2 * minuteMs))
    expect(await deliver()).toBe(0)
    now = new Date(t0.getTime() + 3 * minuteMs)
    expect(await deliver()).toBe(2)
  })

  it('such as a channel that is not set up keeps the alert waiting', async () => {
    await syncRecipients(database.db, 'pigeon', ['loft 3'])
    await breakContacts(1)
    expect(await deliver()).toBe(0)
    expect((await alerts())[0]).toMatchObject({
      state: 'pending',
      answer: 'no channel named pigeon is set up',
      channel_fault: true,
    })
  })

  it('such as an incident whose contacts are gone ends the alert', async () => {
    await syncRecipients(database.db, 'email', ['one@desk.example'])
    await breakContacts(1)
    await database.db.deleteFrom('contacts').execute()
    expect(await deliver()).toBe(0)
    expect((await alerts())[0]).toMatchObject({ state: 'dead', attempts: 1 })
    expect(server.mails).toHaveLength(0)
  })
})
