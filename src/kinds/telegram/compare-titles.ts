/** Words that half of all channels carry, in Latin letters: sharing them says nothing. */
const commonWords = new Set(
  'the of for and dlya i v na po ot s k bot bots chat info faq official news help shop'.split(' '),
)
const commonStems =
  /^(?:ofitsial|official|kanal|channel|chat|grupp|group|soobshch|community|novost|podderzhk|support|pomoshch|seller|prodav|marketple|marketpla|onlain|online|magazin)/

/** Letters of Cyrillic names as brands write them: «Озон» and Ozon are one name. */
const latin: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh ' +
    'щ:shch ы:y э:e ю:yu я:ya і:i ї:i є:e ґ:g ў:u'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)

/** Below this two titles have nothing in common but chance; renamings in passing stay above it. */
export const strangerBelow = 0.35

/**
 * How alike two titles are, 0 to 1: the better of shared telling words (overlap coefficient) and shared
 * letter pairs (Dice), both in Latin letters. Badges, emoji and decorated letters do not count. Titles without
 * a letter or digit cannot be compared and count as alike.
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
  const plain = title.slice(0, 300).normalize('NFKD').toLowerCase()
  const found = plain.replace(/\p{M}/gu, '').match(/[\p{L}\p{N}]+/gu) ?? []
  return found.map((word) =>
    [...word]
      .map((letter) => latin[letter] ?? letter)
      .join('')
      .replace(/[ьъ]/g, ''),
  )
}

function isTelling(word: string): boolean {
  return word.length > 2 && !commonWords.has(word) && !commonStems.test(word)
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
