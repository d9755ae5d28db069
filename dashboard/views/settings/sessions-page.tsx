import type { listSessions } from '../../../src/store/sessions.ts'
import type { View } from '../../env.ts'
import { nameBrowser } from '../../name-browser.ts'
import { Csrf } from '../csrf.tsx'
import { Moment } from '../moment.tsx'
import { SettingsFrame } from './settings-frame.tsx'

export interface SessionsProps {
  view: View
  sessions: Awaited<ReturnType<typeof listSessions>>
  notice?: { text: string } | undefined
}

/** Where somebody is signed in, and the way out of everywhere. */
export function SessionsPage({ view, sessions, notice }: SessionsProps) {
  const { sessions: t } = view.t.access
  return (
    <SettingsFrame view={view} title={t.title} notice={notice}>
      <section class="panel" aria-label={t.title}>
        <p class="quiet">{t.lead}</p>
        <ul class="rows">
          {sessions.map(({ id, agent, createdAt, seenAt, isThis }) => (
            <li>
              <div class="row-head">
                <strong>{nameBrowser(agent) ?? t.unknown}</strong>
                {isThis && <span class="flag is-fresh">{t.thisOne}</span>}
              </div>
              <p class="quiet">
                {t.began} <Moment view={view} at={createdAt} /> · {t.seen} <Moment view={view} at={seenAt} />
              </p>
              {!isThis && (
                <form method="post" action={`/settings/sessions/${id}/end`}>
                  <Csrf view={view} />
                  <button type="submit" class="button is-small">
                    {t.end}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
        <form method="post" action="/settings/sessions/end-all">
          <Csrf view={view} />
          <p class="quiet">{t.endAllLead}</p>
          <button type="submit" class="button">
            {t.endAll}
          </button>
        </form>
      </section>
    </SettingsFrame>
  )
}
