import type { Child } from 'hono/jsx'
import type { Lag } from '../../src/store/lag.ts'
import type { listProcesses, MonitorFacts } from '../../src/store/monitor.ts'
import type { OwnError } from '../../src/store/own-errors.ts'
import type { ReadinessCheck } from '../deps.ts'
import type { View } from '../env.ts'
import { cleanText } from './clean-text.ts'
import { Pair } from './contact/attempt.tsx'
import { Page } from './layout.tsx'
import { Moment } from './moment.tsx'
import { LagPanel, OwnErrors } from './system-extras.tsx'

type Noted<K extends keyof MonitorFacts> = { value: MonitorFacts[K]; at: Date } | null

export interface SystemFacts {
  ready: { ok: boolean; checks: ReadinessCheck[] }
  processes: Awaited<ReturnType<typeof listProcesses>>
  /** Checkers that watch themselves: kind in the reader's language, and why one is suspended. */
  detectors: { name: string; suspended: boolean; since: string; why: string | null; triedAt: Date }[]
  online: Noted<'online'>
  browser: Noted<'browser'>
  mail: Noted<'mail'>
  kb: Noted<'kb'>
  alerts: { pending: number; oldestAt: Date | null }
  hasMails: boolean
  lag: Lag
  errors: readonly OwnError[]
}

/** How the monitor itself is doing. */
export function SystemPage({ view, facts }: { view: View; facts: SystemFacts }) {
  const { system: t } = view.t
  return (
    <Page view={view} title={t.title} section="settings">
      <div class="lead">
        <h1>{t.title}</h1>
        <p class={facts.ready.ok ? 'state is-resolved' : 'state is-open'}>
          {facts.ready.ok ? t.ready : t.notReady}
        </p>
      </div>
      <div class="grid">
        <div class="column">
          <Readiness view={view} facts={facts} />
          <Processes view={view} facts={facts} />
          <Detectors view={view} facts={facts} />
        </div>
        <div class="column">
          <LagPanel view={view} lag={facts.lag} />
          <Surroundings view={view} facts={facts} />
          <KnowledgeBase view={view} facts={facts} />
        </div>
      </div>
      <OwnErrors view={view} errors={facts.errors} />
    </Page>
  )
}

type Part = { view: View; facts: SystemFacts }

function Panel({ id, title, children }: { id: string; title: string; children?: Child }) {
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

function Readiness({ view, facts }: Part) {
  const { system: t } = view.t
  return (
    <Panel id="readiness" title={t.checks}>
      <ul class="timeline">
        {facts.ready.checks.map(({ name, ok, detail }) => (
          <li>
            <strong class={ok ? 'delivery is-sent' : 'delivery is-dead'}>{ok ? t.ok : t.bad}</strong>
            <span>{cleanText(name, 60)}</span>
            <span class="quiet" lang="en">
              {cleanText(detail, 300)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Surroundings({ view, facts }: Part) {
  const { system: t } = view.t
  const { online, browser, mail, alerts } = facts
  return (
    <Panel
      id="surroundings"
      title={`${t.network}, ${t.browser.toLowerCase()}, ${view.t.frame.nav.mails.toLowerCase()}`}
    >
      <dl class="pairs">
        <Pair name={t.network}>
          {online ? (
            <>
              {online.value.online ? t.online : t.offline},{' '}
              <Moment view={view} at={new Date(online.value.since)} />
            </>
          ) : (
            t.unknown
          )}
        </Pair>
        <Pair name={t.browser}>
          {browser ? <code>{cleanText(browser.value.path ?? t.browserNone, 200)}</code> : t.unknown}
          {browser?.value.note && <small class="quiet">{cleanText(browser.value.note, 300)}</small>}
        </Pair>
        <Pair name={t.mail}>
          {mail ? <span class="value">{cleanText(mail.value.to, 200)}</span> : t.mailNone}{' '}
          {facts.hasMails && <a href="/mails">{t.seeMails}</a>}
        </Pair>
        <Pair name={t.alerts}>
          {alerts.pending === 0 ? t.alertsNone : t.alertsWaiting(alerts.pending)}
          {alerts.oldestAt && (
            <small class="quiet">
              {t.oldest} <Moment view={view} at={alerts.oldestAt} />
            </small>
          )}
        </Pair>
      </dl>
    </Panel>
  )
}

function Detectors({ view, facts }: Part) {
  const { system: t } = view.t
  if (facts.detectors.length === 0) return null
  return (
    <Panel id="detectors" title={t.detectors}>
      <ul class="timeline">
        {facts.detectors.map(({ name, suspended, since, why, triedAt }) => (
          <li>
            <strong class={suspended ? 'delivery is-dead' : 'delivery is-sent'}>
              {suspended ? t.detectorSuspended : t.ok}
            </strong>
            <span>{cleanText(name, 60)}</span>
            <span class="quiet">
              <Moment view={view} at={suspended ? new Date(since) : triedAt} />
            </span>
            {why && (
              <span class="quiet" lang="en">
                {cleanText(why, 300)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Processes({ view, facts }: Part) {
  const { system: t } = view.t
  return (
    <Panel id="processes" title={t.processes}>
      {facts.processes.length === 0 && <p class="problem">{t.processesNone}</p>}
      <ul class="timeline">
        {facts.processes.map(({ id, roles, startedAt, seenAt }) => (
          <li>
            <code>{cleanText(id, 80)}</code>
            <span>
              {t.roles}: {cleanText(roles.join(', '), 120)}
            </span>
            <span class="quiet">
              {t.started} <Moment view={view} at={new Date(startedAt)} />, {t.seen}{' '}
              <Moment view={view} at={seenAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function KnowledgeBase({ view, facts }: Part) {
  const { system: t } = view.t
  const { kb } = facts
  return (
    <Panel id="kb" title={t.kb}>
      {kb ? (
        <p>
          {t.kbRead(kb.value.contacts)}, <Moment view={view} at={kb.at} />
        </p>
      ) : (
        <p class="quiet">{t.unknown}</p>
      )}
      {kb && kb.value.problems.length > 0 && (
        <>
          <h3 class="problem">{t.kbProblems}</h3>
          <ul class="plain" lang="en">
            {kb.value.problems.slice(0, 100).map((problem) => (
              <li>
                <code>{cleanText(problem, 300)}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}
