import { jitterOf } from '../domain/schedule.ts'
import type { Pipeline } from './context.ts'

/** Articles change seldom, and their contacts have a schedule of their own: weekly. */
export const articleEveryMs = 7 * 24 * 3_600_000
const jitter = 0.15

/** When an article with an address is asked for next; articles added together do not stay together. */
export function nextFetchAt({ now, timeScale }: Pick<Pipeline, 'now' | 'timeScale'>, seed: string): Date {
  const at = now()
  return new Date(at.getTime() + (articleEveryMs * (1 + jitter * jitterOf(seed, at))) / timeScale)
}
