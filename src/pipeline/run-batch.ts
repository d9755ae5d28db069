import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { crawlHost } from '../net/crawl-host.ts'
import { takeCheck } from '../store/checks.ts'
import { holdHost, paceHost, releaseHost, renewHost } from '../store/hosts.ts'
import { countOpenChecks } from '../store/waiting-checks.ts'
import type { Pipeline } from './context.ts'
import { runCheck } from './run-check.ts'
import type { Runner } from './runner.ts'

/** A worker that was killed holds its host for this long; one that lives renews in time. */
const leaseMs = 20_000
const renewEveryMs = 5_000

/**
 * Runs the waiting checks of one host, most urgent first. One worker holds a host: another one that is
 * sent there leaves at once, because the holder looks again after it let go.
 * @throws the first bug met on the way, after everything else was run.
 */
export async function runBatch(pipeline: Pipeline, runner: Runner, host: string): Promise<void> {
  const holder = randomUUID()
  while (!runner.stopping.aborted) {
    const waiting = await countOpenChecks(pipeline.db, host)
    if (waiting === 0) return
    const now = pipeline.now()
    const nextStartAt = await holdHost(pipeline.db, host, holder, leaseFrom(now), now)
    if (!nextStartAt) return
    const turn = { nextStartAt }
    const lease = keepLease(pipeline, host, holder)
    try {
      await crawlHost(host, waiting, () => takeTurn(pipeline, runner, host, holder, turn))
    } finally {
      await lease.end()
      await releaseHost(pipeline.db, host, holder)
    }
  }
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + leaseMs)
}

function keepLease({ db, now, log }: Pipeline, host: string, holder: string): { end(): Promise<void> } {
  let renewing: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    renewing = renewHost(db, host, holder, leaseFrom(now())).catch((error: unknown) =>
      log.warn({ host, error: error instanceof Error ? error.message : String(error) }, 'lease not renewed'),
    )
  }, renewEveryMs)
  return {
    async end() {
      clearInterval(timer)
      await renewing
    },
  }
}

async function takeTurn(
  pipeline: Pipeline,
  runner: Runner,
  host: string,
  holder: string,
  turn: { nextStartAt: Date },
): Promise<void> {
  const waitMs = turn.nextStartAt.getTime() - pipeline.now().getTime()
  if (waitMs > 0) await sleep(waitMs, undefined, { signal: runner.stopping }).catch(() => undefined)
  if (runner.stopping.aborted) return
  const startAt = pipeline.now()
  turn.nextStartAt = new Date(startAt.getTime() + runner.hostGapMs)
  // Lost to another worker after a long pause of this process: what is left is that worker's.
  if (!(await paceHost(pipeline.db, host, holder, turn.nextStartAt))) return
  const check = await takeCheck(pipeline.db, host, startAt)
  if (check) await runCheck(pipeline, runner, check)
}
