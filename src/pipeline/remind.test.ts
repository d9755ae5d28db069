import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AlertDesk, publicUrl, t0 } from '../../test/support/alert-desk.ts'
import { seedContact } from '../../test/support/seed.ts'
import { syncRecipients } from '../store/recipients.ts'
import { escalate, remind } from './remind.ts'
import { acknowledgeIncident } from './take-incident.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
let desk: AlertDesk

beforeAll(async () => {
  desk = await AlertDesk.open()
}, 60_000)
afterAll(() => desk?.close())
beforeEach(() => desk.clear())

describe('what time brings', () => {
  const mondayMorning = new Date('2026-11-23T06:00:00Z')

  it('is a weekly reminder of what is still broken, worst first, and of nothing else', async () => {
    await desk.breakContact('ozon/minor', { importance: 'minor' })
    await desk.breakContact('ozon/critical', { importance: 'critical' })
    await desk.breakContact('wildberries/taken')
    await desk.breakContact('wildberries/mended')
    await desk.deliver()
    await desk.mend('wildberries/mended')
    const taken = await desk.database.db
      .selectFrom('incident_contacts')
      .select('incident_id')
      .where('contact_id', '=', 'wildberries/taken')
      .executeTakeFirstOrThrow()
    await acknowledgeIncident(desk.pipeline, taken.incident_id, 'Анна')
    await desk.deliver()
    const before = desk.server.mails.length
    desk.now = new Date(mondayMorning.getTime() + 4 * hourMs)
    for (let n = 0; n < 3; n++) await remind(desk.pipeline, publicUrl)
    await desk.deliver()
    const [mail, ...more] = desk.server.mails.slice(before)
    expect(more).toEqual([])
    expect(mail?.parsed.subject).toBe('[Всё ещё сломаны] 2 контакта ждут правки')
    const text = mail?.parsed.text ?? ''
    expect(text.indexOf('ozon/critical')).toBeGreaterThan(0)
    expect(text.indexOf('ozon/critical')).toBeLessThan(text.indexOf('ozon/minor'))
    expect(text).not.toContain('wildberries/')
  })

  it('is a weekly list of what people must verify', async () => {
    await seedContact(desk.database.db, { id: 'ozon/hotline', kind: 'phone' }, t0)
    await desk.database.db
      .updateTable('contacts')
      .set({ human_check: JSON.stringify({ how: { ru: 'Позвоните.', en: 'Call.' }, everyDays: 30 }) })
      .execute()
    desk.now = mondayMorning
    await remind(desk.pipeline, publicUrl)
    await desk.deliver()
    expect(desk.subjects).toEqual(['[Нужен человек] 1 контакт проверит только человек'])
    expect(desk.server.mails[0]?.parsed.text).toContain('Позвоните.')
  })

  it('is no mail at all in a week without trouble', async () => {
    desk.now = mondayMorning
    await remind(desk.pipeline, publicUrl)
    expect(await desk.deliver()).toBe(0)
    expect((await desk.rows()).map(({ state }) => state)).toEqual(['withheld', 'withheld'])
  })

  it('is somebody else when nobody took an incident, once, in a thread that ends', async () => {
    await syncRecipients(desk.database.db, 'email', ['one@desk.example', 'boss@desk.example'])
    await desk.database.db
      .updateTable('recipients')
      .set({ added_at: new Date(t0.getTime() - hourMs) })
      .execute()
    await desk.wish({ escalateAfterMinutes: 120 }, 'boss@desk.example')
    await desk.breakContact('ozon/a')
    await desk.deliver()
    desk.pass(119 * minuteMs)
    expect(await escalate(desk.pipeline)).toBe(0)
    desk.pass(minuteMs)
    expect(await escalate(desk.pipeline)).toBe(1)
    expect(await escalate(desk.pipeline)).toBe(0)
    await desk.deliver()
    expect(desk.server.mails.map(({ to }) => to[0])).toEqual(['one@desk.example', 'boss@desk.example'])
    expect(desk.subjects[1]).toMatch(/^\[Никто не взял\] Ozon/)
    expect(desk.server.mails[1]?.parsed.text).toMatch(/Инцидент открыт 2 часа/)
    await desk.mend('ozon/a')
    await desk.deliver()
    const end = desk.server.mails.find(({ to, parsed }) => to[0]?.startsWith('boss') && parsed.inReplyTo)
    expect(end?.parsed.inReplyTo).toBe(desk.server.mails[1]?.parsed.messageId)
  })

  it('is not told of what somebody took', async () => {
    await desk.wish({ escalateAfterMinutes: 1 })
    await desk.breakContact('ozon/a')
    const { id } = await desk.database.db.selectFrom('incidents').select('id').executeTakeFirstOrThrow()
    await acknowledgeIncident(desk.pipeline, id, 'Анна')
    desk.pass(hourMs)
    expect(await escalate(desk.pipeline)).toBe(0)
  })
})
