import type { Kind } from '../kind.ts'
import { checkTelegram } from './check.ts'
import { telegramControls } from './controls.ts'
import {
  type TelegramEvidence,
  type TelegramMemory,
  type TelegramSettings,
  telegramEvidence,
  telegramSettings,
} from './evidence.ts'
import { isSilent } from './facts.ts'
import { findHandles } from './find-handles.ts'
import { judgeTelegram } from './judge.ts'
import { telegramNamings } from './namings.ts'
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
  breaksPerYear: 0.8,
  recognise: recogniseTelegram,
  parse: parseTelegram,
  findIn: findHandles,
  namings: telegramNamings,
  hostOf: () => 't.me',
  check: checkTelegram,
  judge: judgeTelegram,
  flags: (evidence) => (isSilent(evidence) ? ['silent'] : []),
  learn: ({ card, kind }) => (card?.title ? { title: card.title, kind } : null),
  controls: telegramControls,
  href: (value) => value,
  askPerson: {
    ru:
      'Откройте ссылку в приложении Telegram. Канал: тот ли владелец, когда последняя запись? ' +
      'Чат: можно ли написать, отвечают ли? Бот: отвечает ли на «/start» и на вопрос?',
    en:
      'Open the link in the Telegram app. A channel: is it the same owner, when was the last post? ' +
      'A chat: can one write, does anybody answer? A bot: does it answer “/start” and a question?',
  },
  reasons: telegramReasons,
  factLabels: {
    subscribers: { ru: 'Подписчиков', en: 'Subscribers' },
    members: { ru: 'Участников', en: 'Members' },
    monthlyUsers: { ru: 'Пользователей в месяц', en: 'Users a month' },
    title: { ru: 'Название', en: 'Title' },
    kind: { ru: 'Вид', en: 'Kind' },
    'kind.channel': { ru: 'канал', en: 'channel' },
    'kind.chat': { ru: 'чат', en: 'chat' },
    'kind.bot': { ru: 'бот', en: 'bot' },
    'kind.user': { ru: 'человек', en: 'person' },
    lastPostAt: { ru: 'Последняя запись', en: 'Last post' },
    silent: { ru: 'Молчит дольше обещанного, дней', en: 'Silent for longer than promised, days' },
    notice: { ru: 'Владелец пишет', en: 'The owner says' },
    restrictedHere: { ru: 'Записи отсюда не показаны', en: 'Posts are not shown from here' },
  },
}
