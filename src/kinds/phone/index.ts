import type { Kind } from '../kind.ts'
import { hostOfListing } from '../listing-pages.ts'
import { checkPhone, learnPhone } from './check.ts'
import {
  type PhoneEvidence,
  type PhoneMemory,
  type PhoneSettings,
  phoneEvidence,
  phoneSettings,
} from './evidence.ts'
import { judgePhone } from './judge.ts'
import { isShortCode, parsePhone, recognisePhone } from './parse-phone.ts'
import { phoneReasons } from './reasons.ts'

/** Phones, checked by what their owner prints: a machine does not call. */
export const phoneKind: Kind<PhoneSettings, PhoneEvidence, PhoneMemory> = {
  name: 'phone',
  title: { ru: 'Телефон', en: 'Phone' },
  icon: '<path d="M6 3h4l1.5 5-2.5 1.5a12 12 0 0 0 5.5 5.5L16 12.5l5 1.5v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z"/>',
  settings: phoneSettings,
  evidence: phoneEvidence,
  checkEveryHours: 24,
  recognise: recognisePhone,
  parse: parsePhone,
  hostOf: ({ listedOn }) => hostOfListing(listedOn) ?? 'phone',
  check: checkPhone,
  judge: judgePhone,
  learn: learnPhone,
  href: (value) => `tel:${isShortCode(value) ? value.replaceAll('#', '%23') : value}`,
  askPerson: {
    ru: 'Позвоните: отвечают ли, туда ли вы попали, не отправляют ли сразу в чат?',
    en: 'Call: does anybody answer, is it the right place, or are you just sent to a chat?',
  },
  reasons: phoneReasons,
  factLabels: {
    number: { ru: 'Номер', en: 'Number' },
    type: { ru: 'Тип', en: 'Type' },
    listedOn: { ru: 'Опубликован на', en: 'Printed on' },
    linkDials: { ru: 'Ссылка набирает другой номер', en: 'The link dials another number' },
  },
}
