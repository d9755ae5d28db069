import { createRoute, z } from '@hono/zod-openapi'
import { listContacts } from '../../src/store/contacts.ts'
import { readCursor, writeCursor } from '../contact-filter.ts'
import type { House } from '../house.ts'
import { readContactPage } from '../read-contact-page.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { contactIdParameter, cursorParameter, filterQuery, limitParameter, toFilter } from './parameters.ts'
import { etagOf, isUnchanged, presentContact, presentContactDetail } from './present-contact.ts'
import { problem, problems } from './problem.ts'
import { contactDetailSchema, contactSchema } from './schemas.ts'

const listRoute = createRoute({
  method: 'get',
  path: '/contacts',
  operationId: 'listContacts',
  summary: 'Contacts, worst first',
  middleware: [allows('read')] as const,
  request: { query: filterQuery.extend({ limit: limitParameter, cursor: cursorParameter }) },
  responses: {
    200: {
      description: 'A page of contacts.',
      content: {
        'application/json': {
          schema: z.object({ items: z.array(contactSchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(401, 403, 422, 429),
  },
})

const readRoute = createRoute({
  method: 'get',
  path: '/contacts/{id}',
  operationId: 'readContact',
  summary: 'One contact with its history',
  middleware: [allows('read')] as const,
  request: { params: contactIdParameter },
  responses: {
    200: { description: 'The contact.', content: { 'application/json': { schema: contactDetailSchema } } },
    304: { description: 'It is as `If-None-Match` has it.' },
    ...problems(401, 403, 404, 422, 429),
  },
})

/** Contacts: the list, and one of them. */
export function contactsApi({ pipeline, publicUrl }: House) {
  const api = openApi()

  api.openapi(listRoute, async (c) => {
    const { limit, cursor, ...asked } = c.req.valid('query')
    const now = pipeline.now()
    const after = readCursor(cursor)
    if (cursor && !after) {
      return problem(c, 422, 'The cursor is none of ours.', {
        errors: [{ pointer: '/cursor', detail: 'unknown cursor' }],
      })
    }
    const asOf = { now, timeScale: pipeline.timeScale }
    const { rows, next } = await listContacts(pipeline.db, toFilter(asked), asOf, {
      limit,
      ...(after && { after }),
    })
    const nextCursor = next && writeCursor(next)
    if (nextCursor) {
      const url = new URL(c.req.url)
      url.searchParams.set('cursor', nextCursor)
      c.header('Link', `<${publicUrl}${url.pathname}${url.search}>; rel="next"`)
    }
    return c.json({ items: rows.map((row) => presentContact(pipeline, row, now)), next: nextCursor }, 200)
  })

  api.openapi(readRoute, async (c) => {
    const now = pipeline.now()
    const data = await readContactPage(pipeline, c.req.valid('param').id, now, c.get('client').name)
    if (!data) return problem(c, 404, 'No contact has this id.')
    c.header('ETag', etagOf(data.contact.revision))
    if (isUnchanged(c.req.header('if-none-match'), data, now)) return c.body(null, 304)
    return c.json(presentContactDetail(pipeline, data, now), 200)
  })

  return api
}
