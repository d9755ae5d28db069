import type { Passage } from '../store/articles.ts'
import type { Pipeline } from './context.ts'

/** Pseudo-kind of a number that lacks its area code, so that nobody can call it. */
export const shortNumber = 'short-number'

const roles = ['publisher', 'author', 'advert', 'vacancy'] as const

/** Why no contact can be made of a place. */
export type WhyNot = (typeof roles)[number] | 'fact' | 'lost' | 'nobody' | 'short'

/** Null: a contact could be made of it, or is one already. */
export function whyNotUnderstood(
  { kind, value, role, organisation }: Pick<Passage, 'kind' | 'value' | 'role' | 'organisation'>,
  isKnown: boolean,
  { kinds }: Pick<Pipeline, 'kinds'>,
): WhyNot | null {
  if (isKnown) return null
  const known = roles.find((one) => one === role)
  if (known) return known
  if (kind === shortNumber) return 'short'
  if (!kinds.kindNamed(kind)) return 'fact'
  if (value === null) return 'lost'
  return organisation === null ? 'nobody' : null
}
