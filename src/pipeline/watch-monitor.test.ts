import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { AlertDesk } from '../../test/support/alert-desk.ts'
import { note } from '../store/monitor.ts'
import { watchMonitor } from './watch-monitor.ts'

const minuteMs = 60_000
let desk: AlertDesk

beforeAll(async () => {
  desk = await AlertDesk.open()
}, 60_000)
afterAll(() => desk?.close())
beforeEach(() => desk.clear())

const look = () => watchMonitor(desk.pipeline, new Date(0))
const beat = (heldSince: string | null = null) =>
  note(
    desk.database.db,
    'process:one',
    { roles: ['checker'], startedAt: desk.now.toISOString(), heldSince },
    desk.now,
  )

it('a monitor that works is no news', async () => {
  await beat()
  await look()
  expect(await desk.deliver()).toBe(0)
})

it('failures that are held back because too much fails at once are told, once, and their end in the thread', async () => {
  await beat(desk.now.toISOString())
  for (let n = 0; n < 3; n += 1) await look()
  expect(await desk.deliver()).toBe(1)
  expect(desk.server.mails[0]?.parsed.text).toMatch(/сразу слишком много разных контактов/)
  desk.pass(minuteMs)
  await beat()
  await look()
  expect(await desk.deliver()).toBe(1)
  expect(desk.subjects[1]).toMatch(/^\[Исправлен\]/)
  expect(desk.server.mails[1]?.parsed.inReplyTo).toBe(desk.server.mails[0]?.parsed.messageId)
})

it('a lost network is told after ten minutes, and not a short one', async () => {
  const since = desk.now.toISOString()
  await note(desk.database.db, 'online', { online: false, since }, desk.now)
  desk.pass(9 * minuteMs)
  await beat()
  await look()
  expect(await desk.deliver()).toBe(0)
  desk.pass(minuteMs)
  await beat()
  await look()
  expect(await desk.deliver()).toBe(1)
  expect(desk.server.mails[0]?.parsed.text).toMatch(/нет связи с интернетом/)
})

it('checkers that fell silent are told', async () => {
  await beat()
  desk.pass(11 * minuteMs)
  await look()
  expect(await desk.deliver()).toBe(1)
  expect(desk.server.mails[0]?.parsed.text).toMatch(/Ни один процесс проверки/)
})
