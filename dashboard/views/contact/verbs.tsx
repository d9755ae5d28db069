import { contactPage } from '../../route-path.ts'
import { cleanText } from '../clean-text.ts'
import type { ContactProps } from './contact-props.ts'
import { VerbForm } from './verb-form.tsx'

/** Spans that a form offers, days. */
export const spans = [1, 7, 30, 90]

/** What an editor may do beside checking and attesting. */
export function Verbs({ view, data }: ContactProps) {
  const { editing: t } = view.t
  const { contact } = data
  const form = { view, contactId: contact.id }
  const isMuted = contact.mutedUntil !== null && contact.mutedUntil > view.now
  return (
    <section class="panel" aria-labelledby="verbs">
      <h2 id="verbs">{t.verbs}</h2>
      <p>
        <a class="button" href={`${contactPage(contact.id)}/edit`}>
          {t.edit}
        </a>
      </p>
      {contact.acknowledgedAt ? (
        <VerbForm {...form} verb="release" text={t.release} />
      ) : (
        <VerbForm {...form} verb="acknowledge" text={t.acknowledge} />
      )}
      {isMuted ? <VerbForm {...form} verb="unmute" text={t.unmute} /> : <Mute {...form} />}
      <details>
        <summary>
          {t.owner}: {contact.owner === null ? t.ownerNone : cleanText(contact.owner, 80)}
        </summary>
        <VerbForm {...form} verb="assign" text={t.assign}>
          <label class="field">
            <span>{t.owner}</span>
            <input
              name="owner"
              value={cleanText(contact.owner ?? view.session?.user.name ?? '', 80)}
              maxlength={80}
              autocomplete="off"
            />
          </label>
        </VerbForm>
      </details>
      {contact.documented === 'live' && (
        <details>
          <summary>{t.retire}</summary>
          <p class="quiet">{t.retireLead}</p>
          <VerbForm {...form} verb="retire" text={t.retire}>
            <label class="field">
              <span>{t.successor}</span>
              <input name="successor" value={contact.successor ?? ''} maxlength={130} autocomplete="off" />
            </label>
          </VerbForm>
        </details>
      )}
    </section>
  )
}

function Mute({ view, contactId }: { view: ContactProps['view']; contactId: string }) {
  const { editing: t } = view.t
  return (
    <details>
      <summary>{t.mute}</summary>
      <VerbForm view={view} contactId={contactId} verb="mute" text={t.mute}>
        <label class="field">
          <span>{t.muteFor}</span>
          <select name="days">
            {spans.map((days) => (
              <option value={days} selected={days === 7}>
                {t.days(days)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t.reason}</span>
          <input name="reason" maxlength={300} required />
        </label>
      </VerbForm>
    </details>
  )
}

/** The reader's last change, with the way back. */
export function Undo({ view, data }: ContactProps) {
  const { editing: t } = view.t
  const { undoable, contact } = data
  if (!undoable) return null
  return (
    <form class="undo" method="post" action={`${contactPage(contact.id)}/undo`}>
      <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
      <input type="hidden" name="change" value={undoable.id} />
      <span>
        {t.lastChange}: {t.actions[undoable.action] ?? undoable.action}
      </span>{' '}
      <button type="submit" class="button is-small">
        {t.undo}
      </button>
    </form>
  )
}
