import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Pipeline } from '../../src/pipeline/context.ts'
import { subjectOf } from '../../src/pipeline/take-incident.ts'
import { listAlerts } from '../../src/store/alerts.ts'
import { readUndoable } from '../../src/store/audit.ts'
import { listIncidents, readIncident } from '../../src/store/incidents.ts'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { readLabels } from '../read-labels.ts'
import { IncidentPage } from '../views/incident-page.tsx'
import { IncidentsPage } from '../views/incidents-page.tsx'

const pageSize = 30
/** How long a page offers to take a change back. */
const undoMs = 24 * 3_600_000

export function incidentRoutes({ pipeline }: House) {
  return new Hono<Env>()
    .get('/incidents', needs('reader'), (c) => showIncidents(pipeline, c))
    .get('/incidents/:id', needs('reader'), (c) => showIncident(pipeline, c, readRowId(c.req.param('id'))))
}

async function showIncidents({ db }: Pipeline, c: Context<Env>) {
  const open = c.req.query('show') !== 'all'
  const before = readRowId(c.req.query('before') ?? '')
  const page = { open, limit: pageSize + 1, ...(before !== null && { before }) }
  const found = await listIncidents(db, page)
  const incidents = found.slice(0, pageSize)
  const labels = await readLabels(db, [
    ...new Set(incidents.flatMap((incident) => incident.contactIds ?? [])),
  ])
  const next = found.length > pageSize ? (incidents.at(-1)?.id ?? null) : null
  return c.html(
    <IncidentsPage view={c.get('view')} incidents={incidents} labels={labels} open={open} next={next} />,
  )
}

async function showIncident(pipeline: Pipeline, c: Context<Env>, id: number | null) {
  const incident = id === null ? null : await readIncident(pipeline.db, id)
  if (!incident) return c.notFound()
  const view = c.get('view')
  const by = view.session?.user.name ?? ''
  const [alerts, undoable] = await Promise.all([
    listAlerts(pipeline.db, incident.id),
    readUndoable(pipeline.db, subjectOf(incident.id), by, new Date(view.now.getTime() - undoMs)),
  ])
  return c.html(
    <IncidentPage view={view} pipeline={pipeline} incident={incident} alerts={alerts} undoable={undoable} />,
  )
}
