import type { Pipeline } from '../../src/pipeline/context.ts'
import type { listAlerts } from '../../src/store/alerts.ts'
import type { IncidentDetail } from '../../src/store/incidents.ts'
import { textOfReason } from '../contact-facts.ts'
import type { View } from '../env.ts'
import { contactPage } from '../route-path.ts'
import { cleanText } from './clean-text.ts'
import { IncidentVerbs } from './incident-verbs.tsx'
import { IncidentTimes, titleOfIncident } from './incidents-page.tsx'
import { Page } from './layout.tsx'
import { Moment } from './moment.tsx'
import { StatusBadge } from './status-badge.tsx'

interface IncidentProps {
  view: View
  pipeline: Pipeline
  incident: IncidentDetail
  alerts: Awaited<ReturnType<typeof listAlerts>>
  undoable: { id: number; action: string } | null
}

/** One incident: its contacts, and the mails it owed with how they were delivered. */
export function IncidentPage({ view, pipeline, incident, alerts, undoable }: IncidentProps) {
  const { lists } = view.t
  const labels = new Map(incident.contacts.map(({ id, label, status }) => [id, { label, status }]))
  const title = titleOfIncident(view, incident, labels)
  return (
    <Page view={view} title={title} section="incidents">
      <header class="head">
        <p class="crumbs quiet">
          <a href="/incidents">{lists.incidents}</a> / {lists.incident(incident.id)}
        </p>
        <h1>{title}</h1>
        <IncidentTimes view={view} incident={incident} />
      </header>
      <section class="panel" aria-labelledby="affected">
        <h2 id="affected">{lists.affected}</h2>
        <ul class="timeline">
          {incident.contacts.map((part) => (
            <Part view={view} pipeline={pipeline} part={part} />
          ))}
        </ul>
      </section>
      <IncidentVerbs view={view} incident={incident} undoable={undoable} />
      <Mails view={view} alerts={alerts} />
    </Page>
  )
}

function Part({
  view,
  pipeline,
  part,
}: Pick<IncidentProps, 'view' | 'pipeline'> & { part: IncidentDetail['contacts'][number] }) {
  const { lists } = view.t
  const means = textOfReason(pipeline, part.episode?.code ?? null)?.means[view.language]
  return (
    <li>
      <StatusBadge view={view} status={part.status} />
      <span>
        <a href={contactPage(part.id)}>{cleanText(part.label[view.language], 120)}</a>{' '}
        <span class="value quiet">{cleanText(part.value ?? '', 100)}</span>
      </span>
      <span class="quiet">
        <Moment view={view} at={part.joinedAt} />
        {part.recoveredAt && (
          <>
            {', '}
            {lists.recovered} <Moment view={view} at={part.recoveredAt} />
          </>
        )}
      </span>
      {means && !part.recoveredAt && <span>{cleanText(means, 300)}</span>}
    </li>
  )
}

function Mails({ view, alerts }: Pick<IncidentProps, 'view' | 'alerts'>) {
  const { lists } = view.t
  return (
    <section class="panel" aria-labelledby="mails">
      <h2 id="mails">{lists.mails}</h2>
      {alerts.length === 0 && <p class="quiet">{lists.mailsNone}</p>}
      <ul class="timeline">
        {alerts.map((alert) => (
          <li>
            <strong class={`delivery is-${alert.state}`}>{lists.delivery[alert.state] ?? alert.state}</strong>
            <span class="value">
              {cleanText(alert.address, 120)} · {lists.edges[alert.edge] ?? alert.edge}
            </span>
            <span class="quiet">
              <Moment view={view} at={alert.sentAt ?? alert.createdAt} exact /> ·{' '}
              {lists.attempts(alert.attempts)}
            </span>
            {alert.answer && (
              <span class="quiet" lang="en">
                {cleanText(alert.answer, 300)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
