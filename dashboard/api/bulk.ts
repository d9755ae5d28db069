import { createRoute, z } from '@hono/zod-openapi'
import { changeMany, type ManyVerb } from '../../src/pipeline/change-many.ts'
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

/** Verbs for many contacts. */
export function bulkApi({ pipeline }: House) {
  const api = openApi()
  api.openapi(route, async (c) => {
    const { ids, filter, ...asked } = c.req.valid('json')
    const contactIds = ids
      ? [...new Set(ids)].filter(isContactId)
      : await idsOf(pipeline, toFilter(filter ?? {}), maxMany)
    const items = await changeMany(pipeline, contactIds, readVerb(asked), { by: c.get('client').name })
    return c.json({ items }, 200)
  })

  function readVerb({ verb, until, reason, owner }: Omit<z.infer<typeof bodySchema>, 'ids'>): ManyVerb {
    if (verb === 'assign') return { verb, owner: cleanText(owner ?? '', 80).trim() || null }
    if (verb !== 'mute') return { verb }
    const end = until === undefined ? new Date(pipeline.now().getTime() + muteDays * dayMs) : new Date(until)
    return { verb, until: end, reason: cleanText(reason, 300) }
  }
  return api
}
