import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { AlertDesk } from '../../test/support/alert-desk.ts'
import { moveContact } from '../../test/support/seed.ts'
import { syncRecipients } from '../store/recipients.ts'
import { escalate } from './remind.ts'
import { tellWhatLasts } from './withhold-flapping.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
let desk: AlertDesk

beforeAll(async () => {
  desk = await AlertDesk.open()
}, 60_000)
afterAll(() => desk?.close())
beforeEach(() => desk.clear())

function breakAgain(id: string) {
  const cause = { code: 'http/not-found', class: 'gone', failingSinceAt: desk.now } as const
  return moveContact(desk.database.db, id, { from: 'suspect', to: 'broken', at: desk.now, ...cause })
}

/** Breaks and recoveries, a day each. */
async function comeAndGo(id: string, times: number): Promise<void> {
  await desk.breakContact(id)
  for (let time = 1; time <= times; time++) {
    await desk.deliver()
    desk.pass(dayMs)
    await desk.mend(id)
    await desk.deliver()
    desk.pass(dayMs)
    await breakAgain(id)
  }
}

it('the third break in a month says so, and the next ones and their ends are no mails', async () => {
  await comeAndGo('ozon/a', 4)
  expect(await desk.deliver()).toBe(0)
  const texts = desk.server.mails.map(({ parsed }) => parsed.text ?? '')
  expect(desk.subjects.map((subject) => subject.slice(0, 8))).toEqual([
    '[Сломан]',
    '[Исправл',
    '[Сломан]',
    '[Исправл',
    '[Сломан]',
    '[Исправл',
  ])
  expect(texts.map((text) => text.includes('то пропадает, то возвращается'))).toEqual([
    false,
    false,
    false,
    false,
    true,
    false,
  ])
  expect((await desk.rows()).filter(({ state }) => state === 'withheld')).toEqual([
    {
      edge: 'opened',
      state: 'withheld',
      carried_by: null,
      answer: expect.stringContaining('comes and goes'),
    },
    {
      edge: 'opened',
      state: 'withheld',
      carried_by: null,
      answer: expect.stringContaining('comes and goes'),
    },
  ])
})

it('what lasts for a week is told after all, and its end too', async () => {
  await comeAndGo('ozon/a', 3)
  await desk.deliver()
  desk.pass(7 * dayMs - hourMs)
  expect(await tellWhatLasts(desk.pipeline)).toBe(0)
  desk.pass(hourMs)
  expect(await tellWhatLasts(desk.pipeline)).toBe(1)
  expect(await tellWhatLasts(desk.pipeline)).toBe(0)
  expect(await desk.deliver()).toBe(1)
  expect(desk.subjects.at(-1)).toMatch(/^\[Сломан\]/)
  await desk.mend('ozon/a')
  expect(await desk.deliver()).toBe(1)
  expect(desk.subjects.at(-1)).toMatch(/^\[Исправлен\]/)
})

it('breaks of more than a month ago are forgotten', async () => {
  await comeAndGo('ozon/a', 3)
  await desk.deliver()
  await desk.mend('ozon/a')
  desk.pass(31 * dayMs)
  await breakAgain('ozon/a')
  expect(await desk.deliver()).toBe(1)
  expect(desk.server.mails.at(-1)?.parsed.text).not.toContain('то пропадает')
})

it('nobody is called because nobody took what was held back', async () => {
  await comeAndGo('ozon/a', 3)
  await desk.deliver()
  await syncRecipients(desk.database.db, 'email', ['one@desk.example', 'boss@desk.example'])
  await desk.wish({ escalateAfterMinutes: 1 }, 'boss@desk.example')
  const added_at = new Date(desk.now.getTime() - hourMs)
  await desk.database.db.updateTable('recipients').set({ added_at }).execute()
  desk.pass(hourMs)
  expect(await escalate(desk.pipeline)).toBe(0)
})

it('an incident with one contact that does not come and go is news', async () => {
  await comeAndGo('ozon/a', 3)
  const { db } = desk.database
  await desk.breakContact('ozon/b')
  const incident = await db
    .selectFrom('incident_contacts')
    .select('incident_id')
    .where('contact_id', '=', 'ozon/a')
    .where('recovered_at', 'is', null)
    .executeTakeFirstOrThrow()
  await db.deleteFrom('incident_contacts').where('contact_id', '=', 'ozon/b').execute()
  await db
    .insertInto('incident_contacts')
    .values({ ...incident, contact_id: 'ozon/b', joined_at: desk.now, recovered_at: null })
    .execute()
  expect(await desk.deliver()).toBeGreaterThan(0)
  const rows = await db
    .selectFrom('alerts')
    .select('state')
    .where('incident_id', '=', incident.incident_id)
    .execute()
  expect(rows).toEqual([{ state: 'sent' }])
})
