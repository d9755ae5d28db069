import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts'
import { moveContact, seedContact, seedMarketplaces } from '../../test/support/seed.ts'
import type { Channel } from '../alerts/alert.ts'
import { openChannels } from '../alerts/channels.ts'
import { patienceOf } from '../domain/patience.ts'
import { fillSettings, type RecipientSettings } from '../domain/recipient.ts'
import { registry } from '../kinds/index.ts'
import { openLog } from '../log.ts'
import { note } from '../store/monitor.ts'
import { listRecipients, saveRecipient, syncRecipients } from '../store/recipients.ts'
import { changeMany } from './change-many.ts'
import type { Pipeline } from './context.ts'
import { deliverAlerts } from './deliver-alerts.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Sunday noon in Moscow. */
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
  for (const table of ['incidents', 'contacts', 'recipients', 'monitor'] as const)
    await db.deleteFrom(table).execute()
  server = await startMailServer()
  channels = openChannels({ smtpUrl: server.url, mailFrom: 'W <watch@monitor.example>', mailDir: '/nowhere' })
  await syncRecipients(db, 'email', ['one@desk.example'])
  await db
    .updateTable('recipients')
    .set({ added_at: new Date(t0.getTime() - 30 * 24 * hourMs) })
    .execute()
})
afterEach(async () => {
  for (const channel of channels.values()) await channel.close()
  await server.close()
})

const pipeline = (): Pipeline => ({
  db: database.db,
  log: openLog('silent'),
  now: () => now,
  timeScale: 1,
  kinds: registry,
  patience: patienceOf('balanced'),
  wake: { runHosts: async () => undefined, deliverAlerts: async () => undefined },
})
const deliver = () => deliverAlerts(pipeline(), channels, { publicUrl })
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
const subjects = () => server.mails.map(({ parsed }) => parsed.subject ?? '')

async function wish(settings: Partial<RecipientSettings>, address = 'one@desk.example'): Promise<void> {
  const found = (await listRecipients(database.db)).find((recipient) => recipient.address === address)
  await saveRecipient(database.db, found?.id ?? 0, { language: 'ru', settings: fillSettings(settings) })
}

async function breakContact(
  id: string,
  over: Parameters<typeof seedContact>[1] | object = {},
): Promise<void> {
  await seedContact(database.db, { id, host: `${id.replace('/', '.')}.example`, ...over }, t0)
  const failingSinceAt = new Date(now.getTime() - 72 * hourMs)
  await moveContact(database.db, id, {
    ...{ from: 'suspect', to: 'broken', at: now, code: 'http/not-found', class: 'gone', failingSinceAt },
  })
}
const mend = (id: string) => moveContact(database.db, id, { from: 'broken', to: 'fresh', at: now })
const rows = () =>
  database.db.selectFrom('alerts').select(['edge', 'state', 'carried_by', 'answer']).orderBy('id').execute()

describe('many incidents of one cause', () => {
  it('are one mail when five of a host come together, and their end is one too', async () => {
    for (let n = 0; n < 6; n++) await breakContact(`ozon/c${n}`, { host: 'seller.ozon.ru' })
    expect(await deliver()).toBe(1)
    expect(subjects()).toEqual(['[Сломаны] seller.ozon.ru · 6 контактов сразу'])
    expect(server.mails[0]?.parsed.text).toContain('https://monitor.example/contacts/ozon/c5')
    expect((await rows()).filter(({ edge }) => edge === 'opened')).toHaveLength(6)
    for (const row of await rows()) expect(row.state).toBe('sent')
    pass(10 * minuteMs)
    for (let n = 0; n < 6; n++) await mend(`ozon/c${n}`)
    expect(await deliver()).toBe(1)
    expect(subjects()[1]).toBe('[Исправлен] seller.ozon.ru · 6 контактов снова работают')
  })

  it('are one mail when they share a marketplace only', async () => {
    for (let n = 0; n < 5; n++) await breakContact(`ozon/c${n}`)
    expect(await deliver()).toBe(1)
    expect(subjects()).toEqual(['[Сломаны] Ozon · 5 контактов сразу'])
  })

  it('that trickle in are four mails and one more', async () => {
    for (let n = 0; n < 20; n++) {
      await breakContact(`ozon/c${n}`, { host: 'seller.ozon.ru' })
      await deliver()
      pass(5_000)
    }
    expect(server.mails).toHaveLength(4)
    for (let n = 0; n < 60; n++) {
      pass(5_000)
      await deliver()
    }
    expect(server.mails).toHaveLength(5)
    expect(subjects()[4]).toContain('16 контактов')
    for (const row of await rows()) expect(row.state).toBe('sent')
  })

  it('stay apart when they are fewer or elsewhere', async () => {
    for (let n = 0; n < 4; n++) await breakContact(`ozon/c${n}`)
    for (let n = 0; n < 4; n++) await breakContact(`wildberries/c${n}`)
    expect(await deliver()).toBe(8)
  })
})

