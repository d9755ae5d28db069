import type { Catalogue } from './catalogue.ts'
import { enAlerts } from './en/alerts.ts'
import { enContact } from './en/contact.ts'
import { enFrame } from './en/frame.ts'
import { enHelp } from './en/help.ts'
import { enLists } from './en/lists.ts'
import { enSystem } from './en/system.ts'
import { enWords } from './en/words.ts'

/** English texts, equal in keys to the Russian ones. */
export const en: Catalogue = {
  frame: enFrame,
  words: enWords,
  lists: enLists,
  contact: enContact,
  system: enSystem,
  help: enHelp,
  alerts: enAlerts,
}
