import type { Status } from '../../src/domain/standing.ts'
import type { Flag } from '../../src/store/contacts.ts'
import type { View } from '../env.ts'
import { StatusIcon } from './icons.tsx'

/** Shape, word and colour of a status, in this order of importance. */
export function StatusBadge({ view, status }: { view: View; status: Status }) {
  return (
    <span class={`status is-${status}`}>
      <StatusIcon status={status} />
      <span>{view.t.words.statuses[status]}</span>
    </span>
  )
}

/** Flags beside a status. */
export function Flags({ view, flags }: { view: View; flags: readonly Flag[] }) {
  return (
    <>
      {flags.map((flag) => (
        <span class={`flag is-${flag}`}>{view.t.words.flags[flag]}</span>
      ))}
    </>
  )
}
