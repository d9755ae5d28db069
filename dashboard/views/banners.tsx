import type { View } from '../env.ts'
import type { Banner } from '../read-banners.ts'
import { NamedIcon } from './icons.tsx'

/** What a reader must know before believing the page. */
export function Banners({ view }: { view: View }) {
  if (view.banners.length === 0) return null
  return (
    <section class="banners" aria-label={view.t.desk.banners}>
      {view.banners.map((banner) => (
        <p class={`banner is-${banner.about}`}>
          <NamedIcon name="notice" />
          <span>{textOf(view, banner)}</span>
        </p>
      ))}
    </section>
  )
}

function textOf({ t }: View, banner: Banner): string {
  switch (banner.about) {
    case 'fast':
      return t.frame.fast(banner.times)
    case 'offline':
      return t.frame.offline
    case 'run-fails':
      return t.frame.runFails
    case 'no-workers':
      return t.frame.noWorkers
  }
}
