import type { Contact } from '../domain/contact.ts'
import { type Dispute, disputeOf } from '../domain/freshness.ts'
import type { KnowledgeBase } from './knowledge-base.ts'

/** What a knowledge base holds, counted, and what in it asks for an editor. */
export interface KbSummary {
  contacts: number
  byMarketplace: { id: string; contacts: number; byKind: Record<string, number> }[]
  /** Contacts that a source names although their value was lost. */
  gaps: Contact[]
  /** Contacts on which sources contradict each other. */
  disputes: { contact: Contact; dispute: Dispute }[]
}

export function summariseKb({ contacts, marketplaces, sources }: KnowledgeBase): KbSummary {
  const byId = new Map(sources.map((source) => [source.id, source]))
  return {
    contacts: contacts.length,
    byMarketplace: marketplaces.map(({ id }) => {
      const own = contacts.filter((contact) => contact.marketplace === id)
      const byKind: Record<string, number> = {}
      for (const { kind } of own) byKind[kind] = (byKind[kind] ?? 0) + 1
      return { id, contacts: own.length, byKind }
    }),
    gaps: contacts.filter((contact) => contact.value === null),
    disputes: contacts.flatMap((contact) => {
      const dispute = disputeOf(contact.claims, byId)
      return dispute ? [{ contact, dispute }] : []
    }),
  }
}
