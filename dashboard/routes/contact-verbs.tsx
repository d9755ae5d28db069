import type { Context } from 'hono'
import { Hono } from 'hono'
import { editableFields } from '../../src/domain/edit.ts'
import type { NotChanged } from '../../src/pipeline/change-contact.ts'
import { type EditOutcome, editContact, retireContact } from '../../src/pipeline/edit-contact.ts'
import {
  acknowledgeContact,
  assignContact,
  muteContact,
  releaseContact,
  unmuteContact,
} from '../../src/pipeline/mark-contact.ts'
import { readSuggestion } from '../../src/pipeline/read-suggestion.ts'
import { resolveConflict } from '../../src/pipeline/resolve-conflict.ts'
import { type UndoOutcome, undoChange } from '../../src/pipeline/undo-change.ts'
import { checkFirst } from '../check-first.ts'
import type { Env } from '../env.ts'
import { needs, readForm } from '../guards.tsx'
import type { House } from '../house.ts'
import { isContactId, readRowId } from '../ids.ts'
import { contactPage } from '../route-path.ts'
import { cleanText } from '../views/clean-text.ts'
import type { NoticeName } from '../views/contact/contact-props.ts'
import { spans } from '../views/contact/verbs.tsx'

const dayMs = 24 * 3_600_000
/** How long a page waits for the check of a new value, seconds. */
export const pageWaitSeconds = 12

type Form = Record<string, string | undefined>
type Outcome = EditOutcome | NotChanged | UndoOutcome | NoticeName | 'no-edit'
interface Asked {
  house: House
  id: string
  form: Form
  editor: { by: string }
  signal: AbortSignal
}

/** What editors do with one contact on its page; each is a form that also works without scripts. */
export function contactVerbRoutes(house: House) {
  const verb = (work: (asked: Asked) => Promise<Outcome>) => (c: Context<Env>) => act(house, c, work)
  return new Hono<Env>()
    .post('/contacts/:id/acknowledge', needs('editor'), verb(acknowledge))
    .post('/contacts/:id/release', needs('editor'), verb(release))
    .post('/contacts/:id/mute', needs('editor'), verb(mute))
    .post('/contacts/:id/unmute', needs('editor'), verb(unmute))
    .post('/contacts/:id/assign', needs('editor'), verb(assign))
    .post('/contacts/:id/retire', needs('editor'), verb(retire))
    .post('/contacts/:id/accept-suggestion', needs('editor'), verb(accept))
    .post('/contacts/:id/resolve', needs('editor'), verb(resolve))
    .post('/contacts/:id/undo', needs('editor'), verb(undo))
}

async function act(house: House, c: Context<Env>, work: (asked: Asked) => Promise<Outcome>) {
  const id = c.req.param('id') ?? ''
  if (!isContactId(id)) return c.notFound()
  const editor = { by: c.get('view').session?.user.name ?? '' }
  const outcome = await work({ house, id, form: await readForm(c), editor, signal: c.req.raw.signal })
  if (outcome === 'unknown-contact') return c.notFound()
  return c.redirect(`${contactPage(id)}?notice=${noticeOf(outcome)}`, 303)
}

/** How an outcome is told. */
export function noticeOf(outcome: Exclude<Outcome, 'unknown-contact'>): NoticeName {
  if (typeof outcome === 'object') return 'bad-successor'
  if (outcome === 'no-edit' || outcome === 'unknown-change' || outcome === 'already-undone')
    return 'overtaken'
  return outcome
}

const acknowledge = ({ house, id, editor }: Asked) => acknowledgeContact(house.pipeline, id, editor)
const release = ({ house, id, editor }: Asked) => releaseContact(house.pipeline, id, editor)
const unmute = ({ house, id, editor }: Asked) => unmuteContact(house.pipeline, id, editor)

async function mute({ house: { pipeline }, id, form, editor }: Asked): Promise<Outcome> {
  const days = spans.find((span) => String(span) === form.days)
  if (days === undefined) return 'not-in-future'
  const until = new Date(pipeline.now().getTime() + days * dayMs)
  return muteContact(pipeline, id, { until, reason: cleanText(form.reason ?? '', 300).trim() }, editor)
}

function assign({ house, id, form, editor }: Asked): Promise<Outcome> {
  return assignContact(house.pipeline, id, cleanText(form.owner ?? '', 80).trim() || null, editor)
}

function retire({ house, id, form, editor }: Asked): Promise<Outcome> {
  return retireContact(house.pipeline, id, { successor: form.successor?.trim() || undefined }, editor)
}

async function accept({ house: { pipeline }, id, form, editor, signal }: Asked): Promise<Outcome> {
  const suggestion = await readSuggestion(pipeline, id)
  if (!suggestion || suggestion.value !== form.value) return 'no-suggestion'
  if (suggestion.action === 'retire') return retireContact(pipeline, id, {}, editor)
  const { value } = suggestion
  const asked = { contactId: id, value, by: editor.by, waitSeconds: pageWaitSeconds }
  const { state } = await checkFirst(pipeline, asked, signal)
  if (state === 'invalid') return 'no-suggestion'
  return state === 'fit' ? editContact(pipeline, id, { value }, editor, 'accept-suggestion') : state
}

async function resolve({ house, id, form, editor }: Asked): Promise<Outcome> {
  const field = editableFields.find((known) => known === form.field)
  if (!field || (form.keep !== 'edit' && form.keep !== 'file')) return 'no-edit'
  return resolveConflict(house.pipeline, id, field, form.keep, editor)
}

async function undo({ house, id, form, editor }: Asked): Promise<Outcome> {
  const outcome = await undoChange(house.pipeline, readRowId(form.change ?? '') ?? 0, id, editor)
  return outcome === 'done' ? 'undone' : outcome
}
