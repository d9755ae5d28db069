import { en } from './en.ts'
import type { Language } from './language.ts'
import { ru } from './ru.ts'

/** All texts of the pages. Russian is the original; a text that English lacks does not compile. */
export type Catalogue = typeof ru

const catalogues: Record<Language, Catalogue> = { ru, en }

export function catalogueOf(language: Language): Catalogue {
  return catalogues[language]
}
