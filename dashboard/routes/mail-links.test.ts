import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MailAction, signLink } from '../../src/pipeline/mail-links.ts'
import { houseKey } from '../../src/store/house-keys.ts'
import { listRecipients, syncRecipients } from '../../src/store/recipients.ts'
import { formOf, noon, openTestDashboard, type TestDashboard } from '../../test/support/dashboard.ts'
import { setScene } from '../../test/support/dashboard-scene.ts'

let house: TestDashboard
let key = ''
let incidentId = 0
let recipientId = 0
beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  key = await houseKey(house.db, 'mail-links', noon)
})
afterAll(() => house.stop())
beforeEach(async () => {
  recipientId = (await listRecipients(house.db))[0]?.id ?? 0
  const incident = await house.db
    .selectFrom('incident_contacts')
    .select('incident_id')
    .where('contact_id', '=', 'ozon/form')
    .executeTakeFirst()
  incidentId = incident?.incident_id ?? 0
})
afterEach(async () => {
  await house.db.updateTable('recipients').set({ active: true, stopped_by: null }).execute()
})

function act(action: MailAction, expiresAt = new Date(noon.getTime() + 60_000)): string {
  return `/act/${signLink(key, { deed: 'act', action, incidentId, recipientId, expiresAt })}`
}
/** As a mail program does it: no cookie, no origin. */
const press = (path: string, body = '') =>
  house.app.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body,
  })
const standing = () =>
  house.db.selectFrom('standings').selectAll().where('contact_id', '=', 'ozon/form').executeTakeFirstOrThrow()
const incident = () =>
  house.db.selectFrom('incidents').selectAll().where('id', '=', incidentId).executeTakeFirstOrThrow()

describe('a link of a mail', () => {
  it.each(['acknowledge', 'recheck', 'works', 'mute'] as const)(
    'that says %s only shows a button, whoever opens it',
    async (action) => {
      const before = [await standing(), await incident()]
      for (let n = 0; n < 3; n++) {
        const answer = await house.app.request(act(action))
        expect(answer.status).toBe(200)
        expect(await answer.text()).toMatch(/<form method="post"/)
      }
      expect([await standing(), await incident()]).toEqual(before)
    },
  )

  it('takes the incident once, in the name of its reader, and gives it back', async () => {
    expect((await press(act('acknowledge'))).status).toBe(200)
    await press(act('acknowledge'))
    expect(await incident()).toMatchObject({ acknowledged_at: noon, acknowledged_by: 'editor@blog.example' })
    const audit = await house.db
      .selectFrom('audit')
      .select('action')
      .where('action', '=', 'take-incident')
      .execute()
    expect(audit).toHaveLength(1)
    await press(act('acknowledge'), 'undo=1')
    expect(await incident()).toMatchObject({ acknowledged_at: null, acknowledged_by: null })
  })

  it('mutes for a week and lets speak again', async () => {
    await press(act('mute'))
    const weekLater = new Date(noon.getTime() + 7 * 86_400_000)
    expect(await standing()).toMatchObject({ muted_until: weekLater, muted_by: 'editor@blog.example' })
    await press(act('mute'), 'undo=1')
    expect(await standing()).toMatchObject({ muted_until: null })
  })

  it('asks for a check once', async () => {
    await press(act('recheck'))
    await press(act('recheck'))
    const waiting = await house.db.selectFrom('open_checks').select('id').execute()
    expect(waiting).toHaveLength(1)
  })

  it('works also in the browser of somebody who is signed in', async () => {
    const reader = await house.signIn('reader')
    expect((await house.app.request(act('acknowledge'), formOf(reader))).status).toBe(200)
    await press(act('acknowledge'), 'undo=1')
  })

  it('does nothing after its time, with another deed, or with a changed letter', async () => {
    expect((await press(act('acknowledge', noon))).status).toBe(410)
    const good = act('acknowledge')
    expect((await press(good.replace('acknowledge', 'works'))).status).toBe(404)
    expect((await press(good.replace(`.${incidentId}.`, `.${incidentId + 1}.`))).status).toBe(404)
    expect(
      (await press(`/act/${signLink('another key', { deed: 'unsubscribe', recipientId })}`)).status,
    ).toBe(404)
    expect((await press(`/act/${signLink(key, { deed: 'unsubscribe', recipientId })}`)).status).toBe(404)
    expect((await press('/act/%00%ff')).status).toBe(404)
    expect(await incident()).toMatchObject({ acknowledged_at: null })
  })

  it('that says it works ends the incident', async () => {
    await press(act('works'))
    await press(act('works'))
    expect(await incident()).toMatchObject({ resolved_at: noon })
    const words = await house.db.selectFrom('audit').select('action').where('action', '=', 'attest').execute()
    expect(words).toHaveLength(1)
  })
})

describe('one click', () => {
  const stop = () => `/unsubscribe/${signLink(key, { deed: 'unsubscribe', recipientId })}`

  it('stops the mails as RFC 8058 sends it, and a restart does not bring them back', async () => {
    expect((await house.app.request(stop())).status).toBe(200)
    expect((await listRecipients(house.db))[0]).toMatchObject({ active: true })
    expect((await press(stop(), 'List-Unsubscribe=One-Click')).status).toBe(200)
    await press(stop(), 'List-Unsubscribe=One-Click')
    expect((await listRecipients(house.db))[0]).toMatchObject({ active: false, stoppedBy: 'reader' })
    await syncRecipients(house.db, 'email', ['editor@blog.example'])
    expect((await listRecipients(house.db))[0]).toMatchObject({ active: false })
    const waiting = await house.db.selectFrom('alerts').select('id').where('state', '=', 'pending').execute()
    expect(waiting).toEqual([])
  })

  it('is undone on the page, but not against an administrator', async () => {
    await press(stop())
    await press(stop(), 'undo=1')
    expect((await listRecipients(house.db))[0]).toMatchObject({ active: true })
    await house.db.updateTable('recipients').set({ active: false, stopped_by: 'Анна' }).execute()
    await press(stop(), 'undo=1')
    expect((await listRecipients(house.db))[0]).toMatchObject({ active: false })
  })

  it('does nothing with a forged link', async () => {
    expect((await press(stop().slice(0, -2))).status).toBe(404)
    expect((await listRecipients(house.db))[0]).toMatchObject({ active: true })
  })
})
