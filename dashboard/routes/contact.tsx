import type { Context } from 'hono'
import { Hono } from 'hono'
import { attestContact } from '../../src/pipeline/attest-contact.ts'
import { requestRecheck } from '../../src/pipeline/request-recheck.ts'
import type { Env } from '../env.ts'
import { needs, readForm, wantsJson } from '../guards.tsx'
import type { House } from '../house.ts'
import { isContactId } from '../ids.ts'
import { readContactPage } from '../read-contact-page.ts'
import { contactPage } from '../route-path.ts'
import { cleanText } from '../views/clean-text.ts'
import { ContactPage } from '../views/contact/contact-page.tsx'

/** One contact: its page, and what an editor does there. */
export function contactRoutes(house: House) {
  return new Hono<Env>()
    .get('/contacts/:id', needs('reader'), (c) => showContact(house, c, c.req.param('id')))
    .post('/contacts/:id/recheck', needs('editor'), (c) => recheck(house, c, c.req.param('id')))
    .post('/contacts/:id/attest', needs('editor'), (c) => attest(house, c, c.req.param('id')))
}

type Notice = 'attested' | 'invalid' | 'no-value'
const notices: readonly Notice[] = ['attested', 'invalid', 'no-value']

async function showContact({ pipeline }: House, c: Context<Env>, id: string, problem?: Notice) {
  const view = c.get('view')
  const data = isContactId(id) ? await readContactPage(pipeline, id, view.now) : null
  if (!data) return c.notFound()
  const notice = problem ?? notices.find((known) => known === c.req.query('notice'))
  if (problem) c.status(422)
  return c.html(<ContactPage view={view} pipeline={pipeline} data={data} {...(notice && { notice })} />)
}

async function recheck({ pipeline }: House, c: Context<Env>, id: string) {
  const by = c.get('view').session?.user.name ?? ''
  const [answer] = isContactId(id) ? await requestRecheck(pipeline, [id], { by }) : []
  if (!answer) return c.notFound()
  if (answer.state !== 'queued') {
    if (wantsJson(c)) return c.json({ error: 'no-value' }, 422)
    return c.redirect(`${contactPage(id)}?notice=no-value`, 303)
  }
  if (wantsJson(c)) return c.json({ checkId: answer.checkId })
  return c.redirect(`/checks/${answer.checkId}`, 303)
}

async function attest(house: House, c: Context<Env>, id: string) {
  const form = await readForm(c)
  if (!isContactId(id)) return c.notFound()
  if (form.says !== 'works' && form.says !== 'broken') return showContact(house, c, id, 'invalid')
  const outcome = await attestContact(house.pipeline, id, {
    says: form.says,
    how: cleanText(form.how ?? '', 60),
    note: cleanText(form.note ?? '', 1000).trim(),
    by: c.get('view').session?.user.name ?? '',
  })
  if (outcome === 'unknown-contact') return c.notFound()
  return c.redirect(`${contactPage(id)}?notice=attested`, 303)
}
