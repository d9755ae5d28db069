const subject = '(?:канал|чат|бот|группа|группу|сообществ[оа]|аккаунт|channel|chat|bot|group|account|we|мы)'
const over =
  '(?:больше не (?:работа|обновля|вед[её]тся|поддержива|использ|отвеча)|не (?:обновляется|вед[её]тся|поддерживается)' +
  '|закрыт[аоы]?(?!\\p{L})|заморожен|удал[её]н|неактивн|архивн|переехал|перешл[иа]|перенес|no longer|is closed|discontinued|archived' +
  '|(?:have |has )?moved to|abandoned)'
const aboutItself = new RegExp(`(?<!\\p{L})${subject}(?!\\p{L})[^.!?\\n]{0,60}?(?<!\\p{L})${over}`, 'iu')
const moved =
  /(?<!\p{L})(?:переехали|перешли|переезжаем|теперь мы|мы теперь)\s+(?:в|на|здесь|тут|сюда)(?!\p{L})|(?<!\p{L})наш новый (?:канал|чат|бот)(?!\p{L})/iu

// The sentence speaks of another chat than this one, sets a condition, or says the contrary.
const others =
  /стар(?:ый|ая|ого|ой|ое)|прежн|предыдущ|бывш|другой|old |former|previous|если|когда|if |when |не закрыт|сюда|(?:переехали|перешли) (?:здесь|тут|к нам)|временн|комментари|чат закрыт|закрыт(?:ый|ая|ое) (?:чат|канал|групп|клуб|сообщ)/iu

/**
 * The sentence of a description in which the owner says that this chat is over or has moved; null without one.
 * Advice for the editor and no verdict: owners announce a move and go on posting.
 */
export function findMovingNotice(text: string): string | null {
  for (const sentence of text.slice(0, 1500).split(/[.!?\n]+/)) {
    if (others.test(sentence)) continue
    if (aboutItself.test(sentence) || moved.test(sentence)) return sentence.replace(/\s+/g, ' ').trim()
  }
  return null
}
