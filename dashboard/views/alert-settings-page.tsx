import type { Recipient } from '../../src/store/recipients.ts'
import type { View } from '../env.ts'
import { languages } from '../i18n/language.ts'
import { cleanText } from './clean-text.ts'
import { Page } from './layout.tsx'

interface SettingsProps {
  view: View
  recipients: readonly Recipient[]
  channels: readonly string[]
  problem: 'address' | 'channel' | null
}

/** Everybody who is told, and the form that adds one. */
export function AlertSettingsPage({ view, recipients, channels, problem }: SettingsProps) {
  const { alerts: t } = view.t
  return (
    <Page view={view} title={t.title} section="settings">
      <h1>{t.title}</h1>
      <p class="quiet">{t.lead}</p>
      <section class="panel" aria-labelledby="recipients">
        <h2 id="recipients">{t.recipients}</h2>
        {recipients.length === 0 && <p class="problem">{t.recipientsNone}</p>}
        <ul class="timeline">
          {recipients.map((recipient) => (
            <li>
              <span class="value">{cleanText(recipient.address, 160)}</span>
              <span class="quiet">
                {[
                  t.channels[recipient.channel] ?? recipient.channel,
                  t.modes[recipient.settings.rhythm.mode],
                  recipient.origin === 'environment' ? t.fromEnvironment : null,
                  recipient.active ? null : t.stopped,
                  recipient.stoppedBy ? t.stoppedBy(cleanText(recipient.stoppedBy, 80)) : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <a href={`/settings/alerts/${recipient.id}`}>{t.edit}</a>
            </li>
          ))}
        </ul>
      </section>
      <AddForm view={view} channels={channels} problem={problem} />
    </Page>
  )
}

function AddForm({ view, channels, problem }: Pick<SettingsProps, 'view' | 'channels' | 'problem'>) {
  const { alerts: t } = view.t
  return (
    <section class="panel" aria-labelledby="add">
      <h2 id="add">{t.add}</h2>
      <form method="post" action="/settings/alerts" class="stack">
        <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
        <label class="field">
          <span>{t.channel}</span>
          <select name="channel">
            {channels.map((name) => (
              <option value={name}>{t.channels[name] ?? name}</option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t.address}</span>
          <input
            name="address"
            required
            maxlength={2000}
            aria-describedby={problem ? 'address-hint address-problem' : 'address-hint'}
            aria-invalid={problem ? 'true' : undefined}
          />
          <small id="address-hint">{t.addressHint}</small>
          {problem && (
            <strong id="address-problem" class="problem">
              {t.problems[problem]}
            </strong>
          )}
        </label>
        <label class="field">
          <span>{t.language}</span>
          <select name="language">
            {languages.map((language) => (
              <option value={language}>{t.languages[language]}</option>
            ))}
          </select>
        </label>
        <button type="submit" class="button is-main">
          {t.add}
        </button>
      </form>
    </section>
  )
}

/** What a mail to this recipient looks like: its text here, its HTML in a room of its own. */
export function PreviewPage({
  view,
  id,
  mail,
}: {
  view: View
  id: number
  mail: { subject: string; text: string } | null
}) {
  const { alerts: t } = view.t
  return (
    <Page view={view} title={t.previewTitle} section="settings">
      <header class="head">
        <p class="crumbs quiet">
          <a href={`/settings/alerts/${id}`}>{t.edit}</a>
        </p>
        <h1>{t.previewTitle}</h1>
      </header>
      <section class="panel" aria-label={t.previewTitle}>
        {mail ? (
          <>
            <p>
              <strong>{cleanText(mail.subject, 200)}</strong> ·{' '}
              <a href={`/settings/alerts/${id}/preview.html`}>HTML</a>
            </p>
            <div class="letter">{cleanText(mail.text, 50_000)}</div>
          </>
        ) : (
          <p>{t.previewNone}</p>
        )}
      </section>
    </Page>
  )
}
