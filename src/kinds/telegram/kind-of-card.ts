import { countBefore, countWords } from './card-words.ts'
import type { Card, CardKind } from './evidence.ts'

/**
 * What the card stands for; null when nothing on it tells. The count decides, then the offer of a preview, then
 * the button, because the older the evidence, the more the wording differs.
 */
export function kindOfCard(card: Card, name: string | null): CardKind | null {
  if (card.title === null) return null
  const extra = card.extra ?? ''
  const action = card.action ?? ''
  if (card.preview || countWords.subscribers.test(extra)) return 'channel'
  if (countWords.monthly.test(extra) || /start bot|запустить бота|launch/i.test(action)) return 'bot'
  if (countWords.members.test(extra) || countWords.online.test(extra)) return 'chat'
  if (/\bchannel\b|канал/iu.test(action)) return 'channel'
  if (/\bgroup\b|групп/iu.test(action)) return 'chat'
  if (!extra.startsWith('@')) return null
  // Names of bots end in `bot` (Telegram's rule for new ones); other cards that show only a name are people.
  return /bot$/i.test(name ?? extra.split(' ')[0] ?? '') ? 'bot' : 'user'
}

/** Counts that the card prints. */
export function countsOf({ extra }: Pick<Card, 'extra'>): {
  subscribers: number | null
  members: number | null
  monthlyUsers: number | null
} {
  const monthlyUsers = countBefore(extra, countWords.monthly)
  return {
    subscribers: countBefore(extra, countWords.subscribers),
    members: monthlyUsers === null ? countBefore(extra, countWords.members) : null,
    monthlyUsers,
  }
}
