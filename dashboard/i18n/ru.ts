import { ruAccess } from './ru/access.ts'
import { ruAlerts } from './ru/alerts.ts'
import { ruArticles } from './ru/articles.ts'
import { ruContact } from './ru/contact.ts'
import { ruDesk } from './ru/desk.ts'
import { ruEditing } from './ru/editing.ts'
import { ruFrame } from './ru/frame.ts'
import { ruHelp } from './ru/help.ts'
import { ruLists } from './ru/lists.ts'
import { ruPhotos } from './ru/photos.ts'
import { ruReview } from './ru/review.ts'
import { ruSystem } from './ru/system.ts'
import { ruWords } from './ru/words.ts'

/** Russian texts. To «вы», short, saying what to do. */
export const ru = {
  frame: ruFrame,
  words: ruWords,
  lists: ruLists,
  contact: ruContact,
  editing: ruEditing,
  system: ruSystem,
  help: ruHelp,
  access: ruAccess,
  desk: ruDesk,
  review: ruReview,
  photos: ruPhotos,
  alerts: ruAlerts,
  articles: ruArticles,
}
