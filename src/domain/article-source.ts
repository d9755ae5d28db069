import type { Source } from './freshness.ts'

/** An article, or one of several in a file, as a source of claims. */
export interface ArticleSource {
  /** As claims name it; no id of a knowledge base has a colon. */
  id: string
  title: string
  url: string | null
  publisher: string
  asOf: string | null
  /** What it gives for somebody known: canonical values, and how they are spelled. */
  given: readonly { value: string; raw: string }[]
}

/** Signs that nobody types by chance: a space behind the plus, dashes that are no hyphens, doubled spaces. */
const odd = /\+\s|\(\s|\s\)|\d\s?[‐‑‒–—−]\s?\d|\s{2,}|\d\.\d/

/** Values in common from which on the same set counts as copied. */
const sameSet = 3
const sameSpellings = 2

/** Two articles copied each other: the same odd spelling of a value and another one alike, or the same whole set. */
export function areCopies(one: ArticleSource, other: ArticleSource): boolean {
  const theirs = spellings(other)
  const ours = spellings(one)
  const shared = [...ours].filter(([value]) => theirs.has(value))
  if (shared.length >= sameSet && shared.length === ours.size && shared.length === theirs.size) return true
  const alike = shared.flatMap(([value, raws]) => [...raws].filter((raw) => theirs.get(value)?.has(raw)))
  return alike.length >= sameSpellings && alike.some((raw) => odd.test(raw))
}

function spellings({ given }: ArticleSource): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { value, raw } of given) found.set(value, (found.get(value) ?? new Set()).add(raw))
  return found
}

/** The source of a knowledge base that an article is: the same address, or the same publisher and title. */
export function sourceLike(article: ArticleSource, stated: readonly Source[]): Source | null {
  const { url, title, publisher } = article
  const same = stated.find(
    (one) => (url !== null && one.url === url) || (one.publisher === publisher && one.title === title),
  )
  if (same) return same
  const theirs = stated.filter((one) => one.publisher === publisher)
  return new Set(theirs.map(({ witness }) => witness)).size === 1 ? (theirs[0] ?? null) : null
}

/**
 * Articles as sources. What one publisher prints, and what was copied, is one witness; so is an article that the
 * knowledge base has as a source already.
 */
export function nameWitnesses(articles: readonly ArticleSource[], stated: readonly Source[]): Source[] {
  const named: { article: ArticleSource; witness: string }[] = []
  for (const article of articles) {
    const known = sourceLike(article, stated)?.witness
    const before = named.find(
      (one) => one.article.publisher === article.publisher || areCopies(one.article, article),
    )
    const witness = known ?? before?.witness ?? article.id
    // An article that stands between two ties them together.
    if (known && before) for (const one of named) if (one.witness === before.witness) one.witness = known
    named.push({ article, witness })
  }
  return named.map(({ article: { id, title, url, publisher, asOf }, witness }) => ({
    ...{ id, title, url, publisher, asOf, witness },
  }))
}
