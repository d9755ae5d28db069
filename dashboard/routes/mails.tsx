import type { Context } from 'hono'
import { Hono } from 'hono'
import { listLetters, reviveLetter } from '../../src/store/letters.ts'
import { listChannels } from '../../src/store/monitor.ts'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { listMails, readMail } from '../mails/list-mails.ts'
import { parseMail } from '../mails/parse-mail.ts'
import { MailPage, MailsPage } from '../views/mail-pages.tsx'

const shownMails = 100
const shownLetters = 50

/** The outbox with what could not be delivered, and mails that were written as files. */
export function mailRoutes(house: House) {
  return new Hono<Env>()
    .get('/mails', needs('editor'), (c) => showMails(house, c))
    .get('/mails/:name', needs('editor'), (c) => showMail(house.dataDir, c, c.req.param('name')))
    .post('/mails/:id/resend', needs('editor'), (c) => resend(house, c, readRowId(c.req.param('id'))))
}

async function showMails({ dataDir, pipeline: { db } }: House, c: Context<Env>) {
  const files = await listMails(dataDir, shownMails)
  const mails = []
  for (const { name, at } of files) {
    const source = await readMail(dataDir, name)
    if (source !== null) mails.push({ name, at, mail: parseMail(source) })
  }
  const [dead, recent, channels] = await Promise.all([
    listLetters(db, { state: 'dead', limit: shownLetters }),
    listLetters(db, { limit: shownLetters }),
    listChannels(db),
  ])
  const broken = channels.filter((channel) => channel.broken)
  const isResent = c.req.query('notice') === 'resent'
  return c.html(<MailsPage view={c.get('view')} {...{ mails, dead, recent, broken, isResent }} />)
}

async function showMail(dataDir: string, c: Context<Env>, name: string) {
  const source = await readMail(dataDir, name)
  if (source === null) return c.notFound()
  return c.html(<MailPage view={c.get('view')} mail={parseMail(source)} />)
}

async function resend({ pipeline }: House, c: Context<Env>, id: number | null) {
  if (id === null || !(await reviveLetter(pipeline.db, id, pipeline.now()))) return c.notFound()
  await pipeline.wake.deliverAlerts()
  return c.redirect('/mails?notice=resent', 303)
}
