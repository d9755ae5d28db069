import { ruAlerts } from './ru/alerts.ts'
import { ruContact } from './ru/contact.ts'
import { ruFrame } from './ru/frame.ts'
import { ruHelp } from './ru/help.ts'
import { ruLists } from './ru/lists.ts'
import { ruSystem } from './ru/system.ts'
import { ruWords } from './ru/words.ts'

/** Russian texts. To «вы», short, saying what to do. */
export const ru = {
  frame: ruFrame,
  words: ruWords,
  lists: ruLists,
  contact: ruContact,
  system: ruSystem,
  help: ruHelp,
  alerts: ruAlerts,
}
