import type { listIncidents } from '../../src/store/incidents.ts'
import type { View } from '../env.ts'
import type { readLabels } from '../read-labels.ts'
import { contactPage } from '../route-path.ts'
import { cleanText } from './clean-text.ts'
import { Page } from './layout.tsx'
import { Moment } from './moment.tsx'
import { StatusBadge } from './status-badge.tsx'

type Incident = Awaited<ReturnType<typeof listIncidents>>[number]
type Labels = Awaited<ReturnType<typeof readLabels>>

export interface IncidentsProps {
  view: View
  incidents: readonly Incident[]
  labels: Labels
  open: boolean
  /** Id before which the list goes on; null at its end. */
  next: number | null
}

/** Incidents, newest first. */
export function IncidentsPage({ view, incidents, labels, open, next }: IncidentsProps) {
  const { lists } = view.t
  return (
    <Page view={view} title={lists.incidents} section="incidents" live="all">
      <h1>{lists.incidents}</h1>
      <p class="quiet">{lists.incidentsLead}</p>
      <nav class="tabs" aria-label={lists.filters}>
        <a href="/incidents" aria-current={open ? 'page' : undefined}>
          {lists.open}
        </a>
        <a href="/incidents?show=all" aria-current={open ? undefined : 'page'}>
          {lists.all}
        </a>
      </nav>
      <div class="column" data-live="incidents">
        {incidents.length === 0 ? (
          <section class="panel empty">
            <p>{open ? lists.incidentNoneOpen : lists.incidentNone}</p>
          </section>
        ) : (
          <ul class="incidents">
            {incidents.map((incident) => (
              <IncidentItem view={view} incident={incident} labels={labels} />
            ))}
          </ul>
        )}
        {next !== null && (
          <p class="pager">
            <a class="button" rel="next" href={`/incidents?${open ? '' : 'show=all&'}before=${next}`}>
              {lists.older}
            </a>
          </p>
        )}
      </div>
    </Page>
  )
}

const shownContacts = 5

function IncidentItem({ view, incident, labels }: { view: View; incident: Incident; labels: Labels }) {
  const { words } = view.t
  const ids = incident.contactIds ?? []
  return (
    <li class={`panel incident ${incident.resolvedAt ? 'is-resolved' : 'is-open'}`}>
      <h2>
        <a href={`/incidents/${incident.id}`}>{titleOfIncident(view, incident, labels)}</a>
      </h2>
      <IncidentTimes view={view} incident={incident} />
      <ul class="plain">
        {ids.slice(0, shownContacts).map((id) => {
          const known = labels.get(id)
          return (
            <li>
              {known && <StatusBadge view={view} status={known.status} />}{' '}
              <a href={contactPage(id)}>{cleanText(known?.label[view.language] ?? id, 100)}</a>
            </li>
          )
        })}
      </ul>
      {ids.length > shownContacts && <p class="quiet">+ {words.contacts(ids.length - shownContacts)}</p>}
    </li>
  )
}

/** What died: a host, or one contact by its name. */
export function titleOfIncident(
  view: View,
  { cause, id }: { cause: string; id: number },
  labels: Labels,
): string {
  const { lists } = view.t
  if (cause.startsWith('host:')) return lists.causeHost(cleanText(cause.slice('host:'.length), 80))
  const known = labels.get(cause.replace(/^contact:/, ''))
  return known ? cleanText(known.label[view.language], 120) : lists.incident(id)
}

/** Open since when, or how long it lasted. */
export function IncidentTimes({
  view,
  incident,
}: {
  view: View
  incident: { openedAt: Date; resolvedAt: Date | null }
}) {
  const { lists, words } = view.t
  const { openedAt, resolvedAt } = incident
  return (
    <p class="incident-times quiet">
      <strong class={resolvedAt ? 'state is-resolved' : 'state is-open'}>
        {resolvedAt ? lists.stateResolved : lists.stateOpen}
      </strong>{' '}
      <Moment view={view} at={resolvedAt ?? openedAt} />
      {resolvedAt && `, ${lists.lasted(words.duration(resolvedAt.getTime() - openedAt.getTime()))}`}
    </p>
  )
}
