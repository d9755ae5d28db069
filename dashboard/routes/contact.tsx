import type { Context } from 'hono'
import { Hono } from 'hono'
import { attestContact } from '../../src/pipeline/attest-contact.ts'
import { requestRecheck } from '../../src/pipeline/request-recheck.ts'
import type { Env } from '../env.ts'
import { needs, readForm, wantsJson } from '../guards.tsx'
import type { House } from '../house.ts'
import { readMoscowTime } from '../i18n/moscow-time.ts'
import { isContactId } from '../ids.ts'
import { takePhoto } from '../photos/take-photo.ts'
import { readContactPage } from '../read-contact-page.ts'
import { contactPage } from '../route-path.ts'
import { cleanText } from '../views/clean-text.ts'
import { ContactPage } from '../views/contact/contact-page.tsx'
import type { ContactProps, NoticeName } from '../views/contact/contact-props.ts'

/** One contact: its page, and what an editor does there. */
export function contactRoutes(house: House) {
  return new Hono<Env>()
    .get('/contacts/:id', needs('reader'), (c) => showContact(house, c, c.req.param('id')))
    .post('/contacts/:id/recheck', needs('editor'), (c) => recheck(house, c, c.req.param('id')))
    .post('/contacts/:id/attest', needs('editor'), (c) => attest(house, c, c.req.param('id')))
}

async function showContact(
  { pipeline }: House,
  c: Context<Env>,
  id: string,
  problem?: NoticeName,
  draft?: ContactProps['draft'],
) {
  const view = c.get('view')
  const reader = view.session?.user.name
  const data = isContactId(id) ? await readContactPage(pipeline, id, view.now, reader) : null
  if (!data) return c.notFound()
  const notices = Object.keys(view.t.editing.notices) as NoticeName[]
  const notice = problem ?? notices.find((known) => known === c.req.query('notice'))
  if (problem) c.status(422)
  const told = { ...(notice && { notice }), ...(draft && { draft }) }
  return c.html(<ContactPage view={view} pipeline={pipeline} data={data} {...told} />)
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
  const triedAt = form.tried ? readMoscowTime(form.tried) : undefined
  const isBadDate = triedAt === null || (triedAt !== undefined && triedAt > c.get('view').now)
  if ((form.says !== 'works' && form.says !== 'broken') || isBadDate)
    return showContact(house, c, id, 'invalid', { fields: form })
  const taken = await takePhoto(house, c)
  if (taken.state === 'refused')
    return showContact(house, c, id, 'bad-photo', { fields: form, photoProblem: taken.problem })
  const holdsDays = Number(form.holds)
  const outcome = await attestContact(house.pipeline, id, {
    says: form.says,
    how: cleanText(form.how ?? '', 60),
    heard: cleanText(form.heard ?? '', 1000).trim(),
    note: cleanText(form.note ?? '', 1000).trim(),
    ...(triedAt && { triedAt }),
    ...(Number.isInteger(holdsDays) && holdsDays > 0 && holdsDays <= 3650 && { holdsDays }),
    ...(taken.state === 'kept' && { photo: taken.photo }),
    by: c.get('view').session?.user.name ?? '',
  })
  if (outcome !== 'done') return c.notFound()
  return c.redirect(`${contactPage(id)}?notice=attested`, 303)
}
