import type { Context } from 'hono'
import { Hono } from 'hono'
import { readCalendarLink, renewCalendarLink, revokeCalendarLink } from '../../src/store/calendar-links.ts'
import { isOn, turn } from '../../src/store/switches.ts'
import { setShortcuts } from '../../src/store/users.ts'
import { audited } from '../audited.ts'
import type { Env } from '../env.ts'
import { needs, readForm } from '../guards.tsx'
import type { House } from '../house.ts'
import { SettingsPage } from '../views/settings/settings-page.tsx'

/** The index of the settings, and what is set right there. */
export function settingsRoutes(house: House) {
  return new Hono<Env>()
    .get('/settings', needs('reader'), (c) => showSettings(house, c))
    .post('/settings/shortcuts', needs('reader'), (c) => chooseShortcuts(house, c))
    .post('/settings/calendar', needs('reader'), (c) => changeCalendar(house, c))
    .post('/settings/public-status', needs('admin'), (c) => switchStatus(house, c))
}

async function showSettings({ pipeline }: House, c: Context<Env>, calendarUrl?: string) {
  const view = c.get('view')
  const [calendar, isStatusPublic] = await Promise.all([
    readCalendarLink(pipeline.db, view.session?.user.id ?? 0),
    isOn(pipeline.db, 'public-status'),
  ])
  const notice = c.req.query('done') === undefined ? undefined : view.t.access.settings.done
  const known = { calendar, isStatusPublic, notice, ...(calendarUrl && { calendarUrl }) }
  return c.html(<SettingsPage view={view} {...known} />)
}

async function chooseShortcuts({ pipeline }: House, c: Context<Env>) {
  const { on } = await readForm(c)
  const { session } = c.get('view')
  if (session) await setShortcuts(pipeline.db, session.user.id, on === 'yes')
  return c.redirect('/settings?done', 303)
}

async function changeCalendar(house: House, c: Context<Env>) {
  const { deed } = await readForm(c)
  const userId = c.get('view').session?.user.id ?? 0
  const subject = `user:${userId}`
  if (deed === 'revoke') {
    await audited(house, c, async (tx) => {
      const result = await revokeCalendarLink(tx, userId)
      const entry = { action: 'calendar-revoke', subject, before: null, after: null }
      return { result, deed: result ? entry : null }
    })
    return c.redirect('/settings?done', 303)
  }
  if (deed !== 'renew') return c.notFound()
  const secret = await audited(house, c, async (tx, now) => ({
    result: await renewCalendarLink(tx, userId, now),
    deed: { action: 'calendar-renew', subject, before: null, after: null },
  }))
  return showSettings(house, c, `${house.publicUrl}/calendar/${secret}.ics`)
}

async function switchStatus(house: House, c: Context<Env>) {
  const on = (await readForm(c)).on === 'yes'
  await audited(house, c, async (tx, now) => {
    const before = { on: await isOn(tx, 'public-status') }
    await turn(tx, 'public-status', on, c.get('view').session?.user.name ?? '', now)
    return { result: null, deed: { action: 'switch', subject: 'public-status', before, after: { on } } }
  })
  return c.redirect('/settings?done', 303)
}
