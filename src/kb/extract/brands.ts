import type { Organisation } from './finding.ts'

/** A place where an organisation is named. */
export interface BrandPlace {
  start: number
  end: number
  id: string
}

const cases = '(?:а|у|е|ом|ем|ы|и|ой|ей|ю|я|ь|й|ах|ами)?'

/** All places where a text names an organisation, Russian case endings included, in order. */
export function findBrands(text: string, organisations: readonly Organisation[]): BrandPlace[] {
  const places = organisations.flatMap(({ id, names }) =>
    [
      patternOf(names.filter(isWord), 'giu'),
      patternOf(
        names.filter((name) => !isWord(name)),
        'gu',
      ),
    ].flatMap((pattern) =>
      pattern === null
        ? []
        : [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
            start: index,
            end: index + length,
            id,
          })),
    ),
  )
  return places.sort((a, b) => a.start - b.start)
}

/** Initials (WB, ВБ) count only in capitals. */
function isWord(name: string): boolean {
  return name.length > 3
}

function patternOf(names: readonly string[], flags: string): RegExp | null {
  if (names.length === 0) return null
  const ways = [...names].sort((a, b) => b.length - a.length).map(wayOf)
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${ways.join('|')})(?![\\p{L}\\p{N}])`, flags)
}

function wayOf(name: string): string {
  return name
    .split(/[\s.]+/)
    .map((word) => {
      const plain = word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
      // Names in a vowel change it: Лавка, Лавки.
      return /\p{Script=Cyrillic}/u.test(word) && isWord(word) ? plain.replace(/[аяйь]$/u, '') + cases : plain
    })
    .join('[\\s\\u00a0.\\u2011-]{0,2}')
}

/** Places between two points of the text; `places` in order. */
export function brandsWithin(places: readonly BrandPlace[], start: number, end: number): BrandPlace[] {
  const found: BrandPlace[] = []
  for (let i = firstFrom(places, start); i < places.length; i += 1) {
    const place = places[i]
    if (!place || place.start >= end) break
    found.push(place)
  }
  return found
}

function firstFrom(places: readonly BrandPlace[], start: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  return low
}
