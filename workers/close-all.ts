import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../src/log.ts'

/** Things to close at the end, the last opened first. */
export type Closing = (() => Promise<void>)[]

/** Parts whose server is away never close; together they may not keep the process for longer. */
const limits = { allMs: 30_000, eachAtLeastMs: 3_000 }

/**
 * Closes everything, the last opened first. All parts share one time limit; once it is spent each of the others
 * still gets a moment, since what was opened first is the database.
 */
export async function closeAll(closing: Closing, log: Log, { allMs, eachAtLeastMs } = limits): Promise<void> {
  const endsAt = performance.now() + allMs
  for (const close of closing.reverse()) {
    const limitMs = Math.max(eachAtLeastMs, endsAt - performance.now())
    const limit = sleep(limitMs, undefined, { ref: false }).then(() =>
      log.warn('a part took too long to close'),
    )
    await Promise.race([close(), limit]).catch((error: unknown) =>
      log.warn({ error }, 'could not be closed cleanly'),
    )
  }
}
