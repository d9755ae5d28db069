import type { FailureClass } from './patience.ts'
import type { Status, StatusChange } from './standing.ts'

/** What happened to an incident; each edge owes one alert to each recipient. */
export type Edge = 'opened' | 'resolved'

/** Classes that strike a host as a whole: its contacts share one incident. */
const hostWide: readonly (FailureClass | null)[] = ['dns', 'tls', 'http5xx', 'timeout', 'refused']

/** What was broken and can only be told by a person now is still broken, as far as its incident knows. */
const mayHaveIncident: readonly Status[] = ['broken', 'changed', 'unverifiable']

/** Whether a status change opens an incident, ends the contact's part in one, or is nobody's business. */
export function edgeOf(change: StatusChange): Edge | null {
  if (change.to === 'broken' || change.to === 'changed') return 'opened'
  // `unchecked`: the contact was given another value, so what was broken is published no more.
  if (change.to === 'fresh' || change.to === 'retired' || change.to === 'unchecked') {
    return mayHaveIncident.includes(change.from) ? 'resolved' : null
  }
  return null
}

/** One cause, one incident: the host where the host died, else the contact itself. */
export function causeOf(change: StatusChange, contactId: string, host: string): string {
  return hostWide.includes(change.class) ? `host:${host}` : `contact:${contactId}`
}
