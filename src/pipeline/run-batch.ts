import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Crawl, openCrawl } from '../net/crawl.ts'
import { type OpenCheck, priorities } from '../store/checks.ts'
import { putBackChecks } from '../store/take-checks.ts'
import { mostUrgentWaiting } from '../store/waiting-checks.ts'
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
   * @param asked a person waits: what runs on the host is finished, and what else was taken gives way. Once nobody
   *   waits any more, what is left is wished for as routine: it must not take the place of the next question.
   * @throws the first bug met on the way, after everything else was run.
   */
  run(host: string, asked?: boolean): Promise<void>
  close(): Promise<void>
}

/** Somebody was sent to a host that is under way. */
interface Call {
  asked: boolean
}

interface Hub {
  pipeline: Pipeline
  runner: Runner
  turns: Turns
  crawl: Crawl
  record: Recorder
  /** Visits that run or wait for their crawl: what comes of the last one, and before the first, waits for no others. */
  visiting: number
  /** Results that are not committed yet. */
  unrecorded: number
}

/** Checks in flight in one process, over all hosts: each may hold a page of some megabytes. */
const checksAtOnce = 32

/** Opens the batches of one worker. */
export function openBatches(pipeline: Pipeline, runner: Runner): Batches {
  const turns = openTurns(pipeline, randomUUID(), runner.hostGapMs)
  const crawl = openCrawl(checksAtOnce)
  const record = openRecorder(pipeline)
  const hub: Hub = { pipeline, runner, turns, crawl, record, visiting: 0, unrecorded: 0 }
  /** Hosts under way here, and whether somebody was sent there meanwhile: then it is looked at once more. */
  const running = new Map<string, Call | null>()
  return {
    async run(host, asked = false) {
      const before = running.get(host)
      if (before !== undefined) return void running.set(host, { asked: asked || before?.asked === true })
      const errors: unknown[] = []
      let leaves = false
      // Heard once: whoever asked is served by the next turn that is taken.
      const isAsked = () => {
        const asks = running.get(host)?.asked === true
        if (asks) running.set(host, { asked: false })
        return asks
      }
      do {
        running.set(host, null)
        leaves = await runHost(hub, host, errors, { isAsked, untilAnswered: asked }).catch(
          (error: unknown) => {
            running.delete(host)
            throw error
          },
        )
      } while (running.get(host) && !runner.stopping.aborted)
      running.delete(host)
      if (leaves) await wishForTheRest(pipeline, host)
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

/** @returns whether checks are left that nobody waits for. */
async function runHost(
  hub: Hub,
  host: string,
  errors: unknown[],
  { isAsked, untilAnswered }: { isAsked: () => boolean; untilAnswered: boolean },
): Promise<boolean> {
  const { turns, runner, pipeline } = hub
  let nextStartAt = new Date(0)
  let holding = false
  try {
    while (!runner.stopping.aborted) {
      const turn = await turns.take(host, hub.visiting === 0)
      if (turn.is === 'none') {
        if (!holding) return false
        holding = false
        await turns.release(host, nextStartAt, hub.visiting === 0)
        // What came while it was held sent others away: they count on one more look.
        continue
      }
      holding = true
      await until(latest(nextStartAt, turn.is === 'later' ? turn.at : nextStartAt), hub)
      if (turn.is === 'later') continue
      const visit = openVisit(turn.checks)
      hub.visiting += 1
      try {
        if (runner.stopping.aborted) return false
        const isUrgent = turn.checks.some(({ askedBy }) => askedBy !== null)
        await hub.crawl.run(() => runVisit(hub, visit, turn.pushbacks, isAsked), isUrgent)
      } finally {
        hub.visiting -= 1
        nextStartAt = latest(nextStartAt, visit.nextStartAt)
        errors.push(...visit.bugs)
        await endVisit(pipeline, visit)
      }
      if (visit.paused) return false
      if (untilAnswered && (await isAnswered(pipeline, host))) return true
    }
    return false
  } finally {
    if (holding) await turns.release(host, nextStartAt, hub.visiting === 0)
  }
}

/** Whether checks wait for a host, none of which somebody asked for. */
async function isAnswered({ db }: Pipeline, host: string): Promise<boolean> {
  const priority = await mostUrgentWaiting(db, host)
  return priority !== null && priority !== priorities.asked
}

async function wishForTheRest({ wake, now }: Pipeline, host: string): Promise<void> {
  await wake.runHosts([{ hosts: [host], key: `left-${now().getTime()}`, urgency: 'routine' }])
}

/** One stay at a host: its checks are run one after the other. */
interface Visit {
  /** Taken, and not begun. */
  left: OpenCheck[]
  records: Promise<void>[]
  nextStartAt: Date
  paused: boolean
  bugs: Error[]
}

/** Somebody who asks another worker for this host is not heard here: he waits this long at most, milliseconds. */
const visitMs = 1_000

/** Results that wait for their transaction, over all hosts: each holds some kilobytes of what was seen. */
const mostUnrecorded = 400

function openVisit(checks: readonly OpenCheck[]): Visit {
  return { left: [...checks], records: [], nextStartAt: new Date(0), paused: false, bugs: [] }
}

/**
 * Runs the checks of a visit until they are done, the host wants a pause, or it has taken long enough. Records
 * are awaited by the caller, so that their transactions share more results than are in flight.
 */
async function runVisit(hub: Hub, visit: Visit, pushbacks: number, isAsked: () => boolean): Promise<void> {
  const startedMs = performance.now()
  let pushed = pushbacks
  for (let check = visit.left.shift(); check; check = visit.left.shift()) {
    const done = await carryOut(hub, visit, check, pushed)
    if (done.answered) pushed = 0
    if (done.bug) visit.bugs.push(done.bug)
    visit.nextStartAt = done.nextStartAt
    visit.paused = done.paused
    visit.records.push(done.recorded)
    hub.unrecorded += 1
    const settled = done.recorded.catch(() => undefined).finally(() => (hub.unrecorded -= 1))
    // Where the store is slower than the world, nothing new is begun.
    if (hub.unrecorded >= mostUnrecorded) await settled
    if (done.paused || visit.left.length === 0) return
    if (performance.now() - startedMs > visitMs || hub.runner.stopping.aborted || isAsked()) return
  }
}

/** Waits for all records, then fails as the first of them did: until then the host is not given back. */
async function endVisit({ db }: Pipeline, { left, records }: Visit): Promise<void> {
  const ends = await Promise.allSettled([left.length > 0 && putBackChecks(db, left.map(idOf)), ...records])
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

/** One check, what follows from it for the host, and the record of both. */
async function carryOut(
  hub: Hub,
  visit: Visit,
  check: OpenCheck,
  pushbacks: number,
): Promise<{
  nextStartAt: Date
  paused: boolean
  answered: boolean
  bug: Error | null
  recorded: Promise<void>
}> {
  const { pipeline, runner, record } = hub
  const startedAt = pipeline.now()
  const { result, bug, ...heard } = await runCheck(pipeline, runner, check)
  const pause = await obeyPushback(pipeline, check.host, { ...heard, pushbacks })
  const isLast = visit.left.length === 0 && hub.visiting === 1
  return {
    nextStartAt: latest(new Date(startedAt.getTime() + runner.hostGapMs), pause?.until ?? startedAt),
    paused: pause !== null,
    answered: heard.answered,
    bug,
    recorded: record(check, pause ? tellPause(result, pause) : result, isLast),
  }
}

function idOf({ id }: OpenCheck): number {
  return id
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
