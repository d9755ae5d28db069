import type { VerdictState } from '../../../src/domain/verdict.ts'
import type { View } from '../../env.ts'
import { calendarDay } from '../../i18n/moments.ts'
import type { ContactPageData } from '../../read-contact-page.ts'

// Height says what colour says, for those who see no colours.
const heights: Record<VerdictState, number> = { alive: 10, unknown: 16, changed: 22, gone: 28 }
const floor = 30

/** Results over time as bars: the taller, the worse. The list below it says the same in words. */
export function SpellStrip({ view, spells }: { view: View; spells: ContactPageData['spells'] }) {
  const oldestFirst = [...spells].reverse()
  const from = oldestFirst[0]?.startedAt ?? view.now
  const spanMs = Math.max(1, view.now.getTime() - from.getTime())
  const x = (at: Date) => ((at.getTime() - from.getTime()) / spanMs) * 300
  return (
    <figure class="strip">
      <svg viewBox={`0 0 300 ${floor}`} preserveAspectRatio="none" aria-hidden="true">
        {oldestFirst.map(({ verdict, startedAt }, index) => {
          const left = x(startedAt)
          const right = x(oldestFirst[index + 1]?.startedAt ?? view.now)
          const height = heights[verdict]
          return (
            <rect
              class={`fill-${verdict}`}
              x={left}
              y={floor - height}
              width={Math.max(1.2, right - left - 0.6)}
              height={height}
            />
          )
        })}
      </svg>
      <figcaption class="quiet">
        {calendarDay(from, view.language)} — {calendarDay(view.now, view.language)}
      </figcaption>
    </figure>
  )
}
