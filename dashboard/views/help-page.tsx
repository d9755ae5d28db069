import { statusesWorstFirst } from '../../src/domain/standing.ts'
import { flags } from '../contact-filter.ts'
import type { View } from '../env.ts'
import { Glossary, HelpKeys } from './help-keys.tsx'
import { Page } from './layout.tsx'
import { StatusBadge } from './status-badge.tsx'

const example = `contacts:
  support-form:
    kind: form
    value: https://example.ru/support
    label: { ru: Форма поддержки, en: Support form }
    audience: seller
    purpose: seller-support`

/** What the words mean, when a contact counts as broken, and how to add one. */
export function HelpPage({ view }: { view: View }) {
  const { help: t, words } = view.t
  return (
    <Page view={view} title={t.title}>
      <h1>{t.title}</h1>
      <div class="grid">
        <section class="panel" aria-labelledby="statuses">
          <h2 id="statuses">{t.statuses}</h2>
          <dl class="glossary">
            {statusesWorstFirst.map((status) => (
              <div>
                <dt>
                  <StatusBadge view={view} status={status} />
                </dt>
                <dd>{words.statusMeanings[status]}</dd>
              </div>
            ))}
          </dl>
          <h3>{t.flags}</h3>
          <dl class="glossary">
            {flags.map((flag) => (
              <div>
                <dt>
                  <span class={`flag is-${flag}`}>{words.flags[flag]}</span>
                </dt>
                <dd>{t.flagMeanings[flag]}</dd>
              </div>
            ))}
          </dl>
          <h2 id="mails">{t.mails}</h2>
          {t.mailsText.map((text) => (
            <p>{text}</p>
          ))}
          {view.session?.user.role === 'admin' && (
            <p>
              <a href="/settings/alerts">{t.mailsLink}</a>
            </p>
          )}
        </section>
        <section class="panel" aria-labelledby="trust">
          <h2 id="trust">{t.trust}</h2>
          {t.trustText.map((text) => (
            <p>{text}</p>
          ))}
          <h2 id="add">{t.add}</h2>
          <p>{t.addText[0]}</p>
          <p>{t.addExample}:</p>
          <pre class="command" tabindex={0}>
            {example}
          </pre>
          <p>{t.addText[1]}</p>
          <pre class="command" tabindex={0}>
            npx stillthere kb check
          </pre>
          <HelpKeys view={view} />
          <Glossary view={view} />
          <h2>{t.api}</h2>
          <p>
            {t.apiText} <a href="/api/docs">{t.apiLink}</a>
          </p>
        </section>
      </div>
    </Page>
  )
}
