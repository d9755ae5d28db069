/** Words that half of all channels carry: sharing them says nothing. */
const commonWords = new Set(
  (
    'the of for and для и в на по от the official официальный официальная channel канал chat чат group группа ' +
    'сообщество news новости support поддержка help помощь bot бот seller sellers селлер селлеров продавец ' +
    'продавцов маркетплейс marketplace online онлайн'
  ).split(' '),
)

/** Below this two titles have nothing in common but chance; renamings in passing stay above it. */
export const strangerBelow = 0.35

/**
 * How alike two titles are, 0 to 1: the better of shared telling words (overlap coefficient) and shared
 * letter pairs (Dice). Titles without a letter or digit cannot be compared and count as alike.
 */
export function titleSimilarity(before: string, now: string): number {
  const a = words(before)
  const b = words(now)
  if (a.length === 0 || b.length === 0) return 1
  const tellingA = a.filter(isTelling)
  const tellingB = b.filter(isTelling)
  const comparable = tellingA.length > 0 && tellingB.length > 0
  if (!comparable) return dice(pairs(a), pairs(b))
  return Math.max(overlap(new Set(tellingA), new Set(tellingB)), dice(pairs(tellingA), pairs(tellingB)))
}

function words(title: string): string[] {
  const plain = title.normalize('NFKC').toLowerCase().replaceAll('ё', 'е')
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

function isTelling(word: string): boolean {
  return word.length > 2 && !commonWords.has(word)
}

function pairs(all: string[]): Set<string> {
  return new Set(
    all.flatMap((word) => [...word].map((letter, i, letters) => letter + (letters[i + 1] ?? ''))),
  )
}

function overlap(a: Set<string>, b: Set<string>): number {
  const smaller = Math.min(a.size, b.size)
  return smaller === 0 ? 0 : shared(a, b) / smaller
}

function dice(a: Set<string>, b: Set<string>): number {
  return (2 * shared(a, b)) / (a.size + b.size)
}

function shared(a: Set<string>, b: Set<string>): number {
  return [...a].filter((item) => b.has(item)).length
}
