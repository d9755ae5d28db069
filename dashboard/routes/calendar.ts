import type { Context } from 'hono'
import { Hono } from 'hono'
import { useCalendarLink } from '../../src/store/calendar-links.ts'
import { listDue } from '../../src/store/review-queue.ts'
import { writeCalendar } from '../calendar.ts'
import { clientAddress } from '../client-address.ts'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import { catalogueOf } from '../i18n/catalogue.ts'
import { asLanguage } from '../i18n/language.ts'

const aheadMs = 92 * 24 * 3_600_000
const maxEvents = 500

/** Due dates for calendar programs, which cannot sign in: the address is the key. */
export function calendarRoutes(house: House) {
  return new Hono<Env>().get('/calendar/:secret', (c) => showCalendar(house, c, c.req.param('secret')))
}

async function showCalendar({ pipeline, limits, publicUrl }: House, c: Context<Env>, name: string) {
  const { db, timeScale } = pipeline
  const now = pipeline.now()
  const address = clientAddress(c)
  const limit = await limits.badLinks.ask(address)
  if (!limit.ok) {
    c.header('Retry-After', String(limit.retryAfterSeconds))
    return c.text('too many requests\n', 429)
  }
  const secret = /^([\w-]{40,60})\.ics$/.exec(name)?.[1]
  const link = secret ? await useCalendarLink(db, secret, now) : null
  if (!link) {
    await limits.badLinks.take(address)
    return c.text('there is no such calendar\n', 404)
  }
  const untilAt = new Date(now.getTime() + aheadMs / timeScale)
  const items = await listDue(db, { now, timeScale }, link.marketplaces, { untilAt, limit: maxEvents })
  const language = asLanguage(link.language) ?? 'ru'
  const text = writeCalendar(items, { t: catalogueOf(language), language, now, origin: publicUrl })
  c.header('Cache-Control', 'private, max-age=900')
  return c.body(text, 200, { 'Content-Type': 'text/calendar; charset=utf-8' })
}
