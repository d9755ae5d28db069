import type { Kind } from '../kind.ts'
import { checkEmail, learnEmail } from './check.ts'
import {
  type EmailEvidence,
  type EmailMemory,
  type EmailSettings,
  emailEvidence,
  emailSettings,
} from './evidence.ts'
import { judgeEmail } from './judge.ts'
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
  hostOf: ({ value }) => domainOf(value),
  check: checkEmail,
  judge: judgeEmail,
  learn: learnEmail,
  href: (value) => `mailto:${encodeURI(value)}`,
  askPerson: {
    ru: 'Напишите короткий вопрос: приходит ли ответ от человека, а не отказ сервера?',
    en: 'Send a short question: does a person answer, or does the server refuse it?',
  },
  reasons: emailReasons,
  factLabels: {
    address: { ru: 'Адрес', en: 'Address' },
    mailServers: { ru: 'Почтовые серверы', en: 'Mail servers' },
    implicitServer: { ru: 'Сервер домена, без записи MX', en: 'Server of the domain, without MX' },
    listedOn: { ru: 'Опубликован на', en: 'Printed on' },
  },
}
