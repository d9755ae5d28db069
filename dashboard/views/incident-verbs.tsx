import type { IncidentDetail } from '../../src/store/incidents.ts'
import type { View } from '../env.ts'
import { cleanText } from './clean-text.ts'

interface IncidentVerbsProps {
  view: View
  incident: IncidentDetail
  /** The reader's last change of it, while it can be taken back. */
  undoable: { id: number; action: string } | null
}

/** Who sees to the incident, and what an editor may do about it. */
export function IncidentVerbs({ view, incident, undoable }: IncidentVerbsProps) {
  const { editing: t } = view.t
  const role = view.session?.user.role
  const mayAct = role === 'editor' || role === 'admin'
  const { acknowledgedBy, closedBy, closeReason, resolvedAt } = incident
  return (
    <section class="panel" aria-labelledby="verbs">
      <h2 id="verbs">{t.verbs}</h2>
      {acknowledgedBy && <p>{t.takenBy(cleanText(acknowledgedBy, 80))}</p>}
      {closedBy && <p>{t.closedBy(cleanText(closedBy, 80), cleanText(closeReason ?? '', 300))}</p>}
      {mayAct && undoable && (
        <form class="undo" method="post" action={`/incidents/${incident.id}/undo`}>
          <Csrf view={view} />
          <input type="hidden" name="change" value={undoable.id} />
          <span>
            {t.lastChange}: {t.actions[undoable.action] ?? undoable.action}
          </span>{' '}
          <button type="submit" class="button is-small">
            {t.undo}
          </button>
        </form>
      )}
      {mayAct && !resolvedAt && (
        <>
          {!acknowledgedBy && (
            <form class="stack" method="post" action={`/incidents/${incident.id}/acknowledge`}>
              <Csrf view={view} />
              <button type="submit" class="button is-main">
                {t.take}
              </button>
            </form>
          )}
          <details>
            <summary>{t.close}</summary>
            <p class="quiet">{t.closeLead}</p>
            <form class="stack" method="post" action={`/incidents/${incident.id}/close`}>
              <Csrf view={view} />
              <label class="field">
                <span>{t.reason}</span>
                <input name="reason" maxlength={300} required />
              </label>
              <button type="submit" class="button">
                {t.close}
              </button>
            </form>
          </details>
        </>
      )}
    </section>
  )
}

function Csrf({ view }: { view: View }) {
  return <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
}
