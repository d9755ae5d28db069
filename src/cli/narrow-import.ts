import { StartupError } from '../config.ts'
import { registry } from '../kinds/index.ts'
import type { FoundPassage } from './kb-import.ts'

/**
 * What `--only` leaves: an organisation, a kind, a line (`12`) or a value as the list shows it. Words of one sort
 * widen the choice, words of different sorts narrow it: `ozon`, `wildberries`, `phone` are the phones of both.
 * @throws StartupError for a word that means nothing here
 */
export function narrow(found: readonly FoundPassage[], words: readonly string[]): FoundPassage[] {
  const sorts = new Map<string, ((one: FoundPassage) => boolean)[]>()
  const problems: string[] = []
  for (const word of words) {
    const test = testOf(word, found)
    if (test === null) problems.push(`--only ${word}: no organisation, kind, line or value of this article`)
    else sorts.set(test.sort, [...(sorts.get(test.sort) ?? []), test.holds])
  }
  if (problems.length > 0) throw new StartupError(problems)
  return found.filter((one) => [...sorts.values()].every((tests) => tests.some((holds) => holds(one))))
}

function testOf(
  word: string,
  found: readonly FoundPassage[],
): { sort: string; holds: (one: FoundPassage) => boolean } | null {
  if (found.some(({ organisation }) => organisation === word))
    return { sort: 'organisation', holds: ({ organisation }) => organisation === word }
  if (registry.kindNamed(word)) return { sort: 'kind', holds: ({ kind }) => kind === word }
  if (/^\d{1,7}$/.test(word) && found.some(({ line }) => line === Number(word)))
    return { sort: 'line', holds: ({ line }) => line === Number(word) }
  const value = registry.recogniseTarget(word)?.value ?? word
  return found.some((one) => one.value === value)
    ? { sort: 'value', holds: (one) => one.value === value }
    : null
}
