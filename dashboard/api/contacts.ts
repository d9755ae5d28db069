import { createRoute, z } from '@hono/zod-openapi'
import { attestContact } from '../../src/pipeline/attest-contact.ts'
import { listContacts } from '../../src/store/contacts.ts'
import { readCursor, writeCursor } from '../contact-filter.ts'
import type { House } from '../house.ts'
import { readContactPage } from '../read-contact-page.ts'
import { cleanText } from '../views/clean-text.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { contactIdParameter, cursorParameter, filterQuery, limitParameter, toFilter } from './parameters.ts'
import { etagOf, matches, presentContact, presentContactDetail } from './present-contact.ts'
import { problem, problems } from './problem.ts'
import { contactDetailSchema, contactSchema } from './schemas.ts'

const listRoute = createRoute({
  method: 'get',
  path: '/contacts',
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
  summary: 'One contact with its history',
  middleware: [allows('read')] as const,
  request: { params: contactIdParameter },
  responses: {
    200: { description: 'The contact.', content: { 'application/json': { schema: contactDetailSchema } } },
    ...problems(401, 403, 404, 422, 429),
  },
})

const attestRoute = createRoute({
  method: 'post',
  path: '/contacts/{id}/attest',
  summary: 'A person’s word: overrules at once, and holds while the evidence stays the same',
  middleware: [allows('write')] as const,
  request: {
    params: contactIdParameter,
    headers: z.object({ 'if-match': z.string().optional() }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({
            says: z.enum(['works', 'broken']),
            how: z.string().max(200).default(''),
            note: z.string().max(1000).default(''),
          }),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'The contact as it stands now.',
      content: { 'application/json': { schema: contactDetailSchema } },
    },
    ...problems(400, 401, 403, 404, 412, 415, 422, 429),
  },
})

/** Contacts: the list, one of them, and a person's word on it. */
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
    const data = await readContactPage(pipeline, c.req.valid('param').id, now)
    if (!data) return problem(c, 404, 'No contact has this id.')
    c.header('ETag', etagOf(data.contact.revision))
    return c.json(presentContactDetail(pipeline, data, now), 200)
  })

  api.openapi(attestRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { says, how, note } = c.req.valid('json')
    const now = pipeline.now()
    const before = await readContactPage(pipeline, id, now)
    if (!before) return problem(c, 404, 'No contact has this id.')
    if (!matches(c.req.valid('header')['if-match'], before.contact.revision)) {
      return problem(c, 412, 'The contact has changed since; read it again.')
    }
    const word = { says, how: cleanText(how, 200), note: cleanText(note, 1000), by: c.get('client').name }
    await attestContact(pipeline, id, word)
    const after = await readContactPage(pipeline, id, now)
    if (!after) return problem(c, 404, 'No contact has this id.')
    c.header('ETag', etagOf(after.contact.revision))
    return c.json(presentContactDetail(pipeline, after, now), 200)
  })

  return api
}
