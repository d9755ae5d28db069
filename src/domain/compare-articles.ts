/** One place of an article, as far as two texts of it are compared. */
export interface ComparedPassage {
  kind: string
  value: string
  raw: string
  organisation: string | null
  says: 'works' | 'discontinued' | 'absent' | null
  sentence: string
}

/** What a newer text of an article says otherwise. */
export interface ArticleChange extends Omit<ComparedPassage, 'says'> {
  change: 'added' | 'removed' | 'claim'
  saysBefore: ComparedPassage['says']
  saysAfter: ComparedPassage['says']
}

/**
 * Contacts that came, that went, and of which the text now says the opposite. A value counts once; the strictest
 * sentence about it is what the text says.
 */
export function compareArticles(
  before: readonly ComparedPassage[],
  after: readonly ComparedPassage[],
): ArticleChange[] {
  const was = byValue(before)
  const is = byValue(after)
  const changes: ArticleChange[] = []
  for (const [value, { says, ...passage }] of is) {
    const earlier = was.get(value)
    if (!earlier) changes.push({ ...passage, change: 'added', saysBefore: null, saysAfter: says })
    else if (isAgainst(earlier.says) !== isAgainst(says))
      changes.push({ ...passage, change: 'claim', saysBefore: earlier.says, saysAfter: says })
  }
  for (const [value, { says, ...passage }] of was)
    if (!is.has(value)) changes.push({ ...passage, change: 'removed', saysBefore: says, saysAfter: null })
  return changes
}

function byValue(passages: readonly ComparedPassage[]): Map<string, ComparedPassage> {
  const found = new Map<string, ComparedPassage>()
  for (const passage of passages) {
    const known = found.get(passage.value)
    if (!known || (isAgainst(passage.says) && !isAgainst(known.says))) found.set(passage.value, passage)
  }
  return found
}

function isAgainst(says: ComparedPassage['says']): boolean {
  return says === 'discontinued' || says === 'absent'
}
