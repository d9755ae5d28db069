import type { VerdictState } from '../domain/verdict.ts'
import { exitCodeOf } from './exit-code.ts'

/** From which verdict on a run fails, mildest last. */
export const failLevels = ['broken', 'suspect', 'stale', 'never'] as const
export type FailOn = (typeof failLevels)[number]

const failing: Record<FailOn, readonly VerdictState[]> = {
  broken: ['gone'],
  suspect: ['gone', 'changed'],
  stale: ['gone', 'changed', 'unknown'],
  never: [],
}

/** Exit code with `--fail-on`: 1 where a verdict reaches the level, else 0. Without it: that of the contract. */
export function exitCodeWith(failOn: FailOn | null, states: readonly VerdictState[]): 0 | 1 | 3 {
  if (failOn === null) return exitCodeOf(states)
  return states.some((state) => failing[failOn].includes(state)) ? 1 : 0
}
