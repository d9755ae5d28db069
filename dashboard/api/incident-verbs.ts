import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  acknowledgeIncident,
  closeIncidentByHand,
  type NotCared,
  subjectOf,
} from '../../src/pipeline/take-incident.ts'
import { type UndoOutcome, undoChange } from '../../src/pipeline/undo-change.ts'
import { readUndoable } from '../../src/store/audit.ts'
import { readIncident } from '../../src/store/incidents.ts'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import { cleanText } from '../views/clean-text.ts'
import { writeHeaders } from './answer-change.ts'
import { allows } from './authenticate.ts'
import { presentIncident } from './incidents.ts'
import { openApi } from './open-api.ts'
import { rowIdParameter } from './parameters.ts'
import { problem, problems } from './problem.ts'
import { incidentSchema } from './schemas.ts'

function verbRoute<P extends string, S extends z.ZodType>(
  path: P,
  summary: string,
  schema: S,
  required: boolean,
) {
  return createRoute({
    method: 'post',
    path: `/incidents/{id}/${path}`,
    operationId: `${path}Incident`,
    summary,
    middleware: [allows('write')] as const,
    request: {
      params: rowIdParameter,
      headers: writeHeaders.pick({ 'idempotency-key': true }),
      body: { required, content: { 'application/json': { schema } } },
    },
    responses: {
      200: {
        description: 'The incident as it stands now.',
        content: { 'application/json': { schema: incidentSchema } },
      },
      ...problems(400, 401, 403, 404, 409, 415, 422, 429),
    },
  })
}

const reasonBody = z.object({ reason: z.string().trim().min(1).max(300) })
const takeRoute = verbRoute('acknowledge', 'Somebody sees to the whole incident', z.object({}), false)
const closeRoute = verbRoute('close', 'Call the incident over, whatever the checks say', reasonBody, true)
const undoRoute = verbRoute('undo', 'Take back the last change of this client', z.object({}), false)

/** What editors do with an incident. */
export function incidentVerbsApi({ pipeline }: House) {
  const api = openApi()

  api.openapi(takeRoute, async (c) => {
    const { id } = c.req.valid('param')
    return answer(c, id, await acknowledgeIncident(pipeline, id, c.get('client').name))
  })
  api.openapi(closeRoute, async (c) => {
    const { id } = c.req.valid('param')
    const reason = cleanText(c.req.valid('json').reason, 300)
    return answer(c, id, await closeIncidentByHand(pipeline, id, reason, c.get('client').name))
  })
  api.openapi(undoRoute, async (c) => {
    const { id } = c.req.valid('param')
    const by = c.get('client').name
    const entry = await readUndoable(pipeline.db, subjectOf(id), by, new Date(0))
    return answer(c, id, await undoChange(pipeline, entry?.id ?? 0, subjectOf(id), { by }))
  })

  async function answer(c: Context<Env>, id: number, outcome: 'done' | NotCared | UndoOutcome) {
    const incident = await readIncident(pipeline.db, id)
    if (!incident || outcome === 'unknown-incident') return problem(c, 404, 'No incident has this id.')
    if (outcome === 'over') return problem(c, 409, 'The incident is over.')
    if (outcome !== 'done') return problem(c, 409, 'There is nothing that can be taken back.')
    const contactIds = incident.contacts.map((contact) => contact.id)
    return c.json(presentIncident({ ...incident, contactIds }), 200)
  }
  return api
}
