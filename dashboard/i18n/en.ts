import type { Catalogue } from './catalogue.ts'
import { enAccess } from './en/access.ts'
import { enAlerts } from './en/alerts.ts'
import { enArticles } from './en/articles.ts'
import { enContact } from './en/contact.ts'
import { enDesk } from './en/desk.ts'
import { enEditing } from './en/editing.ts'
import { enFrame } from './en/frame.ts'
import { enHelp } from './en/help.ts'
import { enLists } from './en/lists.ts'
import { enPhotos } from './en/photos.ts'
import { enReview } from './en/review.ts'
import { enSystem } from './en/system.ts'
import { enWords } from './en/words.ts'

/** English texts, equal in keys to the Russian ones. */
export const en: Catalogue = {
  frame: enFrame,
  words: enWords,
  lists: enLists,
  contact: enContact,
  editing: enEditing,
  system: enSystem,
  help: enHelp,
  access: enAccess,
  desk: enDesk,
  review: enReview,
  photos: enPhotos,
  alerts: enAlerts,
  articles: enArticles,
}
