import type { View } from '../env.ts'

/** Nothing is watched yet: what to do first. */
export function EmptyNever({ view, heading }: { view: View; heading?: string }) {
  const { lists } = view.t
  return (
    <section class="panel empty">
      {heading && <h2>{heading}</h2>}
      <p>{lists.emptyNeverWhat}</p>
      <p>
        <a class="button" href="/help#add">
          {lists.emptyNeverHow}
        </a>
      </p>
    </section>
  )
}

/** The first run: what to do, in order. */
export function FirstSteps({ view }: { view: View }) {
  const { overview: t } = view.t.desk
  const { lists } = view.t
  return (
    <section class="panel first-steps" aria-labelledby="start">
      <h2 id="start">{t.start}</h2>
      <ol>
        {t.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <p class="buttons">
        <a class="button is-main" href="/help#add">
          {lists.emptyNeverHow}
        </a>
        {view.session?.user.role === 'admin' && (
          <a class="button" href="/settings/people">
            {t.inviteLink}
          </a>
        )}
      </p>
    </section>
  )
}
