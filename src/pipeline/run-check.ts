import type { Observation } from '../domain/observation.ts'
import { not, type Verdict } from '../domain/verdict.ts'
import type { CheckTools, Kind, Target } from '../kinds/kind.ts'
import type { Net } from '../net/net.ts'
import { listenForPushback, type Pushback } from '../net/pushback.ts'
import type { KnownAnswer, OpenCheck } from '../store/checks.ts'
import { preferBrowser, wantsBrowser } from './confirm-by-browser.ts'
import type { Pipeline } from './context.ts'
import { knownAnswer, stampOf } from './known-answer.ts'
import { look, type Sighting, tellVerdict } from './look.ts'
import { isPictureDue } from './monthly-picture.ts'
import type { CheckResult } from './record-check.ts'
import type { Runner, Vantage } from './runner.ts'
import { askElsewhere, needsSecondOpinion } from './second-opinion.ts'

const checkLimitMs = 20_000
/** A check that ended its worker this often is not run again. */
const maxStarts = 3
const suspendedCode = 'check/detector-suspended'
/** Before a target is bothered again whose detector is suspended, milliseconds before the time scale. */
const suspendedRestMs = 6 * 3_600_000

/** One check that is being run. */
interface Errand {
  pipeline: Pipeline
  runner: Runner
  /** The runner's own way out, listened to. */
  net: Net
  vantages: readonly Vantage[]
  check: OpenCheck
  kind: Kind
  target: Target
  startedAt: Date
}

/** What a check came to. */
export interface RunCheck {
  result: CheckResult
  /** A host asked to be left alone. */
  pushback: Pushback | null
  /** Somebody answered as usual. */
  answered: boolean
  /** A bug of ours that kept the check from being carried out; the result says so too. */
  bug: Error | null
}

/**
 * Runs a check; recording what it came to is the caller's. A bad verdict passes whoever could know better
 * before it counts: the browser, our own network, the kind's controls, another way out.
 */
export async function runCheck(pipeline: Pipeline, runner: Runner, check: OpenCheck): Promise<RunCheck> {
  const startedAt = pipeline.now()
  const notRun = (message: string, bug: Error | null = null): RunCheck => ({
    result: failed(startedAt, message),
    pushback: null,
    answered: false,
    bug,
  })
  if (check.starts > maxStarts) return notRun(`given up after ${maxStarts} starts that ended the worker`)
  const kind = pipeline.kinds.kindNamed(check.kind)
  if (!kind) return notRun(`this version knows no kind named ${check.kind}`)
  const hearings = [runner.net, ...runner.vantages.map(({ net }) => net)].map(listenForPushback)
  const nets = hearings.map(({ net }) => net)
  try {
    const target = { ...check, settings: kind.settings.parse(check.settings) }
    const vantages = runner.vantages.map(({ name, net }, place) => ({ name, net: nets[place + 1] ?? net }))
    const net = nets[0] ?? runner.net
    return {
      result: await carryOut({ pipeline, runner, net, vantages, check, kind, target, startedAt }),
      pushback: hearings.map(({ pushback }) => pushback()).find((one) => one !== null) ?? null,
      answered: hearings.some(({ answered }) => answered()),
      bug: null,
    }
  } catch (cause) {
    const message = 'the check failed by our own fault'
    pipeline.log.error({ checkId: check.id, kind: check.kind, error: cause }, message)
    const bug = new Error(`check ${check.id} of ${check.contactId ?? check.value} failed`, { cause })
    return notRun(`${message}; see the log`, bug)
  }
}

async function carryOut(errand: Errand): Promise<CheckResult> {
  const { kind, runner, check } = errand
  const excused = await excuseOurselves(await lookTwice(errand), runner)
  const sighting = tellKnown(await askOthers(errand, await guard(errand, excused)), check)
  const { verdict } = sighting
  const isAlive = verdict.state === 'alive'
  const observation = isAlive ? await takePicture(errand, sighting) : sighting.observation
  const png = observation.screenshotPng
  const keeps = png && (!isAlive || pictureDue(errand))
  const answer = isAlive ? answerToKnow(errand, observation) : null
  return {
    // What was not read is no evidence: that stands with the check that read it.
    observation: observation.answer?.asKnown ? { ...observation, evidence: null } : observation,
    verdict,
    ...(answer && { answer }),
    ...(isAlive && { flags: kind.flags?.(observation.evidence) ?? [] }),
    memory: isAlive ? kind.learn(observation.evidence, errand.target.memory) : null,
    screenshot: keeps ? await runner.keepScreenshot(check.id, png) : null,
    ...(verdict.reason?.code === suspendedCode && { restMs: suspendedRestMs / errand.pipeline.timeScale }),
  }
}

