import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { editContact, retireContact } from '../../src/pipeline/edit-contact.ts'
import { readSuggestion } from '../../src/pipeline/read-suggestion.ts'
import { isStated } from '../../src/store/knowledge.ts'
import { checkFirst } from '../check-first.ts'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import { answerChange, editorOf, writeAnswers, writeHeaders } from './answer-change.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { contactIdParameter } from './parameters.ts'
import { presentCheck } from './present-check.ts'
import { problem } from './problem.ts'
import { checkSchema } from './schemas.ts'

/** How long a write waits for the check of a new value before it answers 202, seconds. */
const waitSeconds = 25

const saveAnyway = z
  .boolean()
  .default(false)
  .openapi({ description: 'Save a new value although the check does not find it alive.' })

const patchBody = z
  .object({
    value: z.string().max(2000),
    labelRu: z.string().max(2000),
    labelEn: z.string().max(2000),
    hours: z.string().max(2000).nullable(),
    note: z.string().max(2000).nullable(),
    importance: z.enum(['critical', 'normal', 'minor']),
    documented: z.enum(['live', 'retired', 'phantom']),
    successor: z.string().max(130).nullable(),
    checkEveryHours: z.number().int().min(1).max(8760),
  })
  .partial()
  .extend({
    label: z
      .object({ ru: z.string().max(2000), en: z.string().max(2000) })
      .partial()
      .optional(),
    saveAnyway,
  })
  .strict()
  .openapi('ContactEdit')

const answers = {
  ...writeAnswers,
  202: {
    description: 'The new value is still being checked; send the same again.',
    content: { 'application/json': { schema: z.object({ check: checkSchema }) } },
  },
}

const patchRoute = createRoute({
  method: 'patch',
  path: '/contacts/{id}',
  operationId: 'editContact',
  summary: 'Edit a contact; a new value is checked before it is saved',
  middleware: [allows('write')] as const,
  request: {
    params: contactIdParameter,
    headers: writeHeaders,
    body: { required: true, content: { 'application/json': { schema: patchBody } } },
  },
  responses: answers,
})

const acceptRoute = createRoute({
  method: 'post',
  path: '/contacts/{id}/accept-suggestion',
  operationId: 'acceptSuggestion',
  summary: 'Do what the last check suggests: write the new value, or retire the contact',
  middleware: [allows('write')] as const,
  request: {
    params: contactIdParameter,
    headers: writeHeaders,
    body: {
      required: false,
      content: {
        'application/json': {
          schema: z.object({
            value: z
              .string()
              .max(2000)
              .optional()
              .openapi({ description: 'The suggestion that was read; another one is not accepted.' }),
            saveAnyway,
          }),
        },
      },
    },
  },
  responses: answers,
})

/** Edits of what a contact states. */
export function editsApi(house: House) {
  const { pipeline } = house
  const api = openApi()

  api.openapi(patchRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { saveAnyway: force, label, ...fields } = c.req.valid('json')
    const written = {
      ...fields,
      ...(label?.ru !== undefined && { labelRu: label.ru }),
      ...(label?.en !== undefined && { labelEn: label.en }),
    }
    const refusal =
      fields.value === undefined || force ? null : await refuseUnchecked(house, c, id, fields.value)
    return refusal ?? answerChange(house, c, id, await editContact(pipeline, id, written, editorOf(c)))
  })

  api.openapi(acceptRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { value, saveAnyway: force } = c.req.valid('json')
    const suggestion = await readSuggestion(pipeline, id)
    if (!suggestion && !(await isStated(pipeline.db, id))) return problem(c, 404, 'No contact has this id.')
    if (!suggestion) return problem(c, 409, 'Nothing is suggested for this contact.')
    if (value !== undefined && value !== suggestion.value)
      return problem(c, 409, `Something else is suggested by now: ${suggestion.value}`)
    if (suggestion.action === 'retire')
      return answerChange(house, c, id, await retireContact(pipeline, id, {}, editorOf(c)))
    const refusal = force ? null : await refuseUnchecked(house, c, id, suggestion.value)
    if (refusal) return refusal
    const fields = { value: suggestion.value }
    const outcome = await editContact(pipeline, id, fields, editorOf(c), 'accept-suggestion')
    return answerChange(house, c, id, outcome)
  })

  return api
}

/** Why a new value is not saved now; null: it is alive, or no news. */
async function refuseUnchecked({ pipeline }: House, c: Context<Env>, contactId: string, value: string) {
  const asked = { contactId, value, by: c.get('client').name, waitSeconds }
  const fitness = await checkFirst(pipeline, asked, c.req.raw.signal)
  switch (fitness.state) {
    case 'fit':
      return null
    case 'unknown-contact':
      return problem(c, 404, 'No contact has this id.')
    case 'invalid':
      return problem(c, 422, 'The contact cannot say this.', {
        errors: [{ pointer: '/value', detail: fitness.problem }],
      })
    case 'running':
      c.header('Location', `/api/v1/checks/${fitness.check.id}`)
      c.header('Retry-After', '1')
      return c.json({ check: presentCheck(fitness.check) }, 202)
    case 'not-alive': {
      const { id, verdict, reasonCode, reasonMessage } = fitness.check
      const why = [reasonCode, reasonMessage].filter(Boolean).join(': ')
      c.header('Location', `/api/v1/checks/${id}`)
      return problem(c, 409, `The new value is ${verdict ?? 'unknown'} (${why}); send saveAnyway to save it.`)
    }
  }
}
