import type { View } from '../env.ts'
import type { ParsedMail } from '../mails/parse-mail.ts'
import { cleanText } from './clean-text.ts'
import { Pair } from './contact/attempt.tsx'
import { Page } from './layout.tsx'
import { Moment } from './moment.tsx'

export interface ListedMail {
  name: string
  at: Date
  mail: ParsedMail
}

/** Mails kept as files, newest first. */
export function MailsPage({ view, mails }: { view: View; mails: readonly ListedMail[] }) {
  const { system: t } = view.t
  return (
    <Page view={view} title={t.mailsTitle} section="settings">
      <h1>{t.mailsTitle}</h1>
      <p class="quiet">{t.mailsLead}</p>
      <section class="panel" aria-label={t.mailsTitle}>
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