describe('a day without a mail server', () => {
  it('ends in one digest for each recipient, with what broke and recovered in one line', async () => {
    await syncRecipients(database.db, 'email', ['one@desk.example', 'two@desk.example'])
    server.replies.set('*', { at: 'MAIL', code: 451 })
    for (let n = 0; n < 9; n++) {
      await breakContact(n % 2 === 0 ? `ozon/c${n}` : `wildberries/c${n}`)
      if (n % 3 === 0) await mend(n % 2 === 0 ? `ozon/c${n}` : `wildberries/c${n}`)
      await deliver()
      pass(160 * minuteMs)
    }
    expect(server.mails).toHaveLength(0)
    server.replies.clear()
    for (let n = 0; n < 2; n++) {
      await deliver()
      pass(hourMs)
    }
    expect(server.mails.map(({ to }) => to[0]).sort()).toEqual(['one@desk.example', 'two@desk.example'])
    const [mail] = server.mails
    expect(mail?.parsed.subject).toBe('[Сводка] требуют внимания: 6, исправлены: 3')
    expect(mail?.parsed.text).toContain('СЛОМАЛИСЬ И УЖЕ ИСПРАВЛЕНЫ (3)')
    for (const row of await rows()) expect(row.state).toBe('sent')
  })
})

describe('whoever wants a digest', () => {
  it('gets it at their hour in their zone, once, and nothing before', async () => {
    await wish({ rhythm: { mode: 'daily', atMinute: 540, weekday: 1 }, zone: 'Asia/Yekaterinburg' })
    await breakContact('ozon/a')
    await breakContact('ozon/b')
    expect(await deliver()).toBe(0)
    // 09:00 in Yekaterinburg is 04:00 UTC.
    now = new Date('2026-11-23T03:59:00Z')
    expect(await deliver()).toBe(0)
    now = new Date('2026-11-23T04:00:00Z')
    expect(await deliver()).toBe(1)
    expect(subjects()).toEqual(['[Сводка] требуют внимания: 2'])
    pass(24 * hourMs)
    expect(await deliver()).toBe(0)
  })
})

describe('quiet hours', () => {
  it('hold everything back and end in one mail', async () => {
    await wish({ quiet: { fromMinute: 660, untilMinute: 840 } })
    await breakContact('ozon/a')
    await breakContact('wildberries/b')
    expect(await deliver()).toBe(0)
    now = new Date('2026-11-22T11:00:00Z')
    expect(await deliver()).toBe(1)
    expect(subjects()).toEqual(['[Сводка] требуют внимания: 2'])
  })
})

describe('routing', () => {
  it.each([
    [{ marketplaces: ['ozon'] }, 1],
    [{ marketplaces: ['wildberries'] }, 0],
    [{ kinds: ['phone'] }, 0],
    [{ importances: ['critical'] }, 1],
    [{ audiences: ['buyer'] }, 0],
    [{ owners: ['Анна'] }, 0],
  ])('%j of a critical page for sellers of Ozon tells %i', async (routes, told) => {
    await wish({ routes: { ...fillSettings({}).routes, ...routes } as RecipientSettings['routes'] })
    await breakContact('ozon/a', { importance: 'critical' })
    expect(await deliver()).toBe(told)
  })

  it('leaves out recoveries for whoever wants none, and writes that down', async () => {
    await wish({ wants: { ...fillSettings({}).wants, recovered: false } })
    await breakContact('ozon/a')
    await deliver()
    await mend('ozon/a')
    expect(await deliver()).toBe(0)
    expect((await rows()).at(-1)).toMatchObject({ edge: 'resolved', state: 'withheld' })
  })

  it('tells a new recipient nothing of what is past, neither its beginning nor its end', async () => {
    await breakContact('ozon/a')
    await deliver()
    await syncRecipients(database.db, 'email', ['one@desk.example', 'new@desk.example'])
    await mend('ozon/a')
    await deliver()
    expect(server.mails.map(({ to }) => to[0])).toEqual(['one@desk.example', 'one@desk.example'])
  })
})

describe('silence', () => {
  it('covers a muted contact, and is written down', async () => {
    await seedContact(database.db, { id: 'ozon/a' }, t0)
    const until = new Date(t0.getTime() + hourMs)
    await changeMany(pipeline(), ['ozon/a'], { verb: 'mute', until, reason: 'known' }, { by: 'Анна' })
    await moveContact(database.db, 'ozon/a', {
      from: 'suspect',
      to: 'broken',
      at: now,
      code: 'http/gone',
      class: 'gone',
    })
    await moveContact(database.db, 'ozon/a', { from: 'broken', to: 'fresh', at: now })
    expect(await deliver()).toBe(0)
    expect(await rows()).toEqual([
      { edge: 'opened', state: 'withheld', carried_by: null, answer: 'the contact is muted' },
    ])
  })

  it('is kept while our own canaries fail, but for news of the monitor', async () => {
    await note(database.db, 'online', { online: false, since: t0.toISOString() }, t0)
    await breakContact('ozon/a')
    expect(await deliver()).toBe(0)
    await note(database.db, 'online', { online: true, since: t0.toISOString() }, t0)
    expect(await deliver()).toBe(1)
  })
})
