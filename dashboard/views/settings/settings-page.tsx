import type { Child } from 'hono/jsx'
import type { Role } from '../../../src/store/schema-people.ts'
import type { View } from '../../env.ts'
import { Csrf } from '../csrf.tsx'
import { Page } from '../layout.tsx'
import { Moment } from '../moment.tsx'

export interface SettingsProps {
  view: View
  calendar: { createdAt: Date; usedAt: Date | null } | null
  /** The feed's address, right after it was made. */
  calendarUrl?: string
  isStatusPublic: boolean
  notice?: string | undefined
}

interface Entry {
  href: string
  title: string
  lead: string
  role: Role
}

const ranks: Record<Role, number> = { reader: 0, editor: 1, admin: 2 }

/** What a person sets for themselves, and the ways to what is set for everybody. */
export function SettingsPage(props: SettingsProps) {
  const { view, notice } = props
  const { settings: t } = view.t.access
  const { nav } = view.t.frame
  const entries: Entry[] = [
    { href: '/settings/alerts', title: t.alerts, lead: t.alertsLead, role: 'editor' },
    { href: '/settings/people', title: t.people, lead: t.peopleLead, role: 'admin' },
    { href: '/settings/tokens', title: t.tokens, lead: t.tokensLead, role: 'admin' },
    { href: '/settings/audit', title: t.audit, lead: t.auditLead, role: 'admin' },
    { href: '/mails', title: nav.mails, lead: t.mailsLead, role: 'editor' },
    { href: '/system', title: t.system, lead: t.systemLead, role: 'reader' },
  ]
  const rank = ranks[view.session?.user.role ?? 'reader']
  const mine = entries.filter(({ role }) => ranks[role] <= rank)
  return (
    <Page view={view} title={t.title} section="settings">
      <h1>{t.title}</h1>
      {notice && (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      <div class="grid">
        <div class="column">
          <section class="panel" aria-labelledby="own">
            <h2 id="own">{t.own}</h2>
            <ul class="entries">
              <Link href="/settings/sessions" title={t.sessions} lead={t.sessionsLead} />
            </ul>
          </section>
          <Calendar {...props} />
          <Shortcuts view={view} />
        </div>
        <div class="column">
          <section class="panel" aria-labelledby="team">
            <h2 id="team">{t.team}</h2>
            <ul class="entries">{mine.map((entry) => Link(entry))}</ul>
          </section>
          {rank === ranks.admin && <PublicStatus {...props} />}
        </div>
      </div>
    </Page>
  )
}

function Link({ href, title, lead }: Omit<Entry, 'role'>) {
  return (
    <li>
      <a href={href}>{title}</a>
      <span class="quiet">{lead}</span>
    </li>
  )
}

function Panel({ id, title, lead, children }: { id: string; title: string; lead: string; children?: Child }) {
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="quiet">{lead}</p>
      {children}
    </section>
  )
}

function Calendar({ view, calendar, calendarUrl }: SettingsProps) {
  const { calendar: t } = view.t.access
  return (
    <Panel id="calendar" title={t.title} lead={t.lead}>
      {calendarUrl && (
        <div role="status">
          <p>{t.once}</p>
          <pre class="command" tabindex={0}>
            {calendarUrl}
          </pre>
        </div>
      )}
      {calendar === null ? (
        <p>{t.none}</p>
      ) : (
        <p>
          {t.since} <Moment view={view} at={calendar.createdAt} />
          {calendar.usedAt && (
            <>
              . {t.used} <Moment view={view} at={calendar.usedAt} />
            </>
          )}
          .
        </p>
      )}
      <form method="post" action="/settings/calendar" class="buttons">
        <Csrf view={view} />
        <button type="submit" name="deed" value="renew" class="button">
          {calendar === null ? t.make : t.renew}
        </button>
        {calendar !== null && (
          <button type="submit" name="deed" value="revoke" class="button">
            {t.revoke}
          </button>
        )}
      </form>
    </Panel>
  )
}

function Shortcuts({ view }: { view: View }) {
  const { shortcuts: t } = view.t.access
  const isOn = view.session?.user.shortcuts ?? true
  return (
    <Panel id="shortcuts" title={t.title} lead={t.lead}>
      <p>
        {isOn ? t.on : t.off} <a href="/help#keys">{t.list}</a>
      </p>
      <form method="post" action="/settings/shortcuts">
        <Csrf view={view} />
        <button type="submit" name="on" value={isOn ? 'no' : 'yes'} class="button">
          {isOn ? t.turnOff : t.turnOn}
        </button>
      </form>
    </Panel>
  )
}

function PublicStatus({ view, isStatusPublic }: SettingsProps) {
  const { publicStatus: t } = view.t.access
  return (
    <Panel id="public" title={t.title} lead={t.lead}>
      <p>
        {isStatusPublic ? t.on : t.off} {isStatusPublic && <a href="/status">{t.see}</a>}
      </p>
      <form method="post" action="/settings/public-status">
        <Csrf view={view} />
        <button type="submit" name="on" value={isStatusPublic ? 'no' : 'yes'} class="button">
          {isStatusPublic ? t.turnOff : t.turnOn}
        </button>
      </form>
    </Panel>
  )
}
