import { type DomainTally, type Figures, mapFigures, meanOf, sumUp } from './measure.ts'
import { randomFrom } from './random.ts'

const draws = 400

/** The range in which nine of ten bootstrap draws lie, low and high. */
export type Interval = [number, number]

/**
 * Draws domains with replacement, the same ones for all runs: sites of one domain die together, so that drawing
 * sites would make the intervals too narrow.
 */
export function interval90(
  runs: readonly ReadonlyMap<string, DomainTally>[],
): Record<keyof Figures, Interval> {
  const random = randomFrom(90)
  const domains = [...(runs[0]?.keys() ?? [])]
  const drawn = Array.from({ length: draws }, () => {
    const some = domains.map(() => domains[Math.floor(random() * domains.length)] ?? '')
    return meanOf(runs.map((run) => sumUp(some.flatMap((domain) => run.get(domain) ?? []))))
  })
  return mapFigures((key) => {
    const sorted = drawn.map((figures) => figures[key]).toSorted((a, b) => a - b)
    return [sorted[Math.floor(draws * 0.05)] ?? Number.NaN, sorted[Math.floor(draws * 0.95)] ?? Number.NaN]
  })
}
