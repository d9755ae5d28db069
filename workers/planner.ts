import type { Pipeline } from '../src/pipeline/context.ts'
import { planDue } from '../src/pipeline/plan-due.ts'
import { readNextDue } from '../src/store/due.ts'
import type { Worker } from './scheduler.ts'

/** Plans on time between the ticks of the queue. */
export interface Planner extends Worker {
  /** Plans what is due now. What becomes due before the next tick is planned when its time comes, in this process. */
  plan(): Promise<void>
}

/** Checks of each transaction in one go: a few, so that work begins at once, then as many as a tick has time for. */
const rounds = [500, 5_000, 5_000, 5_000, 5_000]
/** From one go to the next at least, so that it is worth its queries: after one that found something to plan, and else. */
const gatherMs = { found: 250, nothing: 50 }
/** A timer of Node may go off so much before its time. */
const earlyMs = 1

/** Opens a planner. @param tickMs from one call of `plan` to the next. */
export function openPlanner(pipeline: Pipeline, tickMs: number): Planner {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let isOpen = true

  async function planUntil(untilMs: number): Promise<void> {
    // From before the plan: what became due while it was made is not in it.
    const from = pipeline.now()
    const planned = await planDue(pipeline, rounds)
    const next = await readNextDue(pipeline.db, from, new Date(untilMs))
    if (next === null || !isOpen) return
    const leastMs = planned > 0 ? gatherMs.found : gatherMs.nothing
    const waitMs = Math.max(next.getTime() - pipeline.now().getTime() + earlyMs, leastMs)
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = planUntil(untilMs).catch((error: unknown) =>
        // The next tick tries again.
        pipeline.log.warn(
          { error: error instanceof Error ? error.message : String(error) },
          'could not plan',
        ),
      )
    }, waitMs)
  }

  return {
    plan: () => planUntil(pipeline.now().getTime() + tickMs),
    async stop() {
      isOpen = false
      clearTimeout(timer)
      await running
    },
  }
}
