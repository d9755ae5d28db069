import type { Session } from '../src/store/people.ts'
import type { Catalogue } from './i18n/catalogue.ts'
import type { Language } from './i18n/language.ts'
import type { Banner } from './read-banners.ts'

/** What every page knows of its reader. */
export interface View {
  language: Language
  t: Catalogue
  now: Date
  session: Session | null
  /** Path with query, so that a switch of language comes back to it. */
  path: string
  banners: Banner[]
  version: string
}

/** An API client, by its token. */
export interface Client {
  name: string
  scopes: string[]
}

/** What middleware leaves for handlers. */
export interface Env {
  Variables: {
    view: View
    requestId: string
    sessionId: string
    client: Client
    /** Content-Security-Policy of a page that needs another one than all others. */
    ownPolicy?: string
  }
}
