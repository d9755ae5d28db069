import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listLetters } from '../src/store/letters.ts'
import { listRecipients, readSecrets } from '../src/store/recipients.ts'
import {
  formOf,
  noon,
  openTestDashboard,
  type TestDashboard,
  type Visitor,
} from '../test/support/dashboard.ts'
import { setScene } from '../test/support/dashboard-scene.ts'

let house: TestDashboard
let admin: Visitor
beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  admin = await house.signIn('admin')
})
afterAll(() => house.stop())
beforeEach(async () => {
  await house.db.deleteFrom('recipients').where('origin', '=', 'person').execute()
})

const post = (path: string, fields: Record<string, string> = {}) =>
  house.app.request(path, formOf(admin, fields))
const page = async (path: string) => {
  const answer = await house.app.request(path, { headers: { Cookie: admin.cookie, 'Accept-Language': 'ru' } })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
const newest = async () => (await listRecipients(house.db)).at(-1)

async function addMail(): Promise<number> {
  await post('/settings/alerts', { channel: 'email', address: 'new@desk.example', language: 'en' })
  return (await newest())?.id ?? 0
}

describe('recipients', () => {
  it('are added from now on, without a word of what is past', async () => {
    const id = await addMail()
    expect(await newest()).toMatchObject({
      address: 'new@desk.example',
      language: 'en',
      active: true,
      addedAt: noon,
    })
    expect(await listLetters(house.db, { recipientId: id, limit: 9 })).toEqual([])
    expect((await page('/settings/alerts')).text).toContain('new@desk.example')
  })

  it.each([
    ['email', 'no-at-sign'],
    ['email', 'a@b.example\r\nBcc: v@evil.example'],
    ['webhook', 'ftp://hooks.example/'],
    ['webhook', 'https://user:pass@hooks.example/'],
    ['telegram-bot', 'not a chat'],
    ['pigeon', 'loft'],
    ['constructor', 'x'],
  ])('of the channel %s are refused with an address such as %j', async (channel, address) => {
    const before = (await listRecipients(house.db)).length
    const answer = await post('/settings/alerts', { channel, address, language: 'ru' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('class="problem"')
    expect(await listRecipients(house.db)).toHaveLength(before)
  })

  it('keep what a form states, and leave out what nobody knows', async () => {
    const id = await addMail()
    const body = new URLSearchParams([
      ['csrf', admin.csrf],
      ...[
        ['language', 'ru'],
        ['marketplaces', 'ozon'],
        ['marketplaces', 'nowhere'],
        ['kinds', 'phone'],
        ['audiences', 'seller'],
        ['importances', 'critical'],
        ['owners', 'Анна,  Борис ,'],
        ['wants', 'monitor'],
        ['mode', 'weekly'],
        ['at', '08:30'],
        ['weekday', '5'],
        ['zone', 'Asia/Yekaterinburg'],
        ['quietFrom', '22:00'],
        ['quietUntil', '07:00'],
        ['escalateAfter', '90'],
      ],
    ])
    const answer = await house.app.request(`/settings/alerts/${id}`, {
      ...formOf(admin),
      body: body.toString(),
    })
    expect(answer.status).toBe(303)
    expect(await newest()).toMatchObject({
      language: 'ru',
      settings: {
        routes: {
          marketplaces: ['ozon'],
          kinds: ['phone'],
          audiences: ['seller'],
          importances: ['critical'],
          owners: ['Анна', 'Борис'],
        },
        rhythm: { mode: 'weekly', atMinute: 510, weekday: 5 },
        zone: 'Asia/Yekaterinburg',
        quiet: { fromMinute: 1320, untilMinute: 420 },
        wants: { recovered: false, reminders: false, people: false, monitor: true },
        escalateAfterMinutes: 90,
      },
    })
    expect((await page(`/settings/alerts/${id}`)).text).toMatch(/value="ozon" checked/)
  })

  it.each([
    { zone: 'Mars/Olympus', at: '09:00' },
    { zone: 'Europe/Moscow', at: '25:00' },
    { zone: 'Europe/Moscow', at: '09:00', quietFrom: '22:00' },
    { zone: 'Europe/Moscow', at: '09:00', escalateAfter: '-5' },
  ])('are told what is wrong with %j', async (fields) => {
    const id = await addMail()
    const answer = await post(`/settings/alerts/${id}`, fields as Record<string, string>)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('role="status"')
  })

  it('can be stopped and brought back', async () => {
    const id = await addMail()
    await post(`/settings/alerts/${id}/switch`, { on: '0' })
    expect(await newest()).toMatchObject({ active: false, stoppedBy: 'Анна' })
    await post(`/settings/alerts/${id}/switch`, { on: '1' })
    expect(await newest()).toMatchObject({ active: true, stoppedBy: null })
  })

  it('get a test whose answer is shown with the others', async () => {
    const id = await addMail()
    expect((await post(`/settings/alerts/${id}/test`)).status).toBe(303)
    const [letter] = await listLetters(house.db, { recipientId: id, limit: 9 })
    expect(letter).toMatchObject({ topic: 'test', state: 'pending' })
    await house.db
      .updateTable('alerts')
      .set({ state: 'dead', answer: '550 no <b>such</b> user' })
      .where('id', '=', letter?.id ?? 0)
      .execute()
    const { text } = await page(`/settings/alerts/${id}`)
    expect(text).toContain('550 no &lt;b&gt;such&lt;/b&gt; user')
    expect(text).toContain(`/mails/${letter?.id}/resend`)
  })
})

describe('a webhook', () => {
  it('shows its secret once, and a new one beside the old', async () => {
    const answer = await post('/settings/alerts', {
      channel: 'webhook',
      address: 'https://hooks.example/in',
      language: 'ru',
    })
    const [secret] = /whsec_[\w+/=]+/.exec(await answer.text()) ?? []
    const id = (await newest())?.id ?? 0
    expect(await readSecrets(house.db, id)).toEqual([secret])
    expect((await page(`/settings/alerts/${id}`)).text).not.toContain('whsec_')
    const rotated = await post(`/settings/alerts/${id}/secret`)
    const [second] = /whsec_[\w+/=]+/.exec(await rotated.text()) ?? []
    expect(await readSecrets(house.db, id)).toEqual([second, secret])
    const audit = await house.db.selectFrom('audit').selectAll().execute()
    expect(JSON.stringify(audit)).not.toContain('whsec_')
  })
})

describe('the preview', () => {
  it('is the mail of the newest incident: text on our page, HTML in a room of its own', async () => {
    const id = await addMail()
    const shown = await page(`/settings/alerts/${id}/preview`)
    expect(shown.text).toContain('[Changed]')
    const html = await page(`/settings/alerts/${id}/preview.html`)
    expect(html.headers.get('content-security-policy')).toBe(
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    )
    expect(html.text).toContain('Take it')
    expect((await page('/settings/alerts')).headers.get('content-security-policy')).toContain(
      "script-src 'self'",
    )
  })
})

describe('the page of mails', () => {
  it('shows what died with the server’s answer and sends it again', async () => {
    const { id } = await house.db
      .selectFrom('alerts')
      .select('id')
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow()
    await house.db
      .updateTable('alerts')
      .set({ state: 'dead', answer: '554 refused for policy' })
      .where('id', '=', id)
      .execute()
    expect((await page('/mails')).text).toContain('554 refused for policy')
    expect((await post(`/mails/${id}/resend`)).headers.get('location')).toBe('/mails?notice=resent')
    const revived = await house.db
      .selectFrom('alerts')
      .select(['state', 'attempts'])
      .where('id', '=', id)
      .executeTakeFirst()
    expect(revived).toEqual({ state: 'pending', attempts: 0 })
    expect((await post(`/mails/${id}/resend`)).status).toBe(404)
  })
})
