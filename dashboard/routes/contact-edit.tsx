import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Contact } from '../../src/domain/contact.ts'
import { type EditableField, editableFields, fieldOf } from '../../src/domain/edit.ts'
import { editContact } from '../../src/pipeline/edit-contact.ts'
import { readStated } from '../../src/store/knowledge.ts'
import { checkFirst, type ValueFitness } from '../check-first.ts'
import { textOfReason } from '../contact-facts.ts'
import type { Env, View } from '../env.ts'
import { needs, readForm } from '../guards.tsx'
import type { House } from '../house.ts'
import { isContactId } from '../ids.ts'
import { contactPage } from '../route-path.ts'
import { cleanText } from '../views/clean-text.ts'
import { EditPage, type EditPageProps } from '../views/contact/edit-page.tsx'
import { noticeOf, pageWaitSeconds } from './contact-verbs.tsx'

type Written = Partial<Record<EditableField, string>>

/** Editing in place: a new value is checked before it is saved, and the editor may insist. */
export function contactEditRoutes(house: House) {
  return new Hono<Env>()
    .get('/contacts/:id/edit', needs('editor'), (c) => showForm(house, c, c.req.param('id')))
    .post('/contacts/:id/edit', needs('editor'), (c) => save(house, c, c.req.param('id')))
}

async function readOne({ pipeline }: House, id: string): Promise<Contact | null> {
  return isContactId(id) ? readStated(pipeline.db, id) : null
}

async function showForm(house: House, c: Context<Env>, id: string) {
  const contact = await readOne(house, id)
  if (!contact) return c.notFound()
  return render(c, contact, {})
}

function render(c: Context<Env>, contact: Contact, more: Partial<EditPageProps>) {
  const shown = { written: {}, refused: [], news: null, mayInsist: false, ...more }
  return c.html(<EditPage view={c.get('view')} contact={contact} {...shown} />)
}

async function save(house: House, c: Context<Env>, id: string) {
  const contact = await readOne(house, id)
  if (!contact) return c.notFound()
  const { pipeline } = house
  const form = await readForm(c)
  const by = c.get('view').session?.user.name ?? ''
  const { written, isStale } = readWritten(form, contact)
  if (isStale) return c.redirect(`${contactPage(id)}?notice=stale`, 303)
  if (written.value !== undefined && form.insist !== 'yes') {
    const asked = { contactId: id, value: written.value, by, waitSeconds: pageWaitSeconds }
    const fitness = await checkFirst(pipeline, asked, c.req.raw.signal)
    if (fitness.state === 'unknown-contact') return c.notFound()
    if (fitness.state !== 'fit') {
      c.status(422)
      return render(c, contact, { written, ...explain(house, c.get('view'), fitness) })
    }
  }
  const { checkEveryHours, ...texts } = written
  const fields = {
    ...texts,
    ...(checkEveryHours !== undefined && { checkEveryHours: Number(checkEveryHours) }),
  }
  const outcome = await editContact(pipeline, id, fields, { by })
  if (outcome === 'unknown-contact') return c.notFound()
  if (typeof outcome === 'object') {
    c.status(422)
    return render(c, contact, { written, refused: outcome.problems.map(({ field }) => field) })
  }
  return c.redirect(`${contactPage(id)}?notice=${noticeOf(outcome)}`, 303)
}

/** Fields that the editor changed. Stale: somebody changed one of them since the form was shown. */
function readWritten(form: Record<string, string | undefined>, contact: Contact) {
  const written: Written = {}
  let isStale = false
  for (const field of editableFields) {
    const text = form[field]?.replaceAll('\r\n', '\n').replaceAll('\0', '').trim()
    const was = form[`was-${field}`]?.replaceAll('\r\n', '\n')
    if (text === undefined || text === was) continue
    written[field] = text
    if (was !== undefined && was !== cleanText(String(fieldOf(contact, field) ?? ''), 2000)) isStale = true
  }
  return { written, isStale }
}

function explain(
  { pipeline }: House,
  { t, language }: View,
  fitness: Exclude<ValueFitness, { state: 'fit' | 'unknown-contact' }>,
): Partial<EditPageProps> {
  switch (fitness.state) {
    case 'invalid':
      return { refused: ['value'] }
    case 'running':
      return { news: t.editing.checkingNew, mayInsist: true }
    case 'not-alive': {
      const why = textOfReason(pipeline, fitness.check.reasonCode)?.means[language] ?? t.editing.onlyPerson
      return { news: t.editing.notAlive(why), mayInsist: true }
    }
  }
}
