import type { Pipeline } from '../../src/pipeline/context.ts'
import type { CheckRow } from '../../src/store/checks.ts'
import type { View } from '../env.ts'
import { contactPage } from '../route-path.ts'
import { stateOf } from '../wait-for-check.ts'
import { cleanText } from './clean-text.ts'
import { Attempt } from './contact/attempt.tsx'
import { Page } from './layout.tsx'

const askAgainSeconds = 2

/** A check on its way, for browsers without scripts; asks again by itself until the check is done. */
export function CheckPage({ view, pipeline, check }: { view: View; pipeline: Pipeline; check: CheckRow }) {
  const { contact: t } = view.t
  const state = stateOf(check)
  return (
    <Page
      view={view}
      title={t.checkTitle}
      section="contacts"
      {...(state !== 'done' && { refreshSeconds: askAgainSeconds })}
    >
      <h1>
        {t.checkTitle} {check.id}
      </h1>
      <p role="status">{state === 'done' ? null : `${t.checking} (${t.states[state]})`}</p>
      {state === 'done' && (
        <section class="panel" aria-label={t.evidence}>
          <Attempt
            view={view}
            pipeline={pipeline}
            check={check}
            kindName={check.target?.kind ?? null}
            isOpen
          />
        </section>
      )}
      {check.contactId ? (
        <p>
          <a class="button" href={contactPage(check.contactId)}>
            {t.backToContact}
          </a>
        </p>
      ) : (
        <p class="value">{cleanText(check.target?.value ?? '', 200)}</p>
      )}
    </Page>
  )
}
