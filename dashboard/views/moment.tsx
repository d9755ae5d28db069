import type { View } from '../env.ts'
import { exactTime, relativeTime } from '../i18n/moments.ts'

/** How long ago, with the exact minute on hover; `exact` prints both, where the moment is evidence. */
export function Moment({ view, at, exact = false }: { view: View; at: Date; exact?: boolean }) {
  const full = exactTime(at, view.language)
  const ago = relativeTime(at, view.now, view.language)
  return (
    <>
      <time datetime={at.toISOString()} title={full} data-relative={exact ? undefined : ''}>
        {exact ? full : ago}
      </time>
      {exact && <span class="quiet"> · {ago}</span>}
    </>
  )
}

/** A moment that may never have come. */
export function MaybeMoment({ view, at }: { view: View; at: Date | null }) {
  return at ? <Moment view={view} at={at} /> : <span class="quiet">{view.t.words.never}</span>
}
