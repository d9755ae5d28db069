import type { Kind } from '../kind.ts'
import { hostOfAddress, parseWebAddress, recogniseWebAddress } from '../web-address.ts'
import { checkPage } from './check.ts'
import {
  type PageKindEvidence,
  type PageMemory,
  type PageSettings,
  pageKindEvidence,
  pageSettings,
} from './evidence.ts'
import { judgePage } from './judge.ts'
import { learnPage } from './learn.ts'
import { pageNamings } from './namings.ts'

/** Web pages: help centres, contact pages, cabinets' front doors. The last to be asked: any address is one. */
export const pageKind: Kind<PageSettings, PageKindEvidence, PageMemory> = {
  name: 'page',
  title: { ru: 'Страница', en: 'Page' },
  icon: '<path d="M6 3h9l4 4v14H6z"/><path d="M14 3v5h5M9 12h7M9 16h7"/>',
  settings: pageSettings,
  evidence: pageKindEvidence,
  checkEveryHours: 24,
  recognise: recogniseWebAddress,
  parse: parseWebAddress,
  namings: pageNamings,
  hostOf: ({ value }) => hostOfAddress(value),
  check: checkPage,
  judge: judgePage,
  learn: learnPage,
  href: (value) => value,
  askPerson: {
    ru: 'Откройте страницу: она о том же, о чём написано, и контакты на ней есть?',
    en: 'Open the page: is it about what is documented, and are the contacts on it?',
  },
  // Codes of the `page/` family come from many kinds, so their texts are shared ones.
  reasons: {},
  factLabels: {
    title: { ru: 'Заголовок', en: 'Title' },
    landedOn: { ru: 'Открылось', en: 'Landed on' },
    wall: { ru: 'Преграда', en: 'Wall' },
    vanished: { ru: 'Пропало', en: 'Vanished' },
    arrived: { ru: 'Появилось', en: 'Came instead' },
  },
}
