import type { Naming } from '../kind.ts'

// Misspelt often enough: Teleram, Telegramm, Телеграмм.
const telegram = '(?:tele\\p{L}{0,3}ram{1,2}|телегр?ам{1,2}|тг|tg)'
const of = (word: string, english: string, subtype: string): Naming => ({
  subtype,
  pattern: new RegExp(
    `(?<!\\p{L})(?:${telegram}\\p{L}{0,2}[-\\s]{0,2}(?:${word})\\p{L}{0,3}|(?:чат-)?(?:${word})\\p{L}{0,3}\\s(?:[\\p{L}»«]{2,20}\\s){0,2}в\\s(?:${telegram})\\p{L}{0,2}|telegram\\s(?:${english})|(?:${english})\\s(?:on|in)\\stelegram` +
      // «в Telegram-канале … или чате»: the network is named once.
      `|(?:${word})\\p{L}{0,3}(?<=${telegram}\\p{L}{0,2}[-\\s]{0,2}(?:канал|чат|бот)[^.!?\\n]{0,50}\\s(?:и|или)\\s\\p{L}{2,9}))(?!\\p{L})`,
    'giu',
  ),
})

/** Channels, chats and bots as articles name them. */
export const telegramNamings: readonly Naming[] = [
  of('канал', 'channel', 'channel'),
  of('бот', 'bot', 'bot'),
  of('чат|групп', 'chat|group', 'chat'),
  {
    subtype: 'account',
    pattern: new RegExp(
      `(?<!\\p{L})(?:через|via|пишите в|написать в|мессенджер\\p{L}{0,2}|on)\\s${telegram}\\p{L}{0,2}(?![\\p{L}-]|\\s?(?:канал|чат|бот|групп|channel|chat|bot|group))`,
      'giu',
    ),
  },
]
