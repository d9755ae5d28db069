import type { CardKind } from '../behaviour.ts'
import { type Article, type Page, type Site, segmentsOf, type TelegramCard } from './model.ts'

type Known = [kind: CardKind, title: string, description: string, count: number, lastPostDays: number | null]

/** Names that somebody has; keys in lower case, because Telegram reads names so. */
const names: Record<string, Known> = {
  durov: ['channel', 'Pavel Durov', 'Founder of Telegram.', 11_110_268, 1],
  telegram: ['channel', 'Telegram News', 'The official Telegram on Telegram.', 10_204_551, 3],
  ozonmarketplace: [
    'channel',
    'Ozon для продавцов',
    'Новости площадки для тех, кто продаёт на Ozon. На вопросы отвечает чат в кабинете.',
    214_305,
    1,
  ],
  market_marketplace: [
    'channel',
    'Яндекс Маркет для продавцов',
    'Обновления кабинета, тарифы, разборы. Пишем по будням.',
    96_412,
    2,
  ],
  wbsellerofficial: ['channel', 'WB Partners', 'Официальный канал для продавцов Wildberries.', 231_870, 1],
  wildberries_sllr: [
    'chat',
    'Продавцы WB: взаимопомощь',
    'Чат продавцов. Не поддержка площадки.',
    18_240,
    null,
  ],
  sellers_wildberries: ['chat', 'Селлеры Wildberries', 'Общение продавцов.', 9_733, null],
  wbofficialchat: ['chat', 'WB чат', '', 4_120, null],
  chat_marketplace_ym2: [
    'chat',
    'Чат продавцов Яндекс Маркета 2.0',
    'Вопросы партнёров; сотрудники площадки отвечают по будням.',
    16_674,
    null,
  ],
  yandex_market_sellers: ['chat', 'Продавцы Маркета', 'Неофициальный чат.', 3_318, null],
  tdlibchat: ['chat', 'TDLib Chat', 'Questions about the library.', 16_674, null],
  botfather: ['bot', 'BotFather', 'Creates and manages bots.', 8_241_294, null],
  workspace: ['channel', 'Workspace', 'Издание о digital-рынке.', 41_208, 4],
  support_person: ['user', 'Анна, поддержка', '', 0, null],
}

const invites: Record<string, Known> = {
  '+WorldInviteAlive': ['chat', 'Закрытый чат продавцов', '', 812, null],
}

const home: Article = {
  type: 'article',
  brand: 'Telegram',
  title: 'Telegram – a new era of messaging',
  heading: 'a new era of messaging',
  paragraphs: [
    'Chats that open on any device and stay in step with each other.',
    'Download the app for a phone, a tablet or a computer.',
  ],
}

/** `t.me` and its twins: a card for names that are taken, the bare card for all others. */
export const telegram: Site = {
  brand: 'Telegram',
  pageAt: ({ pathname }): Page => {
    const [first = '', second = ''] = segmentsOf(pathname)
    if (first === '') return { type: 'moved', status: 302, to: 'https://telegram.org/' }
    if (first.startsWith('+') || first === 'joinchat')
      return invitation(first === 'joinchat' ? `+${second}` : first)
    const preview = first === 's'
    const name = preview ? second : first
    // A name that can be none (Cyrillic, spaces, signs) ends on the front page.
    if (!/^\w{2,64}$/.test(name)) return { type: 'moved', status: 302, to: 'https://telegram.org/' }
    return { ...cardOf(name, names[name.toLowerCase()]), preview }
  },
}

/** `telegram.org`, where malformed links end. */
export const telegramHome: Site = {
  brand: 'Telegram',
  pageAt: ({ pathname }) => (pathname === '/' ? home : null),
}

function cardOf(name: string, known: Known | undefined): TelegramCard {
  const [kind, title, description, count, lastPostDays] = known ?? ['missing' as const, '', '', 0, null]
  return { type: 'telegram', name, kind, title, description, count, lastPostDays }
}

/** The generic page of an invitation that is unknown, expired or private: all look the same. */
function invitation(hash: string): Page {
  return { ...cardOf(hash, invites[hash]), invite: true }
}
