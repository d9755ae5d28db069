import { z } from 'zod'
import { type PageEvidence, pageEvidence } from '../../walls/page-evidence.ts'
import type { Kind } from '../kind.ts'
import { observePage } from '../observe-page.ts'
import { hostOfAddress, parseWebAddress } from '../web-address.ts'
import { judgeCabinet } from './judge.ts'
import { cabinetNamings } from './namings.ts'

const cabinetSettings = z.strictObject({})

export type CabinetSettings = z.infer<typeof cabinetSettings>

/** Chats and requests inside a seller's cabinet; the value is the address of the entrance. */
export const cabinetKind: Kind<CabinetSettings, PageEvidence, null> = {
  name: 'cabinet',
  title: { ru: 'Чат в кабинете', en: 'Chat in a cabinet' },
  icon: '<path d="M14 4h5v16h-5"/><path d="M4 12h10M10 8l4 4-4 4"/>',
  settings: cabinetSettings,
  evidence: pageEvidence,
  checkEveryHours: 24,
  // Nothing in an address tells a cabinet from a page.
  recognise: () => null,
  parse: parseWebAddress,
  namings: cabinetNamings,
  hostOf: ({ value }) => hostOfAddress(value),
  // Over HTTP alone, unless told otherwise: a browser without an account sees no more of it.
  check: async ({ value }, tools) => {
    const browser = tools.browser === 'always' ? 'always' : 'never'
    return (await observePage(value, { ...tools, browser })).observation
  },
  judge: judgeCabinet,
  learn: () => null,
  href: (value) => value,
  askPerson: {
    ru: 'Войдите в кабинет, откройте чат поддержки по описанному пути и посмотрите, можно ли написать. Писать не обязательно.',
    en: 'Sign in to the cabinet, open the support chat the documented way and see whether you can write. You need not send anything.',
  },
  reasons: {
    'cabinet/entrance-gone': {
      means: {
        ru: 'Входа в кабинет по этому адресу больше нет.',
        en: 'There is no entrance to the cabinet at this address any more.',
      },
      next: {
        ru: 'Найдите новый адрес кабинета и замените его во всех контактах, которые ведут внутрь.',
        en: 'Find the new address of the cabinet and replace it in every contact that leads inside.',
      },
    },
    'cabinet/needs-human': {
      means: {
        ru: 'Вход на месте. Что за ним, видит только человек с учётной записью.',
        en: 'The entrance is there. What is behind it only a person with an account can see.',
      },
      next: {
        ru: 'Войдите, проверьте по подсказке и отметьте результат: отметка действует до следующего срока.',
        en: 'Sign in, check as described and attest the result: it holds until the next date.',
      },
    },
  },
  factLabels: {
    title: { ru: 'Заголовок', en: 'Title' },
    landedOn: { ru: 'Открылось', en: 'Landed on' },
    wall: { ru: 'Преграда', en: 'Wall' },
  },
}
