import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { changeMany, type ManyVerb, undoMany } from '../../src/pipeline/change-many.ts'
import type { House } from '../house.ts'
import { isContactId } from '../ids.ts'
import { idsOf } from '../ids-of-filter.ts'
import { cleanText } from '../views/clean-text.ts'
import { writeHeaders } from './answer-change.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { filterBody, toFilter } from './parameters.ts'
import { problems } from './problem.ts'
import { muteDays } from './verbs.ts'

/** Changes are one transaction each, so many of them would hold a request for too long. */
const maxMany = 500
const dayMs = 24 * 3_600_000

const bodySchema = z
  .object({
    ids: z.array(z.string().max(130)).min(1).max(maxMany).optional(),
    filter: filterBody.optional(),
    verb: z.enum(['acknowledge', 'release', 'mute', 'unmute', 'assign']),
    until: z.iso.datetime({ offset: true }).optional(),
    reason: z.string().max(300).default(''),
    owner: z.string().max(80).nullable().default(null),
  })
  .strict()
  .refine((body) => (body.ids === undefined) !== (body.filter === undefined), 'give ids or a filter')

const route = createRoute({
  method: 'post',
  path: '/bulk',
  operationId: 'changeManyContacts',
  summary: `Do the same with many contacts, ${maxMany} at most`,
  middleware: [allows('write')] as const,
  request: {
    headers: writeHeaders.pick({ 'idempotency-key': true }),
    body: { required: true, content: { 'application/json': { schema: bodySchema } } },
  },
  responses: {
    200: {
      description: 'What became of each.',
      content: {
        'application/json': {
          schema: z.object({
            deed: z.uuid().describe('By which `/bulk/undo` takes all of it back.'),
            items: z.array(
              z.object({
                contactId: z.string(),
                outcome: z.enum(['done', 'unknown-contact', 'stale', 'not-in-future']),
              }),
            ),
          }),
        },
      },
    },
    ...problems(400, 401, 403, 409, 415, 422, 429),
  },
})

const undoRoute = createRoute({
  method: 'post',
  path: '/bulk/undo',
  operationId: 'undoManyContacts',
  summary: 'Take back what one call of this client changed, all of it at once',
  middleware: [allows('write')] as const,
  request: {
    headers: writeHeaders.pick({ 'idempotency-key': true }),
    body: { required: true, content: { 'application/json': { schema: z.object({ deed: z.uuid() }) } } },
  },
  responses: {
    200: {
      description: 'Contacts that are as before, and those that somebody changed since.',
      content: {
        'application/json': { schema: z.object({ undone: z.array(z.string()), left: z.array(z.string()) }) },
      },
    },
    ...problems(400, 401, 403, 409, 415, 422, 429),
  },
})

/** Verbs for many contacts. */
export function bulkApi({ pipeline }: House) {
  const api = openApi()
  api.openapi(route, async (c) => {
    const { ids, filter, ...asked } = c.req.valid('json')
    const contactIds = ids
      ? [...new Set(ids)].filter(isContactId)
      : await idsOf(pipeline, toFilter(filter ?? {}), maxMany)
    const deed = randomUUID()
    const editor = { by: c.get('client').name, deed }
    const items = await changeMany(pipeline, contactIds, readVerb(asked), editor)
    return c.json({ items, deed }, 200)
  })
  api.openapi(undoRoute, async (c) => {
    const { deed } = c.req.valid('json')
    return c.json(await undoMany(pipeline, deed, { by: c.get('client').name }), 200)
  })

  function readVerb({ verb, until, reason, owner }: Omit<z.infer<typeof bodySchema>, 'ids'>): ManyVerb {
    if (verb === 'assign') return { verb, owner: cleanText(owner ?? '', 80).trim() || null }
    if (verb !== 'mute') return { verb }
    const end = until === undefined ? new Date(pipeline.now().getTime() + muteDays * dayMs) : new Date(until)
    return { verb, until: end, reason: cleanText(reason, 300) }
  }
  return api
}
