import { join } from 'node:path'
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
import { findWrittenPhones } from './find-written.ts'
import { judgePhone } from './judge.ts'
import { phoneNamings } from './namings.ts'
import { isShortCode, parsePhone, recognisePhone } from './parse-phone.ts'
import { loadPlan } from './plan/load-plan.ts'
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
  findIn: findWrittenPhones,
  namings: phoneNamings,
  hostOf: ({ listedOn }) => hostOfListing(listedOn) ?? 'phone',
  loadReference: (dataDir) => loadPlan(join(dataDir, 'numbering')),
  check: checkPhone,
  judge: judgePhone,
  learn: learnPhone,
  href: (value) => `tel:${isShortCode(value) ? value.replaceAll('#', '%23') : value}`,
  askPerson: {
    ru:
      'Позвоните в часы работы и отметьте, что услышали. Поддержка, горячая линия: отвечает ли человек или только ' +
      'автомат, не отправляют ли сразу в чат? Спросите: «Это поддержка …? Помогаете ли покупателям и продавцам?» ' +
      'Офис: спросите, куда звонить с вопросом о заказе. Линия доверия: спросите, можно ли сообщить анонимно. ' +
      '«Номер не обслуживается» или чужая организация — отметьте, что не работает.',
    en:
      'Call during its hours and note what you heard. Support, hotline: does a person answer or only a machine, are ' +
      'you just sent to a chat? Ask: “Is this the support of …? Do you help buyers and sellers?” ' +
      'Office: ask where to call with a question about an order. Ethics line: ask whether one may stay anonymous. ' +
      '“Not in service”, or somebody else: attest that it does not work.',
  },
  reasons: phoneReasons,
  factLabels: {
    number: { ru: 'Номер', en: 'Number' },
    allocatedTo: { ru: 'Диапазон выделен', en: 'Range allocated to' },
    listedOn: { ru: 'Опубликован на', en: 'Printed on' },
    hours: { ru: 'Часы работы на странице', en: 'Hours on the page' },
    linkDials: { ru: 'Ссылка набирает другой номер', en: 'The link dials another number' },
  },
}
