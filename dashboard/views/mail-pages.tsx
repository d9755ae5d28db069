import type { listLetters } from '../../src/store/letters.ts'
import type { View } from '../env.ts'
import type { ParsedMail } from '../mails/parse-mail.ts'
import { cleanText } from './clean-text.ts'
import { Pair } from './contact/attempt.tsx'
import { DeliveryList } from './delivery-list.tsx'
import { Page } from './layout.tsx'
import { Moment } from './moment.tsx'

export interface ListedMail {
  name: string
  at: Date
  mail: ParsedMail
}

interface MailsProps {
  view: View
  mails: readonly ListedMail[]
  dead: Awaited<ReturnType<typeof listLetters>>
  recent: Awaited<ReturnType<typeof listLetters>>
  broken: { name: string; answer: string | null }[]
  isResent: boolean
}

/** What could not be delivered, what was sent, and mails kept as files, newest first. */
export function MailsPage({ view, mails, dead, recent, broken, isResent }: MailsProps) {
  const { system: t, alerts } = view.t
  return (
    <Page view={view} title={view.t.frame.nav.mails} section="settings">
      <h1>{view.t.frame.nav.mails}</h1>
      {isResent && (
        <p class="notice" role="status">
          {alerts.resent}
        </p>
      )}
      {broken.map(({ name, answer }) => (
        <p class="notice is-invalid" role="status">
          {alerts.channelBroken(alerts.channels[name] ?? name)} {alerts.serverSaid}:{' '}
          <span lang="en">{cleanText(answer ?? '', 300)}</span>
        </p>
      ))}
      <section class="panel" aria-labelledby="dead">
        <h2 id="dead">{alerts.dead}</h2>
        {dead.length > 0 && <p>{alerts.deadLead}</p>}
        <DeliveryList view={view} letters={dead} empty={alerts.deadNone} mayResend />
      </section>
      <section class="panel" aria-labelledby="recent">
        <h2 id="recent">{alerts.recent}</h2>
        <DeliveryList view={view} letters={recent} empty={alerts.recentNone} />
        {view.session?.user.role === 'admin' && <a href="/settings/alerts">{alerts.title}</a>}
      </section>
      <section class="panel" aria-labelledby="files">
        <h2 id="files">{t.mailsTitle}</h2>
        <p class="quiet">{t.mailsLead}</p>
        {mails.length === 0 && <p>{t.mailsNone}</p>}
        <ul class="timeline">
          {mails.map(({ name, at, mail }) => (
            <li>
              <a href={`/mails/${encodeURIComponent(name)}`}>{cleanText(mail.subject, 160) || t.noSubject}</a>
              <span class="value quiet">{cleanText(mail.to, 120)}</span>
              <span class="quiet">
                <Moment view={view} at={mail.date ?? at} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  )
}

/** The plain text of one mail. */
export function MailPage({ view, mail }: { view: View; mail: ParsedMail }) {
  const { system: t } = view.t
  const subject = cleanText(mail.subject, 200) || t.noSubject
  return (
    <Page view={view} title={subject} section="settings">
      <header class="head">
        <p class="crumbs quiet">
          <a href="/mails">{t.backToMails}</a>
        </p>
        <h1>{subject}</h1>
      </header>
      <section class="panel" aria-label={subject}>
        <dl class="pairs">
          <Pair name={t.mailTo}>
            <span class="value">{cleanText(mail.to, 200)}</span>
          </Pair>
          {mail.date && (
            <Pair name={t.mailDate}>
              <Moment view={view} at={mail.date} exact />
            </Pair>
          )}
        </dl>
        <div class="letter">{cleanText(mail.text, 50_000)}</div>
      </section>
    </Page>
  )
}
