import { randomInt } from 'node:crypto'
import type { Kind } from '../kinds/kind.ts'
import type { Net } from '../net/net.ts'
import { note, recall } from '../store/monitor.ts'
import { listFreshValues } from '../store/standings.ts'
import type { Pipeline } from './context.ts'
import { type Fitness, judgeControls, type TriedControl } from './judge-controls.ts'

/** The checkers of this process, watched by their controls. */
export interface Detectors {
  /**
   * Whether bad verdicts of a kind may count now. Its controls are tried where the last trial is too old.
   * @param by the way out to try them by, if not the usual one.
   */
  tryOut(kind: Kind, by?: Net): Promise<Fitness>
  /** Tries those again that are suspended, so that a release does not wait for the next bad verdict. */
  retry(): Promise<void>
}

/** How long a trial holds, milliseconds before the time scale: controls are strangers' pages too. */
const trialHoldsMs = 30 * 60_000
/** Contacts that are asked when no control is alive. */
const contactsAsControls = 3
/** Limit for one control, milliseconds. */
const controlLimitMs = 20_000

interface Trial {
  kind: Kind
  until: Date
  fitness: Promise<Fitness>
}

/**
 * Watches the checkers that have controls. A suspension is noted in Postgres, where the dashboard and other
 * processes see it; who notes a change is the one that logs it, so that it is told once.
 */
export function openDetectors(
  pipeline: Pick<Pipeline, 'db' | 'log' | 'now' | 'timeScale'>,
  net: Net,
): Detectors {
  const trials = new Map<string, Trial>()

  async function tryOut(kind: Kind, by = net): Promise<Fitness> {
    if (!kind.controls) return { fit: true }
    const now = pipeline.now()
    let trial = trials.get(kind.name)
    if (!trial || trial.until <= now) {
      const until = new Date(now.getTime() + trialHoldsMs / pipeline.timeScale)
      trial = { kind, until, fitness: tryAndTell(pipeline, kind, by, now) }
      trials.set(kind.name, trial)
    }
    return trial.fitness.catch((cause: unknown) => {
      trials.delete(kind.name)
      throw new Error(`the controls of ${kind.name} could not be tried`, { cause })
    })
  }

  return {
    tryOut,
    async retry() {
      for (const { kind, until, fitness } of [...trials.values()])
        if (until <= pipeline.now() && !(await fitness).fit) await tryOut(kind)
    },
  }
}

async function tryAndTell(
  pipeline: Pick<Pipeline, 'db' | 'log' | 'now'>,
  kind: Kind,
  net: Net,
  now: Date,
): Promise<Fitness> {
  // Where the controls' own names are away, a contact of ours that answers proves as much.
  const ours = await listFreshValues(pipeline.db, kind.name, contactsAsControls)
  const fitness = await tryControls(kind, ours, net, now)
  const key = `detector:${kind.name}` as const
  const before = await recall(pipeline.db, key)
  const suspended = !fitness.fit
  const changed = suspended !== (before?.value.suspended ?? false)
  const about = { kind: kind.name, ...(fitness.fit ? {} : { why: fitness.why }) }
  if (changed && suspended)
    pipeline.log.error(about, 'DETECTOR SUSPENDED: no bad verdict of this kind counts until it works again')
  if (changed && !suspended) pipeline.log.warn(about, 'detector released: verdicts of this kind count again')
  const since = changed || !before ? now.toISOString() : before.value.since
  await note(pipeline.db, key, { suspended, since, why: fitness.fit ? null : fitness.why }, now)
  return fitness
}

/** One control after the other: they live on one host. */
async function tryControls(kind: Kind, ours: readonly string[], net: Net, now: Date): Promise<Fitness> {
  const { controls } = kind
  if (!controls) return { fit: true }
  const alive: TriedControl[] = []
  for (const value of [...controls.alive, ...ours]) {
    const tried = await tryControl(kind, value, net, now)
    alive.push(tried)
    if (tried.verdict.state === 'alive')
      return judgeControls(alive, await tryControl(kind, controls.dead(randomLetters()), net, now))
  }
  return judgeControls(alive, null)
}

async function tryControl(kind: Kind, value: string, net: Net, now: Date): Promise<TriedControl> {
  const target = { value, settings: kind.settings.parse({}), listedOn: [], ownerDomains: [], memory: null }
  const { evidence } = await kind.check(target, {
    net,
    browser: 'never',
    now,
    timeoutMs: controlLimitMs,
    signal: AbortSignal.timeout(controlLimitMs * 2),
  })
  return { value, verdict: kind.judge(evidence) }
}

function randomLetters(): string {
  return Array.from({ length: 20 }, () => String.fromCharCode(97 + randomInt(26))).join('')
}
