import type { Bilingual } from '../domain/contact.ts'
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
}

/** A finished message for one recipient. */
export interface Message {
  /** Local part of the Message-ID, the same on every attempt. */
  messageId: string
  /** Root of the incident's thread; null when this is the root. */
  threadId: string | null
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}

/** How an attempt to deliver ended, by the channel's own rules. */
export type Delivery =
  | { outcome: 'delivered'; answer: string }
  | { outcome: 'temporary'; answer: string }
  | { outcome: 'permanent'; answer: string }

/** A way to reach recipients. Adding one is a file with this and a line in `channels.ts`. */
export interface Channel {
  name: string
  /** Never throws for what the other side did. */
  deliver(message: Message): Promise<Delivery>
  close(): Promise<void>
}
