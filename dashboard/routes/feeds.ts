import type { Context } from 'hono'
import { Hono } from 'hono'
import { listMarketplaces } from '../../src/store/contacts.ts'
import { listIncidents } from '../../src/store/incidents.ts'
import { countContacts } from '../../src/store/tallies.ts'
import { attention } from '../contact-filter.ts'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import { catalogueOf } from '../i18n/catalogue.ts'
import { asLanguage, preferredLanguage } from '../i18n/language.ts'
import { openTo } from '../open-to.ts'
import { readLabels } from '../read-labels.ts'
import { type Badge, describeBadge, renderBadge } from '../render-badge.ts'
import { renderFeed } from '../render-feed.ts'
import { cleanText } from '../views/clean-text.ts'

const feedLength = 50

/** What other programs show of us: the feed of incidents and a badge for each marketplace. Off by default. */
export function feedRoutes(house: House) {
  return new Hono<Env>()
    .get('/feed.atom', openTo(house, 'feed'), (c) => showFeed(house, c))
    .get('/badge/:name', openTo(house, 'badges'), (c) => showBadge(house, c))
}

function languageOf(c: Context<Env>) {
  return asLanguage(c.req.query('lang')) ?? preferredLanguage(c.req.header('accept-language'))
}

async function showFeed({ pipeline, publicUrl }: House, c: Context<Env>) {
  const language = languageOf(c)
  const t = catalogueOf(language)
  const incidents = await listIncidents(pipeline.db, { open: false, limit: feedLength })
  const labels = await readLabels(pipeline.db, [...new Set(incidents.flatMap((one) => one.contactIds ?? []))])
  const entries = incidents.map(({ id, cause, openedAt, resolvedAt, contactIds }) => {
    const contacts = (contactIds ?? []).map((one) => cleanText(labels.get(one)?.label[language] ?? one, 120))
    const title = cause.startsWith('host:') ? t.lists.causeHost(cause.slice(5)) : (contacts[0] ?? cause)
    return { id, title, openedAt, resolvedAt, contacts }
  })
  const feed = renderFeed(t, language, publicUrl, entries, pipeline.now())
  return c.body(feed, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
}

async function showBadge({ pipeline }: House, c: Context<Env>) {
  const [, id = '', ending] = /^([a-z0-9-]{1,60})\.(svg|json)$/.exec(c.req.param('name') ?? '') ?? []
  const place = (await listMarketplaces(pipeline.db)).find((marketplace) => marketplace.id === id)
  if (!place) return c.notFound()
  const language = languageOf(c)
  const { lists } = catalogueOf(language)
  const rows = await countContacts(pipeline.db)
  const own = rows.filter((row) => row.marketplace === id)
  const count = (statuses: readonly string[]) =>
    own.filter((row) => statuses.includes(row.status)).reduce((sum, row) => sum + row.contacts, 0)
  const [bad, fresh] = [count(attention), count(['fresh'])]
  const badge: Badge = {
    label: cleanText(place.name[language], 40),
    message: lists.badge(fresh, bad),
    mood: bad > 0 ? 'bad' : fresh > 0 ? 'good' : 'unsure',
  }
  if (ending === 'json') return c.json(describeBadge(badge))
  return c.body(renderBadge(badge), 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
}
