import { setTimeout as pause } from 'node:timers/promises'
import { type CheckRow, readCheck } from '../src/store/checks.ts'
import type { Database } from '../src/store/database.ts'

/** The longest wait that a request may ask for, seconds. */
export const maxWaitSeconds = 30
const pollEveryMs = 100

/** The check, as soon as it is finished, and after `waitSeconds` at the latest; null when there is none. */
export async function waitForCheck(
  db: Database,
  id: number,
  waitSeconds: number,
  signal: AbortSignal,
): Promise<CheckRow | null> {
  const limitAt = performance.now() + Math.min(waitSeconds, maxWaitSeconds) * 1000
  for (;;) {
    const check = await readCheck(db, id)
    if (!check || check.finishedAt || signal.aborted || performance.now() >= limitAt) return check
    await pause(pollEveryMs)
  }
}

/** Where a check is on its way. */
export function stateOf(check: Pick<CheckRow, 'startedAt' | 'finishedAt'>): 'queued' | 'running' | 'done' {
  if (check.finishedAt) return 'done'
  return check.startedAt ? 'running' : 'queued'
}
