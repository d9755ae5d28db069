import type { FailureClass } from './patience.ts'

/** Siblings that are looked at once one of a site failed definitely: five, then twenty, then all. */
const steps = [5, 20, Number.POSITIVE_INFINITY] as const

/** Failures that strike siblings too: the name is gone, the page is gone. */
export function spreads(failureClass: FailureClass | null): boolean {
  return failureClass === 'dns' || failureClass === 'gone'
}

/**
 * How many more siblings to look at when the `struck`-th contact of a site has just failed definitely and
 * `asked` of its siblings were asked in this cascade already. 70 % of the deaths on the GSA trace had a
 * sibling on the same domain that died within seven days, 60 % within one.
 */
export function siblingsToAsk(struck: number, asked: number): number {
  const wanted = steps[Math.min(struck, steps.length) - 1] ?? 0
  return Math.max(0, wanted - asked)
}
