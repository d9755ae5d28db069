import { type Status, statusesWorstFirst } from '../src/domain/standing.ts'
import type { ContactCursor, ContactFilter, Flag } from '../src/store/contacts.ts'
import { cleanText } from './views/clean-text.ts'

/** All flags, in the order of menus. */
export const flags = [
  'overdue',
  'disputed',
  'gap',
  'acknowledged',
  'muted',
  'flapping',
  'silent',
] as const satisfies readonly Flag[]

/** Statuses that ask for an edit. */
export const attention: readonly Status[] = ['broken', 'changed', 'down']

/** A filter as pages write it in their address; anything that is no value of a menu is left out. */
export function filterFromQuery(query: Record<string, string | undefined>): ContactFilter {
  const { status = '', kind, marketplace, purpose, flag, q, owner } = query
  const wanted = status.split(',')
  const statuses = statusesWorstFirst.filter((known) => wanted.includes(known))
  const words = cleanText(q ?? '', 200).trim()
  const knownFlag = flags.find((known) => known === flag)
  return {
    ...(statuses.length > 0 && { status: statuses }),
    ...(kind && { kind: cleanText(kind, 60) }),
    ...(marketplace && { marketplace: cleanText(marketplace, 60) }),
    ...(purpose && { purpose: cleanText(purpose, 60) }),
    ...(knownFlag && { flag: knownFlag }),
    ...(owner && { owner: cleanText(owner, 80) }),
    ...(words && { q: words }),
  }
}

/** Query parameters without the one character that PostgreSQL has no text for. */
export function withoutNul(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value.replaceAll('\0', '')]))
}

/** Address of the list with this filter. */
export function listPath(filter: ContactFilter, after?: ContactCursor | null): string {
  const query = new URLSearchParams()
  if (filter.status?.length) query.set('status', filter.status.join(','))
  for (const name of ['kind', 'marketplace', 'purpose', 'flag', 'owner', 'q'] as const) {
    const value = filter[name]
    if (value) query.set(name, value)
  }
  if (after) query.set('after', writeCursor(after))
  const text = query.toString().replaceAll('%2C', ',')
  return text === '' ? '/contacts' : `/contacts?${text}`
}

/** A cursor as one opaque word. */
export function writeCursor({ severity, id }: ContactCursor): string {
  return Buffer.from(`${severity} ${id}`).toString('base64url')
}

/** The cursor that `writeCursor` wrote; null for anything else. */
export function readCursor(text: string | undefined): ContactCursor | null {
  const match = /^(\d{1,2}) ([a-z0-9-]+\/[a-z0-9-]+)$/.exec(Buffer.from(text ?? '', 'base64url').toString())
  return match?.[1] && match[2] ? { severity: Number(match[1]), id: match[2] } : null
}
