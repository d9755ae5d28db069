import type { Audience, Importance } from './contact.ts'

/** Which contacts a recipient hears of. An empty list lets everything through; the lists hold together. */
export interface Routes {
  marketplaces: string[]
  kinds: string[]
  audiences: Audience[]
  importances: Importance[]
  /** Names of persons who look after contacts. */
  owners: string[]
}

/** At once, or gathered: minutes count from local midnight, weekday 1 is Monday. */
export interface Rhythm {
  mode: 'at-once' | 'daily' | 'weekly'
  atMinute: number
  weekday: number
}

/** What a recipient wants, and when. */
export interface RecipientSettings {
  routes: Routes
  rhythm: Rhythm
  /** IANA name, `Europe/Moscow`. */
  zone: string
  /** Nothing is sent between these local minutes; may go over midnight. */
  quiet: { fromMinute: number; untilMinute: number } | null
  /** Beside breaks and changes, which everybody hears of. */
  wants: { recovered: boolean; reminders: boolean; people: boolean; monitor: boolean }
  /** Hears only of incidents that nobody took in so many minutes; null: hears of them at once. */
  escalateAfterMinutes: number | null
}

export const usualSettings: RecipientSettings = {
  routes: { marketplaces: [], kinds: [], audiences: [], importances: [], owners: [] },
  rhythm: { mode: 'at-once', atMinute: 9 * 60, weekday: 1 },
  zone: 'Europe/Moscow',
  quiet: null,
  wants: { recovered: true, reminders: true, people: true, monitor: true },
  escalateAfterMinutes: null,
}

/** Settings as they were stored, with the usual for what is missing. */
export function fillSettings(stored: Partial<RecipientSettings>): RecipientSettings {
  return {
    ...usualSettings,
    ...stored,
    routes: { ...usualSettings.routes, ...stored.routes },
    rhythm: { ...usualSettings.rhythm, ...stored.rhythm },
    wants: { ...usualSettings.wants, ...stored.wants },
  }
}

/** What routing looks at. */
export interface RoutedContact {
  marketplace: string
  kind: string
  audience: Audience
  importance: Importance
  owner: string | null
}

/** Does a recipient want to hear of this contact? */
export function hearsOf({ routes }: RecipientSettings, contact: RoutedContact): boolean {
  return (
    holds(routes.marketplaces, contact.marketplace) &&
    holds(routes.kinds, contact.kind) &&
    // A contact for everybody concerns whoever cares for one side of it.
    (contact.audience === 'anyone' || holds(routes.audiences, contact.audience)) &&
    holds(routes.importances, contact.importance) &&
    (routes.owners.length === 0 || (contact.owner !== null && routes.owners.includes(contact.owner)))
  )
}

function holds<T>(wanted: readonly T[], given: T): boolean {
  return wanted.length === 0 || wanted.includes(given)
}
