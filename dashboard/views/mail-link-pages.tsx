import type { ActionScene } from '../../src/pipeline/act-from-mail.ts'
import type { View } from '../env.ts'
import { cleanText } from './clean-text.ts'
import { Page } from './layout.tsx'

const shownContacts = 10

/** What a link in a mail will do, and the button that does it. */
export function ActionPage({
  view,
  scene,
  outcome,
}: {
  view: View
  scene: ActionScene
  outcome: 'done' | 'undone' | null
}) {
  const { act } = view.t.alerts
  const title = act.titles[scene.action] ?? scene.action
  const isDone = outcome === 'done' || (outcome === null && scene.isDone)
  return (
    <Page view={view} title={title}>
      <section class="lone">
        <h1>{title}</h1>
        {outcome === 'undone' && (
          <p class="notice" role="status">
            {act.undone}
          </p>
        )}
        {isDone && (
          <p class="notice" role="status">
            {act.done[scene.action]}
          </p>
        )}
        <p>{act.concerns(scene.contacts.length)}:</p>
        <ul class="plain">
          {scene.contacts.slice(0, shownContacts).map(({ label, value }) => (
            <li>
              {cleanText(label[view.language], 120)}{' '}
              <span class="value quiet">{cleanText(value ?? '', 120)}</span>
            </li>
          ))}
        </ul>
        {!isDone && <p>{act.what[scene.action]}</p>}
        {(!isDone || scene.canUndo) && (
          <form method="post" class="stack">
            {isDone && <input type="hidden" name="undo" value="1" />}
            <p class="quiet">{act.as(cleanText(scene.by, 120))}</p>
            <button type="submit" class={isDone ? 'button' : 'button is-main'}>
              {isDone ? act.undo : act.does[scene.action]}
            </button>
          </form>
        )}
        <p>
          <a href={`/incidents/${scene.incidentId}`}>{act.incident}</a>
        </p>
      </section>
    </Page>
  )
}

/** Stops mails, and brings them back. */
export function StopMailsPage({
  view,
  address,
  outcome,
}: {
  view: View
  address: string
  outcome: 'done' | 'undone' | null
}) {
  const { stopMails: t } = view.t.alerts
  const shown = cleanText(address, 200)
  return (
    <Page view={view} title={t.title}>
      <section class="lone">
        <h1>{t.title}</h1>
        {outcome === null && <p>{t.what(shown)}</p>}
        {outcome !== null && (
          <p class="notice" role="status">
            {outcome === 'done' ? t.done(shown) : t.undone(shown)}
          </p>
        )}
        <form method="post" class="stack">
          {outcome === 'done' && <input type="hidden" name="undo" value="1" />}
          <button type="submit" class={outcome === 'done' ? 'button' : 'button is-main'}>
            {outcome === 'done' ? t.undo : t.button}
          </button>
        </form>
      </section>
    </Page>
  )
}

/** A link that does nothing any more, and where to go instead. */
export function DeadLinkPage({ view, why }: { view: View; why: 'forged' | 'expired' }) {
  const { act } = view.t.alerts
  return (
    <Page view={view} title={act.spent}>
      <section class="lone">
        <h1>{act.spent}</h1>
        <p>{why === 'expired' ? act.spentWhy : act.forgedWhy}</p>
      </section>
    </Page>
  )
}
