import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Crawl, openCrawl } from '../net/crawl.ts'
import type { OpenCheck } from '../store/checks.ts'
import { putBackChecks } from '../store/take-checks.ts'
import type { Pipeline } from './context.ts'
import { obeyPushback } from './obey-pushback.ts'
import type { Pause } from './plan-pause.ts'
import type { CheckResult } from './record-check.ts'
import { openRecorder, type Recorder } from './recorder.ts'
import { runCheck } from './run-check.ts'
import type { Runner } from './runner.ts'
import { openTurns, type Turns } from './turns.ts'

/** Batches of one worker: they share their queries, their crawler and their transactions. */
export interface Batches {
  /**
   * Runs the waiting checks of one host, most urgent first, one after the other. One worker holds a host:
   * another one that is sent there leaves at once, because the holder looks again after it let go.
   * @throws the first bug met on the way, after everything else was run.
   */
  run(host: string): Promise<void>
  close(): Promise<void>
}

interface Hub {
  pipeline: Pipeline
  runner: Runner
  turns: Turns
  crawl: Crawl
  record: Recorder
}

/** Checks in flight in one process, over all hosts: each may hold a page of some megabytes. */
const checksAtOnce = 32

/** Opens the batches of one worker. */
export function openBatches(pipeline: Pipeline, runner: Runner): Batches {
  const turns = openTurns(pipeline, randomUUID(), runner.hostGapMs)
  const crawl = openCrawl(checksAtOnce)
  const hub = { pipeline, runner, turns, crawl, record: openRecorder(pipeline) }
  /** Hosts under way here; true: somebody was sent there meanwhile, so it is looked at once more. */
  const running = new Map<string, boolean>()
  return {
    async run(host) {
      if (running.has(host)) return void running.set(host, true)
      const errors: unknown[] = []
      do {
        running.set(host, false)
        await runHost(hub, host, errors).catch((error: unknown) => {
          running.delete(host)
          throw error
        })
      } while (running.get(host) && !runner.stopping.aborted)
      running.delete(host)
      if (errors.length > 0) throw errors[0]
    },
    async close() {
      await turns.close()
      await crawl.close()
    },
  }
}

/** Runs the waiting checks of one host alone. */
export async function runBatch(pipeline: Pipeline, runner: Runner, host: string): Promise<void> {
  const batches = openBatches(pipeline, runner)
  try {
    await batches.run(host)
  } finally {
    await batches.close()
  }
}

async function runHost(hub: Hub, host: string, errors: unknown[]): Promise<void> {
  const { turns, runner, pipeline } = hub
  let nextStartAt = new Date(0)
  let holding = false
  try {
    while (!runner.stopping.aborted) {
      const turn = await turns.take(host)
      if (turn.is === 'none') {
        if (!holding) return
        holding = false
        await turns.release(host, nextStartAt)
        // What came while it was held sent others away: they count on one more look.
        continue
      }
      holding = true
      await until(latest(nextStartAt, turn.is === 'later' ? turn.at : nextStartAt), hub)
      if (turn.is === 'later') continue
      if (runner.stopping.aborted) return await putBackChecks(pipeline.db, [turn.check.id])
      const done = await hub.crawl.run(() => carryOut(hub, turn))
      if (done.bug) errors.push(done.bug)
      nextStartAt = done.nextStartAt
      if (done.paused) return
    }
  } finally {
    if (holding) await turns.release(host, nextStartAt)
  }
}

/** One turn: the check, what follows from it for the host, and the record of both. */
async function carryOut(
  { pipeline, runner, record }: Hub,
  { check, pushbacks }: { check: OpenCheck; pushbacks: number },
): Promise<{ nextStartAt: Date; paused: boolean; bug: Error | null }> {
  const nextStartAt = new Date(pipeline.now().getTime() + runner.hostGapMs)
  const { result, bug, ...heard } = await runCheck(pipeline, runner, check)
  const pause = await obeyPushback(pipeline, check.host, { ...heard, pushbacks })
  await record(check, pause ? tellPause(result, pause) : result)
  return { nextStartAt: latest(nextStartAt, pause?.until ?? nextStartAt), paused: pause !== null, bug }
}

function tellPause(result: CheckResult, { why }: Pause): CheckResult {
  const { observation } = result
  return { ...result, observation: { ...observation, trace: [...observation.trace, why] } }
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other
}

async function until(at: Date, { pipeline, runner }: Pick<Hub, 'pipeline' | 'runner'>): Promise<void> {
  const waitMs = at.getTime() - pipeline.now().getTime()
  if (waitMs > 0) await sleep(waitMs, undefined, { signal: runner.stopping }).catch(() => undefined)
}
