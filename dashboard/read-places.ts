import { listMarketplaces } from '../src/store/contacts.ts'
import type { Database } from '../src/store/database.ts'
import type { Language } from './i18n/language.ts'
import { cleanText } from './views/clean-text.ts'

/** Names of marketplaces by id, fit for a page. */
export async function readPlaces(db: Database, language: Language): Promise<Map<string, string>> {
  const marketplaces = await listMarketplaces(db)
  return new Map(marketplaces.map(({ id, name }) => [id, cleanText(name[language], 60)]))
}
