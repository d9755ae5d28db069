import { createRoute, z } from '@hono/zod-openapi'
import { listAlerts } from '../../src/store/alerts.ts'
import { listIncidents, readIncident } from '../../src/store/incidents.ts'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { cursorParameter, limitParameter, rowIdParameter } from './parameters.ts'
import { iso } from './present-check.ts'
import { problem, problems } from './problem.ts'
import { incidentDetailSchema, incidentSchema } from './schemas.ts'

const listRoute = createRoute({
  method: 'get',
  path: '/incidents',
  operationId: 'listIncidents',
  summary: 'Incidents, newest first',
  middleware: [allows('read')] as const,
  request: {
    query: z.object({
      open: z
        .enum(['true', 'false'])
        .default('false')
        .openapi({ description: 'Only those that are still open.' }),
      limit: limitParameter,
      cursor: cursorParameter,
    }),
  },
  responses: {
    200: {
      description: 'A page of incidents.',
      content: {
        'application/json': {
          schema: z.object({ items: z.array(incidentSchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(401, 403, 422, 429),
  },
})

const readRoute = createRoute({
  method: 'get',
  path: '/incidents/{id}',
  operationId: 'readIncident',
  summary: 'One incident with its contacts and alerts',
  middleware: [allows('read')] as const,
  request: { params: rowIdParameter },
  responses: {
    200: { description: 'The incident.', content: { 'application/json': { schema: incidentDetailSchema } } },
    ...problems(401, 403, 404, 422, 429),
  },
})

interface Incident {
  id: number
  cause: string
  openedAt: Date
  resolvedAt: Date | null
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  closedBy: string | null
  closeReason: string | null
  contactIds: string[]
}

export function presentIncident(incident: Incident): z.infer<typeof incidentSchema> {
  const { id, cause, openedAt, resolvedAt, acknowledgedBy, closedBy, closeReason, contactIds } = incident
  return {
    ...{ id, cause, acknowledgedBy, closedBy, closeReason },
    acknowledgedAt: iso(incident.acknowledgedAt),
    state: resolvedAt ? 'resolved' : 'open',
    openedAt: openedAt.toISOString(),
    resolvedAt: iso(resolvedAt),
    contactIds,
    links: { self: `/api/v1/incidents/${id}`, page: `/incidents/${id}` },
  }
}

export function incidentsApi({ pipeline: { db } }: House) {
  const api = openApi()

  api.openapi(listRoute, async (c) => {
    const { open, limit, cursor } = c.req.valid('query')
    const before = cursor === undefined ? undefined : readRowId(cursor)
    if (before === null) {
      return problem(c, 422, 'The cursor is none of ours.', {
        errors: [{ pointer: '/cursor', detail: 'unknown cursor' }],
      })
    }
    const page = { open: open === 'true', limit: limit + 1, ...(before !== undefined && { before }) }
    const found = await listIncidents(db, page)
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    const items = shown.map((incident) =>
      presentIncident({ ...incident, contactIds: incident.contactIds ?? [] }),
    )
    return c.json({ items, next: found.length > limit && last ? String(last.id) : null }, 200)
  })

  api.openapi(readRoute, async (c) => {
    const incident = await readIncident(db, c.req.valid('param').id)
    if (!incident) return problem(c, 404, 'No incident has this id.')
    const alerts = await listAlerts(db, incident.id)
    const { contacts } = incident
    return c.json(
      {
        ...presentIncident({ ...incident, contactIds: contacts.map((contact) => contact.id) }),
        contacts: contacts.map(({ id, label, value, status, joinedAt, recoveredAt }) => ({
          ...{ id, label, value, status },
          joinedAt: joinedAt.toISOString(),
          recoveredAt: iso(recoveredAt),
        })),
        alerts: alerts.map(({ edge, channel, state, attempts, createdAt, sentAt }) => ({
          ...{ edge, channel, state, attempts },
          createdAt: createdAt.toISOString(),
          sentAt: iso(sentAt),
        })),
      },
      200,
    )
  })

  return api
}
