import type { Child } from 'hono/jsx'
import type { View } from '../../env.ts'
import { Page } from '../layout.tsx'

export interface SettingsFrameProps {
  view: View
  title: string
  /** What was just done or refused, told once. */
  notice?: { text: string; isBad?: boolean } | undefined
  children?: Child
}

/** A page under the settings: way back, title, what just happened. */
export function SettingsFrame({ view, title, notice, children }: SettingsFrameProps) {
  return (
    <Page view={view} title={title} section="settings">
      <div>
        <p class="crumbs quiet">
          <a href="/settings">{view.t.access.settings.title}</a> /
        </p>
        <h1>{title}</h1>
      </div>
      {notice && (
        <p class={notice.isBad ? 'notice is-invalid' : 'notice'} role="status">
          {notice.text}
        </p>
      )}
      {children}
    </Page>
  )
}

/** A secret that is shown this once. */
export function ShownOnce({
  view,
  title,
  lead,
  value,
}: {
  view: View
  title: string
  lead: string
  value: string
}) {
  const { contact } = view.t
  return (
    <section class="panel is-once" aria-labelledby="once" role="status">
      <h2 id="once">{title}</h2>
      <p>{lead}</p>
      <pre class="command" tabindex={0}>
        {value}
      </pre>
      <button type="button" class="button is-main" data-copy={value} data-done={contact.copied} hidden>
        <span>{contact.copy}</span>
      </button>
    </section>
  )
}
