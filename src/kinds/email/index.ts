import type { Kind } from '../kind.ts'
import { checkEmail, learnEmail } from './check.ts'
import { emailControls } from './controls.ts'
import {
  type EmailEvidence,
  type EmailMemory,
  type EmailSettings,
  emailEvidence,
  emailSettings,
} from './evidence.ts'
import { findWrittenAddresses } from './find-written.ts'
import { judgeEmail } from './judge.ts'
import { emailNamings } from './namings.ts'
import { domainOf, parseAddress, recogniseAddress } from './parse-address.ts'
import { emailReasons } from './reasons.ts'

/** E-mail addresses, checked by DNS and by what their owner prints: nothing is ever sent. */
export const emailKind: Kind<EmailSettings, EmailEvidence, EmailMemory> = {
  name: 'email',
  title: { ru: 'Почта', en: 'E-mail' },
  icon: '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3 7 9 6 9-6"/>',
  settings: emailSettings,
  evidence: emailEvidence,
  checkEveryHours: 24,
  recognise: recogniseAddress,
  parse: parseAddress,
  findIn: findWrittenAddresses,
  namings: emailNamings,
  hostOf: ({ value }) => domainOf(value),
  check: checkEmail,
  judge: judgeEmail,
  learn: learnEmail,
  controls: emailControls,
  href: (value) => `mailto:${encodeURI(value)}`,
  askPerson: {
    ru:
      'Напишите короткий вопрос со своего рабочего адреса. Отказ сервера в тот же день — не работает. ' +
      'Автоответ «пишите в чат» — не работает, запишите, куда отправляют. Ответ человека — работает. ' +
      'Неделя без ответа — отметьте и это.',
    en:
      'Send a short question from your own work address. A refusal the same day: it does not work. ' +
      'An automatic “write to the chat”: it does not work, note where they send you. A person answers: it works. ' +
      'A week of silence: note that too.',
  },
  reasons: emailReasons,
  factLabels: {
    address: { ru: 'Адрес', en: 'Address' },
    lookAlike: { ru: 'Кириллица вместо латиницы', en: 'Cyrillic that looks Latin' },
    mailServers: { ru: 'Почтовые серверы', en: 'Mail servers' },
    implicitServer: { ru: 'Сервер домена, без записи MX', en: 'Server of the domain, without MX' },
    listedOn: { ru: 'Опубликован на', en: 'Printed on' },
  },
}
