import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Editor, NotChanged } from '../../src/pipeline/change-contact.ts'
import type { EditOutcome } from '../../src/pipeline/edit-contact.ts'
import type { UndoOutcome } from '../../src/pipeline/undo-change.ts'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import { readContactPage } from '../read-contact-page.ts'
import { etagOf, presentContactDetail, revisionsOf } from './present-contact.ts'
import { problem, problems } from './problem.ts'
import { contactDetailSchema } from './schemas.ts'

/** Conditions of a write to one contact. */
export const writeHeaders = z.object({
  'if-match': z.string().optional().openapi({ description: 'ETag of the contact that was read.' }),
  'idempotency-key': z
    .string()
    .optional()
    .openapi({ description: 'The same key within a day gets the same answer, and nothing is done twice.' }),
})

/** Answers of a write to one contact. */
export const writeAnswers = {
  200: {
    description: 'The contact as it stands now.',
    content: { 'application/json': { schema: contactDetailSchema } },
  },
  ...problems(400, 401, 403, 404, 409, 412, 415, 422, 429),
}

/** Who asks, and what `If-Match` says they have seen. */
export function editorOf(c: Context<Env>): Editor {
  return { by: c.get('client').name, expects: revisionsOf(c.req.header('if-match')) }
}

type Outcome = EditOutcome | NotChanged | UndoOutcome | 'not-in-future'

/** The contact after a change, or why nothing was changed. */
export async function answerChange({ pipeline }: House, c: Context<Env>, id: string, outcome: Outcome) {
  if (typeof outcome === 'object') {
    const errors = outcome.problems.map(({ field, detail }) => ({ pointer: `/${field}`, detail }))
    return problem(c, 422, 'The contact cannot say this.', { errors })
  }
  switch (outcome) {
    case 'unknown-contact':
      return problem(c, 404, 'No contact has this id.')
    case 'stale':
      return problem(c, 412, 'The contact has changed since; read it again.')
    case 'not-in-future':
      return problem(c, 422, 'The moment has passed.', {
        errors: [{ pointer: '/until', detail: 'must be in the future' }],
      })
    case 'unknown-change':
      return problem(c, 409, 'There is nothing to take back.')
    case 'already-undone':
      return problem(c, 409, 'It was taken back already.')
    case 'overtaken':
      return problem(c, 409, 'Somebody changed the same thing since, so it cannot be taken back.')
    case 'done':
    case 'same': {
      const now = pipeline.now()
      const page = await readContactPage(pipeline, id, now, c.get('client').name)
      if (!page) return problem(c, 404, 'No contact has this id.')
      c.header('ETag', etagOf(page.contact.revision))
      return c.json(presentContactDetail(pipeline, page, now), 200)
    }
  }
}
