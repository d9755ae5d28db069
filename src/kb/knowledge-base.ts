import type { Bilingual, Contact } from '../domain/contact.ts'
import type { Source } from '../domain/freshness.ts'
import type { Kind } from '../kinds/kind.ts'

/** An organisation whose contacts are watched. */
export interface Marketplace {
  id: string
  name: Bilingual
  /** Registrable domains (ASCII, lower case) on which the organisation speaks for itself. */
  domains: string[]
  /** Other names that articles use for it, in the nominative. */
  aliases?: readonly string[]
}

/** Something that articles print beside contacts and that belongs to somebody else. */
export interface NotContact {
  /** As articles print it: a URL, a host or a name. */
  value: string
  whose: Bilingual
  statedAt: { file: string; line: number }
}

/** Everything the files of a knowledge base state, checked and with canonical values. */
export interface KnowledgeBase {
  marketplaces: Marketplace[]
  /** Ids are unique over all files. */
  sources: Source[]
  contacts: Contact[]
  notContacts: NotContact[]
}

/** One mistake in a file. `file` is the name inside the knowledge base; line and column count from 1. */
export interface Problem {
  file: string
  line: number
  column: number
  message: string
}

/** The whole knowledge base, or everything that is wrong with it: never a part of it. */
export type KbResult = { ok: true; kb: KnowledgeBase } | { ok: false; problems: Problem[] }

/** What reading needs of a kind. */
export type KindRules = Pick<Kind, 'parse' | 'settings' | 'checkEveryHours'>

/** What reading needs of the registry of kinds; `kinds` only helps to guess what a misspelt name meant. */
export interface KindLookup {
  kindNamed(name: string): KindRules | undefined
  kinds?: Iterable<{ name: string }>
}
