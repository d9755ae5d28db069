import type { DashboardEvent } from './deps.ts'
import { isContactId } from './ids.ts'

/** What a page of many contacts is kept true to. */
export const everything = 'all'

/**
 * Does it change what a page of this contact, or of `everything`, shows? Lists do without finished checks: there are
 * too many of them.
 */
export function isShown(event: DashboardEvent, of: string): boolean {
  switch (event.type) {
    case 'check-finished':
      return of !== everything && event.contactId === of
    case 'status-changed':
      return of === everything || event.contactId === of
    case 'edited':
      // Whoever takes an incident takes its contacts.
      return (
        event.subject.startsWith('incident:') ||
        (of === everything ? isContactId(event.subject) : event.subject === of)
      )
  }
}
