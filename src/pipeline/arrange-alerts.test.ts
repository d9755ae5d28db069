import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AlertDesk, t0 } from '../../test/support/alert-desk.ts'
import { moveContact, seedContact } from '../../test/support/seed.ts'
import { fillSettings, type RecipientSettings } from '../domain/recipient.ts'
import { note } from '../store/monitor.ts'
import { syncRecipients } from '../store/recipients.ts'
import { changeMany } from './change-many.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
let desk: AlertDesk

beforeAll(async () => {
  desk = await AlertDesk.open()
}, 60_000)
afterAll(() => desk?.close())
beforeEach(() => desk.clear())

describe('many incidents of one cause', () => {
  it('are one mail when five of a host come together, and their end is one too', async () => {
    for (let n = 0; n < 6; n++) await desk.breakContact(`ozon/c${n}`, { host: 'seller.ozon.ru' })
    expect(await desk.deliver()).toBe(1)
    expect(desk.subjects).toEqual(['[Сломаны] seller.ozon.ru · 6 контактов сразу'])
    expect(desk.server.mails[0]?.parsed.text).toContain('https://monitor.example/contacts/ozon/c5')
    expect((await desk.rows()).filter(({ edge }) => edge === 'opened')).toHaveLength(6)
    for (const row of await desk.rows()) expect(row.state).toBe('sent')
    desk.pass(10 * minuteMs)
    for (let n = 0; n < 6; n++) await desk.mend(`ozon/c${n}`)
    expect(await desk.deliver()).toBe(1)
    expect(desk.subjects[1]).toBe('[Исправлен] seller.ozon.ru · 6 контактов снова работают')
  })

  it('are one mail when they share a marketplace only', async () => {
    for (let n = 0; n < 5; n++) await desk.breakContact(`ozon/c${n}`)
    expect(await desk.deliver()).toBe(1)
    expect(desk.subjects).toEqual(['[Сломаны] Ozon · 5 контактов сразу'])
  })

  it('that trickle in are four mails and one more', async () => {
    for (let n = 0; n < 20; n++) {
      await desk.breakContact(`ozon/c${n}`, { host: 'seller.ozon.ru' })
      await desk.deliver()
      desk.pass(5_000)
    }
    expect(desk.server.mails).toHaveLength(4)
    for (let n = 0; n < 60; n++) {
      desk.pass(5_000)
      await desk.deliver()
    }
    expect(desk.server.mails).toHaveLength(5)
    expect(desk.subjects[4]).toContain('16 контактов')
    for (const row of await desk.rows()) expect(row.state).toBe('sent')
  })

  it('stay apart when they are fewer or elsewhere', async () => {
    for (let n = 0; n < 4; n++) await desk.breakContact(`ozon/c${n}`)
    for (let n = 0; n < 4; n++) await desk.breakContact(`wildberries/c${n}`)
    expect(await desk.deliver()).toBe(8)
  })
})

describe('a day without a mail server', () => {
  it('ends in one digest for each recipient, with what broke and recovered in one line', async () => {
    await syncRecipients(desk.database.db, 'email', ['one@desk.example', 'two@desk.example'])
    desk.server.replies.set('*', { at: 'MAIL', code: 451 })
    for (let n = 0; n < 9; n++) {
      await desk.breakContact(n % 2 === 0 ? `ozon/c${n}` : `wildberries/c${n}`)
      if (n % 3 === 0) await desk.mend(n % 2 === 0 ? `ozon/c${n}` : `wildberries/c${n}`)
      await desk.deliver()
      desk.pass(160 * minuteMs)
    }
    expect(desk.server.mails).toHaveLength(0)
    desk.server.replies.clear()
    for (let n = 0; n < 2; n++) {
      await desk.deliver()
      desk.pass(hourMs)
    }
    expect(desk.server.mails.map(({ to }) => to[0]).sort()).toEqual(['one@desk.example', 'two@desk.example'])
    const [mail] = desk.server.mails
    expect(mail?.parsed.subject).toBe('[Сводка] требуют внимания: 6, исправлены: 3')
    expect(mail?.parsed.text).toContain('СЛОМАЛИСЬ И УЖЕ ИСПРАВЛЕНЫ (3)')
    for (const row of await desk.rows()) expect(row.state).toBe('sent')
  })
})

