import type { Context } from 'hono'
import { Hono } from 'hono'
import { acknowledgeIncident, closeIncidentByHand, subjectOf } from '../../src/pipeline/take-incident.ts'
import { undoChange } from '../../src/pipeline/undo-change.ts'
import { listIncidentContacts } from '../../src/store/incident-care.ts'
import type { Env } from '../env.ts'
import { needs, readForm, refuseForeign } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { mayEdit } from '../may-edit.ts'
import { cleanText } from '../views/clean-text.ts'

/** What editors do with an incident on its page. */
export function incidentVerbRoutes({ pipeline }: House) {
  const act =
    (work: (id: number, by: string, form: Record<string, string | undefined>) => Promise<string>) =>
    async (c: Context<Env>) => {
      const id = readRowId(c.req.param('id') ?? '')
      const user = c.get('view').session?.user
      const by = user?.name ?? ''
      const contactIds = id === null ? [] : await listIncidentContacts(pipeline.db, id)
      if (user && !contactIds.every((contactId) => mayEdit(user, contactId))) return refuseForeign(c)
      const outcome = id === null ? 'unknown-incident' : await work(id, by, await readForm(c))
      if (outcome === 'unknown-incident') return c.notFound()
      return c.redirect(`/incidents/${id}`, 303)
    }
  return new Hono<Env>()
    .post(
      '/incidents/:id/acknowledge',
      needs('editor'),
      act((id, by) => acknowledgeIncident(pipeline, id, by)),
    )
    .post(
      '/incidents/:id/close',
      needs('editor'),
      act(async (id, by, form) => {
        const reason = cleanText(form.reason ?? '', 300).trim()
        return reason === '' ? 'no-reason' : closeIncidentByHand(pipeline, id, reason, by)
      }),
    )
    .post(
      '/incidents/:id/undo',
      needs('editor'),
      act((id, by, form) => undoChange(pipeline, readRowId(form.change ?? '') ?? 0, subjectOf(id), { by })),
    )
}
