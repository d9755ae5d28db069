import type { Audience } from '../../domain/contact.ts'

/** What articles give that is nothing to check: a postal address, a number that lacks its area code. */
export const factKinds: readonly string[] = ['address', 'short-number']

/** What a sentence says of a contact. */
export type Says = 'works' | 'discontinued' | 'redirects-to-chat' | 'hours' | 'free' | 'absent'

/** Whose contact it is when it is nobody's support: such findings belong to no organisation. */
export type Role = 'publisher' | 'author' | 'advert' | 'vacancy'

/** One contact that an article gives or names. */
export interface Finding {
  /** Name of a kind in the registry, or one of {@link factKinds}. */
  kind: string
  /** Canonical value of the kind; null: the article names the contact, its link or number was lost. */
  value: string | null
  /** Exactly as written: `source.slice(offset, offset + length)`. */
  raw: string
  /** Line in the source, from 1. */
  line: number
  /** UTF-16 code units from the start of the source. */
  offset: number
  length: number
  sentence: string
  /** Headings above it, outermost first, joined by ` › `; null where there is none. */
  heading: string | null
  /** Id of a marketplace; null: nobody's that is known. */
  organisation: string | null
  audience: Audience
  claim: 'works' | 'discontinued' | null
  says: Says[]
  /** Opening hours as the sentence gives them. */
  hours: string | null
  role: Role | null
  /** Site or address of the article, where several stand in one file or the text names it. */
  source: string | null
}

/** An organisation that articles speak about. */
export interface Organisation {
  id: string
  /** Names and aliases in the nominative, any script. */
  names: readonly string[]
  /** Registrable domains on which it speaks for itself. */
  domains: readonly string[]
}

export type Format = 'text' | 'markdown' | 'html'
