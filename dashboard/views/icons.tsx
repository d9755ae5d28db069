import { raw } from 'hono/html'
import type { Status } from '../../src/domain/standing.ts'

// Each status differs by outline first, so that no colour is needed to tell them apart.
const outlines: Record<Status, string> = {
  broken: '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="m9 9 6 6m0-6-6 6"/>',
  changed:
    '<rect x="3.5" y="3.5" width="17" height="17" rx="2"/><path d="M7.5 12h8m-3-3.5 3.5 3.5-3.5 3.5"/>',
  down: '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5m0 2.8v.2"/>',
  suspect:
    '<path d="m12 2.5 9.5 9.5-9.5 9.5L2.5 12z"/><path d="M10 10a2 2 0 1 1 2.7 1.9c-.5.2-.7.6-.7 1.3m0 2.6v.2"/>',
  unverifiable: '<circle cx="12" cy="7" r="3.8"/><path d="M4 21c.6-4.5 3.7-7 8-7s7.4 2.5 8 7z"/>',
  unchecked: '<circle cx="12" cy="12" r="9.2" stroke-dasharray="3.6 2.8"/><path d="M12 7.5V12l3 2"/>',
  retired: '<rect x="3" y="4" width="18" height="5" rx="1"/><path d="M5 9v11h14V9m-9 4.5h4"/>',
  fresh: '<circle cx="12" cy="12" r="9.2"/><path d="m8 12.3 2.8 2.8L16.2 9.5"/>',
}

const others = {
  copy: '<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15H4V4h11v1"/>',
  open: '<path d="M14 4h6v6m0-6-9 9M10 5H5v14h14v-5"/>',
  again: '<path d="M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6"/>',
  search: '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/>',
  notice: '<circle cx="12" cy="12" r="9.2"/><path d="M12 7.5v5m0 3.5v.2"/>',
} as const

/** Inline icon of 24 units, stroke only; its word always stands beside it. */
export function Icon({ inner, className = 'icon' }: { inner: string; className?: string }) {
  return (
    <svg class={className} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {raw(inner)}
    </svg>
  )
}

export function StatusIcon({ status }: { status: Status }) {
  return <Icon inner={outlines[status]} className={`icon status-icon is-${status}`} />
}

export function NamedIcon({ name }: { name: keyof typeof others }) {
  return <Icon inner={others[name]} />
}
