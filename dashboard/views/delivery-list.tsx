import type { listLetters } from '../../src/store/letters.ts'
import type { View } from '../env.ts'
import { cleanText } from './clean-text.ts'
import { Moment } from './moment.tsx'

type Letters = Awaited<ReturnType<typeof listLetters>>

/** Letters with how they were delivered and what the server said; dead ones with the way to send them again. */
export function DeliveryList({
  view,
  letters,
  empty,
  mayResend = false,
}: {
  view: View
  letters: Letters
  empty: string
  mayResend?: boolean
}) {
  if (letters.length === 0) return <p class="quiet">{empty}</p>
  return (
    <ul class="timeline">
      {letters.map((letter) => (
        <Delivery view={view} letter={letter} mayResend={mayResend} />
      ))}
    </ul>
  )
}

function Delivery({ view, letter, mayResend }: { view: View; letter: Letters[number]; mayResend: boolean }) {
  const { lists, alerts: t } = view.t
  const { state, topic, incidentId, answer } = letter
  return (
    <li>
      <strong class={`delivery is-${state}`}>{lists.delivery[state] ?? state}</strong>
      <span>
        <span class="value">{cleanText(letter.address, 120)}</span> ·{' '}
        {incidentId === null ? (
          t.topics[topic]
        ) : (
          <a href={`/incidents/${incidentId}`}>
            {t.topics[topic]}, {lists.incident(incidentId)}
          </a>
        )}
      </span>
      <span class="quiet">
        <Moment view={view} at={letter.sentAt ?? letter.createdAt} exact /> ·{' '}
        {lists.attempts(letter.attempts)}
        {state === 'pending' && letter.nextTryAt > view.now && (
          <>
            {' · '}
            {t.nextTry} <Moment view={view} at={letter.nextTryAt} />
          </>
        )}
      </span>
      {answer && (
        <span class="quiet" lang="en">
          {cleanText(answer, 300)}
        </span>
      )}
      {mayResend && state === 'dead' && (
        <form method="post" action={`/mails/${letter.id}/resend`}>
          <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
          <button type="submit" class="button is-small">
            {t.resend}
          </button>
        </form>
      )}
    </li>
  )
}
