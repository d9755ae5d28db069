import type { Kind } from '../kind.ts'
import { checkTelegram } from './check.ts'
import {
  type TelegramEvidence,
  type TelegramMemory,
  type TelegramSettings,
  telegramEvidence,
  telegramSettings,
} from './evidence.ts'
import { judgeTelegram } from './judge.ts'
import { parseTelegram, recogniseTelegram } from './parse-name.ts'
import { telegramReasons } from './reasons.ts'

/** Channels, chats, bots and people on Telegram, seen through their public card on `t.me`. */
export const telegramKind: Kind<TelegramSettings, TelegramEvidence, TelegramMemory> = {
  name: 'telegram',
  title: { ru: 'Telegram', en: 'Telegram' },
  icon: '<path d="M21 4 3 11l6 2.5L18 7l-7 8 7 4.5z"/><path d="m9 13.5v6l3-3.6"/>',
  settings: telegramSettings,
  evidence: telegramEvidence,
  checkEveryHours: 12,
  recognise: recogniseTelegram,
  parse: parseTelegram,
  hostOf: () => 't.me',
  check: checkTelegram,
  judge: judgeTelegram,
  learn: ({ card, kind }) => (card?.title ? { title: card.title, kind } : null),
  href: (value) => value,
  askPerson: {
    ru: 'Откройте ссылку в приложении Telegram: есть ли записи и отвечает ли кто-нибудь?',
    en: 'Open the link in the Telegram app: are there posts, and does anybody answer?',
  },
  reasons: telegramReasons,
  factLabels: {
    subscribers: { ru: 'Подписчиков', en: 'Subscribers' },
    members: { ru: 'Участников', en: 'Members' },
    title: { ru: 'Название', en: 'Title' },
    kind: { ru: 'Вид', en: 'Kind' },
    lastPostAt: { ru: 'Последняя запись', en: 'Last post' },
  },
}
