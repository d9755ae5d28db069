import type { Importance } from './contact.ts'

const dayMs = 86_400_000

/**
 * How much it costs its readers, a unit of time, when a contact is broken and nobody knows. Tiers this far
 * apart, because 1/3/10 gains only 7 to 18 % over no weights at all and 1/10/100 gains 130 % (page views of
 * 7,536 sites of the GSA trace).
 */
export const weightOf = { critical: 100, normal: 10, minor: 1 } as const satisfies Record<Importance, number>

/** No routine gap is shorter: a contact that matters is not hammered because there is budget left. */
const shortestGapDays = 1 / 24
/** No contact goes unseen for longer, however little it matters. */
export const longestGapDays = 30

/**
 * What makes a contact worth a look: `weight` and its breaks a year. The index `weight · hazard · age²` of the
 * contact that is served next is the same for all, which is the square-root law: gap ∝ 1/√(weight · hazard).
 * Checking in proportion to the product instead gains nothing over equal gaps.
 */
export interface Urge {
  weight: number
  hazardPerYear: number
}

/** Days after which the index of a contact reaches `theta`, within the floor and the given ceiling. */
export function gapDaysAt(theta: number, urge: Urge, ceilingDays = longestGapDays): number {
  const days = Math.sqrt(theta / (urge.weight * urge.hazardPerYear))
  return Math.min(Math.max(days, shortestGapDays), Math.min(ceilingDays, longestGapDays))
}

/** Contacts that have the same urge and the same promise. */
export interface UrgeGroup extends Urge {
  contacts: number
  ceilingDays: number
}

/**
 * The `theta` at which routine checks of all groups together make `checksPerDay`. Ceilings that need more than
 * that are kept: then theta is the largest that still matters, and the budget is said to be too small.
 */
export function solveTheta(
  groups: readonly UrgeGroup[],
  checksPerDay: number,
): { theta: number; enough: boolean } {
  const needed = (theta: number) =>
    groups.reduce((sum, group) => sum + group.contacts / gapDaysAt(theta, group, group.ceilingDays), 0)
  const xs = groups.map(({ weight, hazardPerYear }) => weight * hazardPerYear)
  let low = Math.min(...xs) * shortestGapDays ** 2
  let high = Math.max(...xs) * longestGapDays ** 2
  if (groups.length === 0 || needed(high) > checksPerDay) return { theta: high, enough: groups.length === 0 }
  for (let step = 0; step < 60; step += 1) {
    const middle = Math.sqrt(low * high)
    if (needed(middle) > checksPerDay) low = middle
    else high = middle
  }
  return { theta: high, enough: true }
}

/** Of a newcomer: its place in the interval is its own, so that contacts added together do not stay together. */
export function firstDueAt(contactId: string, gapMs: number, now: Date): Date {
  return new Date(now.getTime() + phaseOf(contactId) * gapMs)
}

export function daysToMs(days: number): number {
  return days * dayMs
}

/**
 * A stable number in [0, 1) from a text: spreads contacts over their interval. 32-bit FNV-1a, then the
 * finaliser of MurmurHash3, without which texts that differ in a digit fall close together.
 */
export function phaseOf(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/**
 * A number in [-1, 1) that differs from check to check but not from run to run: the same job run
 * twice plans the same next check.
 */
export function jitterOf(contactId: string, at: Date): number {
  return phaseOf(`${contactId}@${at.getTime()}`) * 2 - 1
}
