import type { VerdictState } from '../domain/verdict.ts'

/** Exit code of the contract: 1 some changed or gone; 3 none of those, but some unknown; 0 all alive. */
export function exitCodeOf(states: readonly VerdictState[]): 0 | 1 | 3 {
  if (states.some((state) => state === 'changed' || state === 'gone')) return 1
  return states.includes('unknown') ? 3 : 0
}
