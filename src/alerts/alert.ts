import type { Bilingual, Importance } from '../domain/contact.ts'
import type { Edge } from '../domain/incident.ts'
import type { Fact } from '../domain/observation.ts'
import type { Status } from '../domain/standing.ts'

/** One attempt as the reader of an alert sees it. */
export interface Attempt {
  at: Date
  /** Verdict and the reason's code; null when alive. */
  verdict: string
  code: string | null
  message: string | null
  via: string
  httpStatus: number | null
  finalUrl: string | null
  facts: Fact[]
}

/** A contact of an incident, with what an alert says of it. */
export interface AlertedContact {
  id: string
  kind: string
  marketplace: Bilingual
  label: Bilingual
  value: string | null
  status: Status
  importance: Importance
  code: string | null
  failingSinceAt: Date | null
  recoveredAt: Date | null
  /** Newest first, at most five. */
  attempts: Attempt[]
  /** Where it is documented: articles and the owner's pages. */
  documentedIn: { title: string; url: string | null }[]
  suggestion: string | null
  /** Page of the contact in the dashboard. */
  pageUrl: string
}

/** Everything that one alert says, independent of channel and language. */
export interface Alert {
  /** Incident id, for threads and filters. */
  incidentId: number
  edge: Edge
  openedAt: Date
  resolvedAt: Date | null
  /** First to join first. */
  contacts: AlertedContact[]
  incidentUrl: string
  /** Host that its contacts share where the host is the cause; absent or null where a contact is. */
  host?: string | null
  /** The subject speaks of the first so many contacts, so that both mails of an incident bear the same; absent: all. */
  subjectCovers?: number
  /** Its contacts broke and came back so often lately that only what lasts is told from now on. */
  comesAndGoes?: boolean
  /** How long nobody took it, milliseconds: absent where it is told to those who hear of it first. */
  escalatedAfterMs?: number
}

/** What a program is told: the same news as data. */
export interface MessageEvent {
  /** `incident.opened`, `digest`, … */
  type: string
  data: Record<string, unknown>
}

/** A finished message for one recipient. */
export interface Message {
  /** Local part of the Message-ID, the same on every attempt. */
  messageId: string
  /** Local parts of earlier Message-IDs of the thread, its root first; empty when this is the root. */
  thread: readonly string[]
  to: string
  subject: string
  text: string
  html: string
  /** A few lines for chats. */
  brief: string
  event: MessageEvent
  headers: Record<string, string>
  /** Page that stops these mails by one click (RFC 8058); null: there is none. */
  unsubscribeUrl: string | null
  /** What the list is called in `List-ID`: one name a topic, for the reader's filters. */
  list: string
}

/**
 * How an attempt to deliver ended, by the channel's own rules. `channel-fault`: nobody can be reached this way
 * now. `maybe-sent`: taken to the last byte, but the answer was lost. `silent`: there was no answer at all.
 */
export type Delivery =
  | { outcome: 'delivered'; answer: string }
  | { outcome: 'temporary'; answer: string; silent: boolean }
  | { outcome: 'permanent'; answer: string }
  | { outcome: 'channel-fault'; answer: string }
  | { outcome: 'maybe-sent'; answer: string }

/** A way to reach recipients. Adding one is a file with this and a line in `channels.ts`. */
export interface Channel {
  name: string
  /** Never throws for what the other side did. `secrets`: what the recipient shares with us, newest first. */
  deliver(message: Message, secrets?: readonly string[]): Promise<Delivery>
  close(): Promise<void>
}
