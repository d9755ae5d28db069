import { createRoute, z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler, Next } from 'hono'
import type { ContactDetail } from '../../src/store/contacts.ts'
import { hrefOf, textOfReason } from '../contact-facts.ts'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import { lookUp } from '../look-up.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { iso } from './present-check.ts'
import { problem, problems } from './problem.ts'
import { bilingual, statusSchema } from './schemas.ts'

const publishedSchema = z.object({
  id: z.string(),
  kind: z.string(),
  value: z.string().nullable(),
  label: bilingual,
  open: z.string().nullable(),
})

const answerSchema = z
  .object({
    value: z.string().describe('As it was asked for.'),
    action: z
      .enum(['show', 'warn', 'hide', 'replace'])
      .describe('What to do with it. `replace`: publish the successor instead.'),
    contact: publishedSchema.extend({
      status: statusSchema,
      statusSinceAt: z.iso.datetime(),
      confirmedAt: z.iso.datetime().nullable(),
      attestedAt: z.iso.datetime().nullable(),
    }),
    reason: z.object({ code: z.string(), means: bilingual }).nullable(),
    successor: publishedSchema.nullable(),
  })
  .openapi('Lookup')

/** For the site that publishes: what to do with a value that it prints. */
export function lookupApi(house: House) {
  const { pipeline } = house
  const needsRead = allows('read')
  // Whoever publishes what the house allows to everybody needs no token; `authenticate` let them in.
  const readers: MiddlewareHandler<Env> = (c: Context<Env>, next: Next) =>
    c.get('client') === undefined ? next() : needsRead(c, next)
  const route = createRoute({
    method: 'get',
    path: '/lookup',
    operationId: 'lookUpValue',
    summary: 'What to do with a value that a site publishes: show, warn, hide or replace',
    middleware: [readers] as const,
    request: {
      query: z.object({
        value: z
          .string()
          .min(1)
          .max(2048)
          .openapi({ example: '8 800 234-70-00', description: 'In any spelling.' }),
      }),
    },
    responses: {
      200: { description: 'The advice.', content: { 'application/json': { schema: answerSchema } } },
      ...problems(401, 403, 404, 422, 429),
    },
  })
  const api = openApi()
  api.openapi(route, async (c) => {
    const { value } = c.req.valid('query')
    const found = await lookUp(pipeline, value)
    if (!found) return problem(c, 404, 'No contact has this value.')
    const { contact, advice, successor } = found
    const text = textOfReason(pipeline, contact.reasonCode)
    return c.json(
      {
        value,
        action: advice,
        contact: {
          ...presentPublished(contact),
          status: contact.status,
          statusSinceAt: contact.statusSinceAt.toISOString(),
          confirmedAt: iso(contact.confirmedAt),
          attestedAt: iso(contact.attestedAt),
        },
        reason: contact.reasonCode && text ? { code: contact.reasonCode, means: text.means } : null,
        successor: successor && presentPublished(successor),
      },
      200,
    )
  })

  function presentPublished(contact: ContactDetail): z.infer<typeof publishedSchema> {
    const { id, kind, value, label } = contact
    return { id, kind, value, label, open: hrefOf(pipeline, contact) }
  }
  return api
}