describe('whoever wants a digest', () => {
  it('gets it at their hour in their zone, once, and nothing before', async () => {
    await desk.wish({ rhythm: { mode: 'daily', atMinute: 540, weekday: 1 }, zone: 'Asia/Yekaterinburg' })
    await desk.breakContact('ozon/a')
    await desk.breakContact('ozon/b')
    expect(await desk.deliver()).toBe(0)
    // 09:00 in Yekaterinburg is 04:00 UTC.
    desk.now = new Date('2026-11-23T03:59:00Z')
    expect(await desk.deliver()).toBe(0)
    desk.now = new Date('2026-11-23T04:00:00Z')
    expect(await desk.deliver()).toBe(1)
    expect(desk.subjects).toEqual(['[Сводка] требуют внимания: 2'])
    desk.pass(24 * hourMs)
    expect(await desk.deliver()).toBe(0)
  })
})

describe('quiet hours', () => {
  it('hold everything back and end in one mail', async () => {
    await desk.wish({ quiet: { fromMinute: 660, untilMinute: 840 } })
    await desk.breakContact('ozon/a')
    await desk.breakContact('wildberries/b')
    expect(await desk.deliver()).toBe(0)
    desk.now = new Date('2026-11-22T11:00:00Z')
    expect(await desk.deliver()).toBe(1)
    expect(desk.subjects).toEqual(['[Сводка] требуют внимания: 2'])
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
    await desk.wish({ routes: { ...fillSettings({}).routes, ...routes } as RecipientSettings['routes'] })
    await desk.breakContact('ozon/a', { importance: 'critical' })
    expect(await desk.deliver()).toBe(told)
  })

  it('leaves out recoveries for whoever wants none, and writes that down', async () => {
    await desk.wish({ wants: { ...fillSettings({}).wants, recovered: false } })
    await desk.breakContact('ozon/a')
    await desk.deliver()
    await desk.mend('ozon/a')
    expect(await desk.deliver()).toBe(0)
    expect((await desk.rows()).at(-1)).toMatchObject({ edge: 'resolved', state: 'withheld' })
  })

  it('tells a new recipient nothing of what is past, neither its beginning nor its end', async () => {
    await desk.breakContact('ozon/a')
    await desk.deliver()
    await syncRecipients(desk.database.db, 'email', ['one@desk.example', 'new@desk.example'])
    await desk.mend('ozon/a')
    await desk.deliver()
    expect(desk.server.mails.map(({ to }) => to[0])).toEqual(['one@desk.example', 'one@desk.example'])
  })
})

describe('silence', () => {
  it('covers a muted contact, and is written down', async () => {
    await seedContact(desk.database.db, { id: 'ozon/a' }, t0)
    const until = new Date(t0.getTime() + hourMs)
    await changeMany(desk.pipeline, ['ozon/a'], { verb: 'mute', until, reason: 'known' }, { by: 'Анна' })
    await moveContact(desk.database.db, 'ozon/a', {
      from: 'suspect',
      to: 'broken',
      at: desk.now,
      code: 'http/gone',
      class: 'gone',
    })
    await moveContact(desk.database.db, 'ozon/a', { from: 'broken', to: 'fresh', at: desk.now })
    expect(await desk.deliver()).toBe(0)
    expect(await desk.rows()).toEqual([
      { edge: 'opened', state: 'withheld', carried_by: null, answer: 'the contact is muted' },
    ])
  })

  it('is kept while our own canaries fail, but for news of the monitor', async () => {
    await note(desk.database.db, 'online', { online: false, since: t0.toISOString() }, t0)
    await desk.breakContact('ozon/a')
    expect(await desk.deliver()).toBe(0)
    await note(desk.database.db, 'online', { online: true, since: t0.toISOString() }, t0)
    expect(await desk.deliver()).toBe(1)
  })
})
