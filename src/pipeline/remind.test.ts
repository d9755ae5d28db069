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
import { listRecipients, saveRecipient, syncRecipients } from '../store/recipients.ts'
import type { Pipeline } from './context.ts'
import { deliverAlerts } from './deliver-alerts.ts'
import { escalate, remind } from './remind.ts'
import { acknowledgeIncident } from './take-incident.ts'

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

describe('what time brings', () => {
  const mondayMorning = new Date('2026-11-23T06:00:00Z')

  it('is a weekly reminder of what is still broken, worst first, and of nothing else', async () => {
    await breakContact('ozon/minor', { importance: 'minor' })
    await breakContact('ozon/critical', { importance: 'critical' })
    await breakContact('wildberries/taken')
    await breakContact('wildberries/mended')
    await deliver()
    await mend('wildberries/mended')
    const taken = await database.db
      .selectFrom('incident_contacts')
      .select('incident_id')
      .where('contact_id', '=', 'wildberries/taken')
      .executeTakeFirstOrThrow()
    await acknowledgeIncident(pipeline(), taken.incident_id, 'Анна')
    await deliver()
    const before = server.mails.length
    now = new Date(mondayMorning.getTime() + 4 * hourMs)
    for (let n = 0; n < 3; n++) await remind(pipeline(), publicUrl)
    await deliver()
    const [mail, ...more] = server.mails.slice(before)
    expect(more).toEqual([])
    expect(mail?.parsed.subject).toBe('[Всё ещё сломаны] 2 контакта ждут правки')
    const text = mail?.parsed.text ?? ''
    expect(text.indexOf('ozon/critical')).toBeGreaterThan(0)
    expect(text.indexOf('ozon/critical')).toBeLessThan(text.indexOf('ozon/minor'))
    expect(text).not.toContain('wildberries/')
  })

  it('is a weekly list of what people must verify', async () => {
    await seedContact(database.db, { id: 'ozon/hotline', kind: 'phone' }, t0)
    await database.db
      .updateTable('contacts')
      .set({ human_check: JSON.stringify({ how: { ru: 'Позвоните.', en: 'Call.' }, everyDays: 30 }) })
      .execute()
    now = mondayMorning
    await remind(pipeline(), publicUrl)
    await deliver()
    expect(subjects()).toEqual(['[Нужен человек] 1 контакт проверит только человек'])
    expect(server.mails[0]?.parsed.text).toContain('Позвоните.')
  })

  it('is no mail at all in a week without trouble', async () => {
    now = mondayMorning
    await remind(pipeline(), publicUrl)
    expect(await deliver()).toBe(0)
    expect((await rows()).map(({ state }) => state)).toEqual(['withheld', 'withheld'])
  })

  it('is somebody else when nobody took an incident, once, in a thread that ends', async () => {
    await syncRecipients(database.db, 'email', ['one@desk.example', 'boss@desk.example'])
    await database.db
      .updateTable('recipients')
      .set({ added_at: new Date(t0.getTime() - hourMs) })
      .execute()
    await wish({ escalateAfterMinutes: 120 }, 'boss@desk.example')
    await breakContact('ozon/a')
    await deliver()
    pass(119 * minuteMs)
    expect(await escalate(pipeline())).toBe(0)
    pass(minuteMs)
    expect(await escalate(pipeline())).toBe(1)
    expect(await escalate(pipeline())).toBe(0)
    await deliver()
    expect(server.mails.map(({ to }) => to[0])).toEqual(['one@desk.example', 'boss@desk.example'])
    expect(subjects()[1]).toMatch(/^\[Никто не взял\] Ozon/)
    expect(server.mails[1]?.parsed.text).toMatch(/Инцидент открыт 2 часа/)
    await mend('ozon/a')
    await deliver()
    const end = server.mails.find(({ to, parsed }) => to[0]?.startsWith('boss') && parsed.inReplyTo)
    expect(end?.parsed.inReplyTo).toBe(server.mails[1]?.parsed.messageId)
  })

  it('is not told of what somebody took', async () => {
    await wish({ escalateAfterMinutes: 1 })
    await breakContact('ozon/a')
    const { id } = await database.db.selectFrom('incidents').select('id').executeTakeFirstOrThrow()
    await acknowledgeIncident(pipeline(), id, 'Анна')
    pass(hourMs)
    expect(await escalate(pipeline())).toBe(0)
  })
})
