import { type Lag, lagCountedAtMost } from '../../src/store/lag.ts'
import type { OwnError } from '../../src/store/own-errors.ts'
import type { View } from '../env.ts'
import { cleanText } from './clean-text.ts'
import { Pair } from './contact/attempt.tsx'
import { MaybeMoment, Moment } from './moment.tsx'

/** How much waits, and since when. */
export function LagPanel({ view, lag }: { view: View; lag: Lag }) {
  const { system: t } = view.t.desk
  const count = (number: number) =>
    number > lagCountedAtMost ? view.t.desk.overview.moreThan(lagCountedAtMost) : number
  const since = (at: Date | null) =>
    at && (
      <small class="quiet">
        {t.oldest}: <Moment view={view} at={at} />
      </small>
    )
  return (
    <section class="panel" aria-labelledby="lag">
      <h2 id="lag">{t.lag}</h2>
      <dl class="pairs is-wide">
        <Pair name={t.waiting}>
          {count(lag.waiting)} {since(lag.oldestWaitingAt)}
        </Pair>
        <Pair name={t.running}>{count(lag.running)}</Pair>
        <Pair name={t.due}>
          {count(lag.due)} {since(lag.oldestDueAt)}
        </Pair>
        <Pair name={t.lastHour}>{count(lag.lastHour)}</Pair>
        <Pair name={t.next}>
          <MaybeMoment view={view} at={lag.nextDueAt} />
        </Pair>
      </dl>
    </section>
  )
}

/** The monitor's own mistakes: nothing here is the fault of a contact. */
export function OwnErrors({ view, errors }: { view: View; errors: readonly OwnError[] }) {
  const { system: t } = view.t.desk
  return (
    <section class="panel" aria-labelledby="own-errors">
      <h2 id="own-errors">{t.errors}</h2>
      {errors.length === 0 && <p class="quiet">{t.errorsNone}</p>}
      <ul class="rows">
        {errors.map(({ at, process, message, detail }) => (
          <li>
            <p lang="en">
              <strong>{cleanText(message, 300)}</strong>
            </p>
            <p class="quiet">
              <Moment view={view} at={at} exact /> · <code>{cleanText(process, 80)}</code>
            </p>
            {detail && (
              <details>
                <summary>{t.detail}</summary>
                <pre class="command" lang="en" tabindex={0}>
                  {cleanText(detail, 2000)}
                </pre>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
