import { createRoute, z } from '@hono/zod-openapi'
import { requestRecheck } from '../../src/pipeline/request-recheck.ts'
import { readContact } from '../../src/store/contacts.ts'
import type { House } from '../house.ts'
import { isContactId } from '../ids.ts'
import { idsOf } from '../ids-of-filter.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { contactIdParameter, filterBody, toFilter } from './parameters.ts'
import { presentCheck } from './present-check.ts'
import { matches } from './present-contact.ts'
import { problem, problems } from './problem.ts'
import { askedCheckSchema, checkSchema } from './schemas.ts'

const maxMany = 5000

const checkedWithinSeconds = z.number().min(0).max(31_536_000).default(0)

const oneRoute = createRoute({
  method: 'post',
  path: '/contacts/{id}/recheck',
  operationId: 'recheckContact',
  summary: 'Check one contact now, ahead of routine work',
  middleware: [allows('run')] as const,
  request: {
    params: contactIdParameter,
    headers: z.object({ 'if-match': z.string().optional() }),
    body: {
      required: false,
      content: { 'application/json': { schema: z.object({ checkedWithinSeconds }).partial() } },
    },
  },
  responses: {
    200: {
      description: 'The last check is fresh enough.',
      content: { 'application/json': { schema: z.object({ check: checkSchema }) } },
    },
    202: {
      description: 'Queued; `Location` is where to wait.',
      content: { 'application/json': { schema: z.object({ check: askedCheckSchema }) } },
    },
    ...problems(400, 401, 403, 404, 409, 412, 415, 422, 429),
  },
})

const itemSchema = z.object({
  contactId: z.string(),
  state: z
    .enum(['queued', 'fresh', 'gap', 'unknown'])
    .describe('`gap`: nothing to check; `unknown`: no such contact.'),
  check: z.union([askedCheckSchema, checkSchema]).nullable(),
})

const manyRoute = createRoute({
  method: 'post',
  path: '/recheck',
  operationId: 'recheckContacts',
  summary: 'Check many contacts now, by id or by filter',
  middleware: [allows('run')] as const,
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.union([
            z
              .object({ ids: z.array(z.string().max(130)).min(1).max(maxMany), checkedWithinSeconds })
              .strict(),
            z.object({ filter: filterBody, checkedWithinSeconds }).strict(),
          ]),
        },
      },
    },
  },
  responses: {
    202: {
      description: 'What became of each.',
      content: { 'application/json': { schema: z.object({ items: z.array(itemSchema) }) } },
    },
    ...problems(400, 401, 403, 415, 422, 429),
  },
})

/** Checks on demand of contacts that are known. */
export function rechecksApi({ pipeline }: House) {
  const api = openApi()

  api.openapi(oneRoute, async (c) => {
    const { id } = c.req.valid('param')
    const ifMatch = c.req.valid('header')['if-match']
    const contact = await readContact(pipeline.db, id, { now: pipeline.now(), timeScale: pipeline.timeScale })
    if (!contact) return problem(c, 404, 'No contact has this id.')
    if (!matches(ifMatch, contact.revision))
      return problem(c, 412, 'The contact has changed since; read it again.')
    const within = c.req.valid('json').checkedWithinSeconds ?? 0
    const [answer] = await requestRecheck(pipeline, [id], {
      by: c.get('client').name,
      checkedWithinSeconds: within,
    })
    if (!answer) return problem(c, 404, 'No contact has this id.')
    switch (answer.state) {
      case 'gap':
        return problem(c, 409, 'The contact has no value, so there is nothing to check.')
      case 'fresh':
        return c.json({ check: presentCheck(answer.check) }, 200)
      case 'queued':
        c.header('Location', `/api/v1/checks/${answer.checkId}`)
        return c.json({ check: { id: answer.checkId, state: 'queued' as const } }, 202)
    }
  })

  api.openapi(manyRoute, async (c) => {
    const asked = c.req.valid('json')
    const ids =
      'ids' in asked
        ? [...new Set(asked.ids)].filter(isContactId)
        : await idsOf(pipeline, toFilter(asked.filter), maxMany)
    const by = c.get('client').name
    const answers = await requestRecheck(pipeline, ids, {
      by,
      checkedWithinSeconds: asked.checkedWithinSeconds,
    })
    const known = new Set(answers.map((answer) => answer.contactId))
    const unknown = 'ids' in asked ? [...new Set(asked.ids)].filter((id) => !known.has(id)) : []
    const items = [
      ...answers.map((answer) => ({
        contactId: answer.contactId,
        state: answer.state,
        check: checkOf(answer),
      })),
      ...unknown.map((contactId) => ({ contactId, state: 'unknown' as const, check: null })),
    ]
    return c.json({ items }, 202)
  })

  return api
}

function checkOf(answer: Awaited<ReturnType<typeof requestRecheck>>[number]) {
  switch (answer.state) {
    case 'gap':
      return null
    case 'fresh':
      return presentCheck(answer.check)
    case 'queued':
      return { id: answer.checkId, state: 'queued' as const }
  }
}
