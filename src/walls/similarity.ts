const shingleWords = 4
const shingleCap = 4000

/** The distinct runs of four words of a text (all its words where it has fewer), lower case. */
export function shinglesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < shingleWords) return new Set(words)
  const shingles = new Set<string>()
  for (let i = 0; i + shingleWords <= words.length && shingles.size < shingleCap; i += 1)
    shingles.add(words.slice(i, i + shingleWords).join(' '))
  return shingles
}

/**
 * Jaccard similarity of two texts by word shingles, 0 to 1 (Bar-Yossef et al., WWW 2004, compare pages so).
 * Two texts without words are not alike: nothing was compared.
 */
export function similarityOf(a: string, b: string): number {
  const [x, y] = [shinglesOf(a), shinglesOf(b)]
  if (x.size === 0 || y.size === 0) return 0
  let shared = 0
  for (const shingle of x) if (y.has(shingle)) shared += 1
  return shared / (x.size + y.size - shared)
}
