import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Observation } from '../domain/observation.ts'
import { not, type Verdict } from '../domain/verdict.ts'
import type { CheckTools } from '../kinds/kind.ts'
import { crawlHost } from '../net/crawl-host.ts'
import type { Net } from '../net/net.ts'
import { countOpenChecks, type OpenCheck, takeCheck } from '../store/checks.ts'
import { holdHost, paceHost, releaseHost, renewHost } from '../store/hosts.ts'
import type { Pipeline } from './context.ts'
import { type CheckResult, recordCheck } from './record-check.ts'

/** What running checks needs beside the pipeline. */
export interface Runner {
  net: Net
  /** Is our own network there? Asked before anybody else is blamed. */
  isOnline(): Promise<boolean>
  /** Keeps a screenshot; returns its path under DATA_DIR. */
  keepScreenshot(checkId: number, png: Uint8Array): Promise<string>
  /** Between two starts on one host, milliseconds. */
  hostGapMs: number
  /** Stops taking further checks; the one that runs is finished. */
  stopping: AbortSignal
}

/** A worker that was killed holds its host for this long; one that lives renews in time. */
const leaseMs = 20_000
const renewEveryMs = 5_000
const checkLimitMs = 20_000
/** A check that ended its worker this often is not run again. */
const maxStarts = 3

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

async function runCheck(pipeline: Pipeline, runner: Runner, check: OpenCheck): Promise<void> {
  const startedAt = pipeline.now()
  if (check.starts > maxStarts) {
    await recordCheck(
      pipeline,
      check,
      failed(startedAt, `given up after ${maxStarts} starts that ended the worker`),
    )
    return
  }
  const kind = pipeline.kinds.kindNamed(check.kind)
  if (!kind) {
    await recordCheck(pipeline, check, failed(startedAt, `this version knows no kind named ${check.kind}`))
    return
  }
  const tools: CheckTools = {
    net: runner.net,
    browser: 'auto',
    now: startedAt,
    timeoutMs: checkLimitMs,
    signal: AbortSignal.timeout(checkLimitMs * 4),
  }
  try {
    const observation = await kind.check({ ...check, settings: kind.settings.parse(check.settings) }, tools)
    const judged = kind.judge(observation.evidence)
    const verdict = await excuseOurselves(judged, runner)
    const memory = verdict.state === 'alive' ? kind.learn(observation.evidence) : null
    const png = observation.screenshotPng
    const screenshot = png && verdict.state !== 'alive' ? await runner.keepScreenshot(check.id, png) : null
    await recordCheck(pipeline, check, { observation, verdict, memory, screenshot })
  } catch (cause) {
    pipeline.log.error(
      { checkId: check.id, kind: check.kind, error: cause },
      'a check failed by our own fault',
    )
    await recordCheck(pipeline, check, failed(startedAt, 'the check failed by our own fault; see the log'))
    throw new Error(`check ${check.id} of ${check.contactId ?? check.value} failed`, { cause })
  }
}

/** A transport failure while our own network is away says nothing about the target. */
async function excuseOurselves(verdict: Verdict, runner: Runner): Promise<Verdict> {
  const onTheWay = verdict.reason?.code.startsWith('net/') || verdict.class === 'dns'
  if (!onTheWay || (await runner.isOnline())) return verdict
  return not('unknown', 'self', 'net/offline', 'the monitor itself is offline')
}

function failed(startedAt: Date, message: string): CheckResult {
  const observation: Observation<null> = {
    evidence: null,
    facts: [],
    via: 'none',
    httpStatus: null,
    finalUrl: null,
    startedAt,
    durationMs: 0,
    trace: [message],
  }
  return {
    observation,
    verdict: not('unknown', 'self', 'check/failed', message),
    memory: null,
    screenshot: null,
  }
}
