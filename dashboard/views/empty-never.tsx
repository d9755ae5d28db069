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
