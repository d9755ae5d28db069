/** Why a check is made, most urgent first. */
export const errands = ['asked', 'ladder', 'cascade', 'routine'] as const
export type Errand = (typeof errands)[number]

/** Parts of the budget; what one does not use, the others may. */
const shares: Record<Errand, number> = { asked: 0.05, ladder: 0.1, cascade: 0.1, routine: 0.75 }

/** What may still be spent, and what was spent on what in about the last week. */
export interface Budget {
  /** Checks that may start now; at most one minute's worth, at least one. */
  tokens: number
  refilledAt: Date
  /** Checks, fading with a time constant of a week: a cascade is rare and wants its share at once. */
  spent: Record<Errand, number>
}

export function openBudget(now: Date): Budget {
  return { tokens: 0, refilledAt: now, spent: { asked: 0, ladder: 0, cascade: 0, routine: 0 } }
}

const memoryDays = 7

/** Adds what accrued since; nothing is saved up, so that no pause of ours ends in a burst. */
export function refill(budget: Budget, checksPerDay: number, now: Date): Budget {
  const days = Math.max(0, now.getTime() - budget.refilledAt.getTime()) / 86_400_000
  const most = Math.max(1, checksPerDay / 1_440)
  const fade = Math.exp(-days / memoryDays)
  const spent = { ...budget.spent }
  for (const errand of errands) spent[errand] *= fade
  return { tokens: Math.min(most, budget.tokens + days * checksPerDay), refilledAt: now, spent }
}

/**
 * In which order errands are served: those within their share by urgency, then those beyond it. What a person
 * asked for is always first.
 */
export function orderOfErrands({ spent }: Budget, checksPerDay: number): Errand[] {
  const within = (errand: Errand) =>
    errand === 'asked' || spent[errand] < shares[errand] * checksPerDay * memoryDays
  return [...errands.filter(within), ...errands.filter((errand) => !within(errand))]
}

export function spend(budget: Budget, errand: Errand, checks = 1): Budget {
  const spent = { ...budget.spent, [errand]: budget.spent[errand] + checks }
  return { ...budget, tokens: budget.tokens - checks, spent }
}

/** Part of the budget that routine checks can count on: what confirmations and cascades leave. */
export function routineShare({ spent }: Budget, checksPerDay: number): number {
  const others = (spent.asked + spent.ladder + spent.cascade) / (checksPerDay * memoryDays)
  return Math.max(shares.routine, 1 - others)
}
