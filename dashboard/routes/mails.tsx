import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { listMails, readMail } from '../mails/list-mails.ts'
import { parseMail } from '../mails/parse-mail.ts'
import { MailPage, MailsPage } from '../views/mail-pages.tsx'

const shownMails = 100

/** Mails that were written as files because no mail server is set. */
export function mailRoutes({ dataDir }: House) {
  return new Hono<Env>()
    .get('/mails', needs('editor'), (c) => showMails(dataDir, c))
    .get('/mails/:name', needs('editor'), (c) => showMail(dataDir, c, c.req.param('name')))
}

async function showMails(dataDir: string, c: Context<Env>) {
  const files = await listMails(dataDir, shownMails)
  const mails = []
  for (const { name, at } of files) {
    const source = await readMail(dataDir, name)
    if (source !== null) mails.push({ name, at, mail: parseMail(source) })
  }
  return c.html(<MailsPage view={c.get('view')} mails={mails} />)
}

async function showMail(dataDir: string, c: Context<Env>, name: string) {
  const source = await readMail(dataDir, name)
  if (source === null) return c.notFound()
  return c.html(<MailPage view={c.get('view')} mail={parseMail(source)} />)
}
