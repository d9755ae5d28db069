import type { PassageState } from '../../../src/domain/passage.ts'
import type { Status } from '../../../src/domain/standing.ts'
import type { View } from '../../env.ts'
import { StatusIcon } from '../icons.tsx'

/** The status whose shape and colour a state of a passage borrows. */
export const looks: Record<PassageState, Status> = {
  sound: 'fresh',
  'stale-broken': 'broken',
  'stale-retired': 'retired',
  'stale-phantom': 'broken',
  'stale-alive': 'changed',
  disputed: 'suspect',
  unsure: 'unverifiable',
  unwatched: 'unchecked',
}

/** Shape and word of a passage's state. */
export function StateBadge({ view, state }: { view: View; state: PassageState }) {
  return (
    <span class={`status is-${looks[state]}`}>
      <StatusIcon status={looks[state]} />
      <span>{view.t.articles.states[state]}</span>
    </span>
  )
}
