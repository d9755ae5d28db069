import { pruneChecks } from '../store/checks.ts'
import type { Pipeline } from './context.ts'

const dayMs = 24 * 3_600_000

/**
 * Forgets single checks; spells and status changes stay. Failures are asked about for longer than successes.
 * @returns how many checks were deleted.
 */
export async function prune({ db, now }: Pipeline, keepDays = { alive: 3, failed: 90 }): Promise<number> {
  const at = now().getTime()
  return pruneChecks(db, new Date(at - keepDays.alive * dayMs), new Date(at - keepDays.failed * dayMs))
}
