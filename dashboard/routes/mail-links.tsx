import type { Context } from 'hono'
import { Hono } from 'hono'
import { actFromMail, openMailLink, readActionScene, unsubscribe } from '../../src/pipeline/act-from-mail.ts'
import { readRecipient } from '../../src/store/recipients.ts'
import { clientAddress } from '../client-address.ts'
import type { Env } from '../env.ts'
import { readForm } from '../guards.tsx'
import type { House } from '../house.ts'
import { ActionPage, DeadLinkPage, StopMailsPage } from '../views/mail-link-pages.tsx'

/**
 * What links in mails lead to. Scanners open links, so looking changes nothing and the button does. The link
 * itself is the right to press it: no session, no cookie and no token of a form, as RFC 8058 asks.
 */
export function mailLinkRoutes(house: House) {
  return new Hono<Env>()
    .get('/act/:token', (c) => showAction(house, c, c.req.param('token')))
    .post('/act/:token', (c) => doAction(house, c, c.req.param('token')))
    .get('/unsubscribe/:token', (c) => showStop(house, c, c.req.param('token')))
    .post('/unsubscribe/:token', (c) => stop(house, c, c.req.param('token')))
}

async function showAction(house: House, c: Context<Env>, token: string) {
  const read = await openMailLink(house.pipeline, token)
  if (!read.ok) return dead(house, c, read.why)
  if (read.link.deed !== 'act') return dead(house, c, 'forged')
  const scene = await readActionScene(house.pipeline, read.link)
  if (!scene) return dead(house, c, 'expired')
  return c.html(<ActionPage view={c.get('view')} scene={scene} outcome={null} />)
}

async function doAction(house: House, c: Context<Env>, token: string) {
  const read = await openMailLink(house.pipeline, token)
  if (!read.ok) return dead(house, c, read.why)
  if (read.link.deed !== 'act') return dead(house, c, 'forged')
  const undo = (await readForm(c)).undo === '1'
  if ((await actFromMail(house.pipeline, read.link, { undo })) === 'gone') return dead(house, c, 'expired')
  const scene = await readActionScene(house.pipeline, read.link)
  if (!scene) return dead(house, c, 'expired')
  return c.html(<ActionPage view={c.get('view')} scene={scene} outcome={undo ? 'undone' : 'done'} />)
}

async function showStop(house: House, c: Context<Env>, token: string) {
  const recipient = await recipientOf(house, token)
  if (!recipient) return dead(house, c, 'forged')
  const outcome = recipient.active ? null : 'done'
  return c.html(<StopMailsPage view={c.get('view')} address={recipient.address} outcome={outcome} />)
}

async function stop(house: House, c: Context<Env>, token: string) {
  const recipient = await recipientOf(house, token)
  if (!recipient) return dead(house, c, 'forged')
  const undo = (await readForm(c)).undo === '1'
  await unsubscribe(house.pipeline, recipient.id, { undo })
  const outcome = undo ? 'undone' : 'done'
  return c.html(<StopMailsPage view={c.get('view')} address={recipient.address} outcome={outcome} />)
}

async function recipientOf({ pipeline }: House, token: string) {
  const read = await openMailLink(pipeline, token)
  if (!read.ok || read.link.deed !== 'unsubscribe') return null
  return readRecipient(pipeline.db, read.link.recipientId)
}

/** Guessing is limited as it is for links of invitation. */
async function dead(house: House, c: Context<Env>, why: 'forged' | 'expired') {
  if (why === 'forged') {
    const limit = await house.limits.badLinks.take(clientAddress(c))
    if (!limit.ok) c.header('Retry-After', String(limit.retryAfterSeconds))
    c.status(limit.ok ? 404 : 429)
  } else c.status(410)
  return c.html(<DeadLinkPage view={c.get('view')} why={why} />)
}
