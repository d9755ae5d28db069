import type { listLetters } from '../../src/store/letters.ts'
import type { Recipient } from '../../src/store/recipients.ts'
import type { View } from '../env.ts'
import type { SettingsProblem } from '../read-alert-settings.ts'
import { cleanText } from './clean-text.ts'
import { DeliveryList } from './delivery-list.tsx'
import { Page } from './layout.tsx'
import { RecipientForm } from './recipient-form.tsx'
import type { Choice } from './select.tsx'

export type RecipientNotice = 'added' | 'saved' | 'tested' | SettingsProblem

export interface RecipientProps {
  view: View
  recipient: Recipient
  marketplaces: readonly Choice[]
  kinds: readonly Choice[]
  deliveries: Awaited<ReturnType<typeof listLetters>>
  notice: RecipientNotice | null
  /** Shown once, right after it was made. */
  secret: string | null
}

/** One recipient: what it wants and when, a test, what was sent. */
export function RecipientPage(props: RecipientProps) {
  const { view, recipient, notice, secret, deliveries } = props
  const { alerts: t } = view.t
  const title = cleanText(recipient.address, 120)
  const said: Record<RecipientNotice, string> = {
    added: t.added,
    saved: t.saved,
    tested: t.testSent,
    zone: t.problems.zone,
    time: t.problems.time,
    minutes: t.problems.minutes,
  }
  return (
    <Page view={view} title={title} section="settings">
      <header class="head">
        <p class="crumbs quiet">
          <a href="/settings/alerts">{t.back}</a>
        </p>
        <h1>{title}</h1>
      </header>
      {notice && (
        <p class="notice" role="status">
          {said[notice]}
        </p>
      )}
      {secret && (
        <section class="panel" aria-labelledby="secret">
          <h2 id="secret">{t.secret}</h2>
          <p>
            <code class="value">{secret}</code>
          </p>
          <p class="quiet">{t.secretHint}</p>
        </section>
      )}
      <div class="grid">
        <div class="column">
          <RecipientForm {...props} />
        </div>
        <div class="column">
          <Buttons view={view} recipient={recipient} />
          <section class="panel" aria-labelledby="deliveries">
            <h2 id="deliveries">{t.deliveries}</h2>
            <DeliveryList view={view} letters={deliveries} empty={t.deliveriesNone} mayResend />
          </section>
        </div>
      </div>
    </Page>
  )
}

function Buttons({ view, recipient }: Pick<RecipientProps, 'view' | 'recipient'>) {
  const { alerts: t } = view.t
  const base = `/settings/alerts/${recipient.id}`
  const press = (path: string, text: string, on?: string) => (
    <form method="post" action={`${base}/${path}`}>
      <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
      {on !== undefined && <input type="hidden" name="on" value={on} />}
      <button type="submit" class="button">
        {text}
      </button>
    </form>
  )
  return (
    <section class="panel" aria-label={t.test}>
      {recipient.active && press('test', t.test)}
      <p>
        <a href={`${base}/preview`}>{t.preview}</a>
      </p>
      {recipient.channel === 'webhook' && (
        <>
          {press('secret', t.rotate)}
          <p class="quiet">{t.rotateHint}</p>
        </>
      )}
      {recipient.active ? press('switch', t.stop, '0') : press('switch', t.resume, '1')}
    </section>
  )
}