/** What the next check need not read again. A reading grows old, however often its answer comes. */
function answerToKnow({ check, runner, startedAt }: Errand, { answer }: Observation): KnownAnswer | null {
  if (!answer) return null
  if (answer.asKnown) return check.answer
  return { stamps: answer.prints.map((print) => stampOf(check, runner.rules, print)), readAt: startedAt }
}

function tellKnown(sighting: Sighting, { answer }: OpenCheck): Sighting {
  const { observation } = sighting
  if (!observation.answer?.asKnown) return sighting
  const line = `the answer says what was read at ${answer?.readAt.toISOString()}`
  return { ...sighting, observation: { ...observation, trace: [...observation.trace, line] } }
}

/** HTTP first, or whatever the kind thinks best; the browser where the failing has come far enough. */
async function lookTwice(errand: Errand): Promise<Sighting> {
  const { kind, check, net, pipeline } = errand
  const first = await lookWithin(errand, 'auto')
  const rungs = pipeline.patience.ladderMs.length
  if (!net.browser || !wantsBrowser(kind, first, check, rungs)) return first
  return preferBrowser(first, await lookWithin(errand, 'always'))
}

/** One look, with an end. A timer of our own: those of `AbortSignal.timeout` would all live to their last minute. */
async function lookWithin(
  { pipeline, runner, check, kind, target, startedAt, net: own }: Errand,
  browser: CheckTools['browser'],
  net = own,
): Promise<Sighting> {
  const patience = new AbortController()
  const late = () => patience.abort(new DOMException('the look took too long', 'TimeoutError'))
  const timer = setTimeout(late, checkLimitMs * 4).unref()
  const reference = runner.references.get(kind.name)
  const { signal } = patience
  const isKnown = knownAnswer(check, runner.rules, startedAt, pipeline.timeScale)
  try {
    return await look(kind, target, {
      net,
      browser,
      now: startedAt,
      timeoutMs: checkLimitMs,
      signal,
      isKnown,
      reference,
    })
  } finally {
    clearTimeout(timer)
  }
}

/** A transport failure while our own network is away says nothing about the target. */
async function excuseOurselves(sighting: Sighting, runner: Runner): Promise<Sighting> {
  const { verdict } = sighting
  const onTheWay = verdict.reason?.code.startsWith('net/') || verdict.class === 'dns'
  if (!onTheWay || (await runner.isOnline())) return sighting
  return { ...sighting, verdict: not('unknown', 'self', 'net/offline', 'the monitor itself is offline') }
}

/** What a checker says that cannot tell its controls apart counts for nothing, unless it says alive. */
async function guard({ kind, runner, net }: Errand, sighting: Sighting): Promise<Sighting> {
  const { verdict, observation } = sighting
  if (isBeyondDoubt(verdict)) return sighting
  const fitness = await runner.detectors.tryOut(kind, net)
  if (fitness.fit) return sighting
  const line = `${tellVerdict(verdict)}, but the detector is suspended: ${fitness.why}`
  return {
    verdict: not('unknown', 'self', suspendedCode, fitness.why),
    observation: { ...observation, trace: [...observation.trace, line] },
  }
}

/** Good news, a person's task and our own faults need nobody's second look. */
function isBeyondDoubt(verdict: Verdict): boolean {
  return verdict.state === 'alive' || verdict.class === 'human' || verdict.class === 'self'
}

async function askOthers(errand: Errand, sighting: Sighting): Promise<Sighting> {
  if (errand.vantages.length === 0 || !needsSecondOpinion(sighting)) return sighting
  const browser = sighting.observation.via === 'browser' ? 'always' : 'auto'
  const vantages = errand.vantages.map(({ name, net }) => ({
    name,
    look: () => lookWithin(errand, browser, net),
  }))
  return askElsewhere(sighting, vantages)
}

function pictureDue({ check, pipeline, startedAt }: Errand): boolean {
  const { contactId, lastPictureAt, knownSinceAt } = check
  if (contactId === null || knownSinceAt === null) return false
  return isPictureDue(contactId, { lastPictureAt, knownSinceAt }, startedAt, pipeline.timeScale)
}

/** The monthly picture of an alive contact, where the check itself brought none and no person waits for it. */
async function takePicture(errand: Errand, { observation }: Sighting): Promise<Observation> {
  const { kind, check } = errand
  const { browser } = errand.net
  const href = kind.href(check.value)
  const isPage = href !== null && /^https?:/.test(href)
  if (!browser || !isPage || observation.screenshotPng || check.askedBy !== null || !pictureDue(errand))
    return observation
  const visit = await browser.visit(href, { timeoutMs: checkLimitMs, screenshot: true })
  const png = visit.ok ? visit.screenshot : null
  const trace = [...observation.trace, `VISIT ${href} for the monthly picture -> ${png ? 'kept' : 'none'}`]
  return { ...observation, trace, ...(png && { screenshotPng: png }) }
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
