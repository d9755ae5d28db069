import type { Context } from 'hono'
import { Hono } from 'hono'
import {
  channelNames,
  editRecipient,
  openRecipient,
  rotateSecret,
  sendTest,
  switchRecipient,
} from '../../src/pipeline/edit-recipients.ts'
import { previewMail } from '../../src/pipeline/preview-mail.ts'
import { listMarketplaces } from '../../src/store/contacts.ts'
import { listLetters } from '../../src/store/letters.ts'
import { listRecipients, readRecipient } from '../../src/store/recipients.ts'
import type { Env } from '../env.ts'
import { needs, readForm } from '../guards.tsx'
import type { House } from '../house.ts'
import { asLanguage } from '../i18n/language.ts'
import { readRowId } from '../ids.ts'
import { readAlertSettings } from '../read-alert-settings.ts'
import { AlertSettingsPage, PreviewPage } from '../views/alert-settings-page.tsx'
import { type RecipientNotice, RecipientPage } from '../views/recipient-page.tsx'

const shownDeliveries = 20

/** Who is told of what and when: recipients, their wishes, a test and a look at the mail. */
export function alertSettingsRoutes(house: House) {
  const base = '/settings/alerts'
  const idOf = (c: Context) => readRowId(c.req.param('id') ?? '')
  return new Hono<Env>()
    .get(base, needs('admin'), (c) => showAll(house, c))
    .post(base, needs('admin'), (c) => add(house, c))
    .get(`${base}/:id`, needs('admin'), (c) => showOne(house, c, idOf(c)))
    .post(`${base}/:id`, needs('admin'), (c) => save(house, c, idOf(c)))
    .post(`${base}/:id/switch`, needs('admin'), (c) => turn(house, c, idOf(c)))
    .post(`${base}/:id/test`, needs('admin'), (c) => test(house, c, idOf(c)))
    .post(`${base}/:id/secret`, needs('admin'), (c) => rotate(house, c, idOf(c)))
    .get(`${base}/:id/preview`, needs('admin'), (c) => showPreview(house, c, idOf(c)))
    .get(`${base}/:id/preview.html`, needs('admin'), (c) => showPreviewHtml(house, c, idOf(c)))
}

function whoOf(c: Context<Env>): string {
  return c.get('view').session?.user.name ?? ''
}

async function showAll({ pipeline }: House, c: Context<Env>, problem?: 'address' | 'channel') {
  const recipients = await listRecipients(pipeline.db)
  if (problem) c.status(422)
  const page = { view: c.get('view'), recipients, channels: channelNames }
  return c.html(<AlertSettingsPage {...page} problem={problem ?? null} />)
}

async function add(house: House, c: Context<Env>) {
  const { channel = '', address = '', language } = await readForm(c)
  const wish = { channel, address: address.trim(), language: asLanguage(language) ?? 'ru' }
  const added = await openRecipient(house.pipeline, wish, whoOf(c))
  if (!added.ok) return showAll(house, c, added.problem)
  if (added.secret) return showOne(house, c, added.id, { notice: 'added', secret: added.secret })
  return c.redirect(`/settings/alerts/${added.id}?notice=added`, 303)
}

const notices: readonly RecipientNotice[] = ['added', 'saved', 'tested']

async function showOne(
  { pipeline }: House,
  c: Context<Env>,
  id: number | null,
  told: { notice?: RecipientNotice; secret?: string } = {},
) {
  const recipient = id === null ? null : await readRecipient(pipeline.db, id)
  if (!recipient) return c.notFound()
  const view = c.get('view')
  const notice = told.notice ?? notices.find((known) => known === c.req.query('notice')) ?? null
  const { db, kinds } = pipeline
  return c.html(
    <RecipientPage
      view={view}
      recipient={recipient}
      marketplaces={(await listMarketplaces(db)).map(({ id: value, name }) => ({
        value,
        text: name[view.language],
      }))}
      kinds={kinds.kinds.map(({ name, title }) => ({ value: name, text: title[view.language] }))}
      deliveries={await listLetters(db, { recipientId: recipient.id, limit: shownDeliveries })}
      notice={notice}
      secret={told.secret ?? null}
    />,
  )
}

async function save(house: House, c: Context<Env>, id: number | null) {
  const { pipeline } = house
  const recipient = id === null ? null : await readRecipient(pipeline.db, id)
  if (!recipient) return c.notFound()
  const fields = await c.req.parseBody({ all: true })
  const texts = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      [value].flat().filter((one) => typeof one === 'string'),
    ]),
  )
  const marketplaces = (await listMarketplaces(pipeline.db)).map((marketplace) => marketplace.id)
  const kinds = pipeline.kinds.kinds.map(({ name }) => name)
  const read = readAlertSettings(texts, { marketplaces, kinds })
  if (!read.ok) {
    c.status(422)
    return showOne(house, c, recipient.id, { notice: read.problem })
  }
  const language = asLanguage(texts.language?.[0]) ?? recipient.language
  await editRecipient(pipeline, recipient.id, { language, settings: read.settings }, whoOf(c))
  return c.redirect(`/settings/alerts/${recipient.id}?notice=saved`, 303)
}

async function turn(house: House, c: Context<Env>, id: number | null) {
  const { on } = await readForm(c)
  if (id === null || !(await readRecipient(house.pipeline.db, id))) return c.notFound()
  await switchRecipient(house.pipeline, id, on === '1', whoOf(c))
  return c.redirect(`/settings/alerts/${id}?notice=saved`, 303)
}

async function test(house: House, c: Context<Env>, id: number | null) {
  if (id === null || !(await readRecipient(house.pipeline.db, id))) return c.notFound()
  await sendTest(house.pipeline, id)
  return c.redirect(`/settings/alerts/${id}?notice=tested`, 303)
}

async function rotate(house: House, c: Context<Env>, id: number | null) {
  const recipient = id === null ? null : await readRecipient(house.pipeline.db, id)
  if (recipient?.channel !== 'webhook') return c.notFound()
  const secret = await rotateSecret(house.pipeline, recipient.id, whoOf(c))
  return showOne(house, c, recipient.id, { secret })
}

async function showPreview({ pipeline, publicUrl }: House, c: Context<Env>, id: number | null) {
  if (id === null || !(await readRecipient(pipeline.db, id))) return c.notFound()
  const mail = await previewMail(pipeline, id, publicUrl)
  return c.html(<PreviewPage view={c.get('view')} id={id} mail={mail} />)
}

/** The HTML part as a mail program gets it, in a room of its own where it can do nothing. */
async function showPreviewHtml({ pipeline, publicUrl }: House, c: Context<Env>, id: number | null) {
  const mail = id === null ? null : await previewMail(pipeline, id, publicUrl)
  if (!mail) return c.notFound()
  const response = c.html(mail.html)
  c.set('ownPolicy', "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
  return response
}
