import { isWeakInWave, type WavePlace } from './breakers.ts'
import { confirmAfterMs, groupOf, mostFrequent } from './confirm-after.ts'
import type { Documented } from './contact.ts'
import { isNoisy, remember } from './noise.ts'
import type { Patience } from './patience.ts'
import type { Episode, Standing, Status, StatusChange } from './standing.ts'
import type { Verdict } from './verdict.ts'

/** What `advance` needs beside the verdict. `jitter` in [-1, 1] moves the next check within its allowance. */
export interface AdvanceInput {
  documented: Documented
  verdict: Verdict
  /** Identifies the evidence: a person's word holds while it stays the same. */
  fingerprint: string
  now: Date
  patience: Patience
  /** Gap between routine checks, milliseconds. */
  everyMs: number
  jitter: number
  /** Much of its site fails at once: weak classes of failure wait, as most such waves pass. */
  wave?: WavePlace
  /** Much of all that we look at fails at once: no suspicion is opened, as the cause is likely ours. */
  runFails?: boolean
}

export interface Advanced {
  standing: Standing
  change: StatusChange | null
  nextCheckAt: Date
}

type Failing = Exclude<Verdict, { state: 'alive' }>

/**
 * The only function that changes a status. Pure: the same standing and verdict give the same answer.
 * One failed check is an observation; the ladder, the class of failure and time make it a break.
 */
export function advance(standing: Standing, input: AdvanceInput): Advanced {
  const { verdict } = input
  if (verdict.class === 'self') return keep(standing, input, input.patience.ladderMs[1] ?? input.everyMs)

  const overruled = heldByPerson(standing, input)
  if (overruled) return keep(overruled, input, input.everyMs)
  const current = standing.word ? { ...standing, word: null } : standing

  if (input.documented === 'retired') return advanceRetired(current, input)
  if (verdict.state === 'alive') return succeed(current, input)
  return fail(current, verdict, input)
}

function heldByPerson(standing: Standing, { fingerprint, now }: AdvanceInput): Standing | null {
  const { word } = standing
  return word && word.untilAt > now && word.fingerprint === fingerprint ? standing : null
}

function succeed(standing: Standing, input: AdvanceInput): Advanced {
  const { now, patience } = input
  const recent = remember(standing.recent, '1')
  const settled = standing.status === 'broken' || standing.status === 'changed'
  if (settled && !isSecondSuccess(standing, input)) {
    const recoveringSinceAt = standing.recoveringSinceAt ?? now
    return keep({ ...standing, recent, recoveringSinceAt }, input, recoveryProbeMs(patience))
  }
  return move(
    { ...standing, recent, episode: null, recoveringSinceAt: null },
    'fresh',
    input,
    null,
    input.everyMs,
  )
}

function isSecondSuccess({ recoveringSinceAt }: Standing, { now, patience }: AdvanceInput): boolean {
  return recoveringSinceAt !== null && now.getTime() - recoveringSinceAt.getTime() >= patience.recoverGapMs
}

function fail(standing: Standing, verdict: Failing, input: AdvanceInput): Advanced {
  const { patience } = input
  if (verdict.class === 'human') {
    return move(
      { ...standing, episode: null, recoveringSinceAt: null },
      'unverifiable',
      input,
      verdict,
      input.everyMs,
    )
  }
  if (input.runFails && standing.episode === null && isOpen(standing.status))
    return keep(standing, input, patience.ladderMs[2] ?? input.everyMs)
  const episode = extend(standing, verdict, input)
  const counts = episode.countedAt === input.now
  const outcome = groupOf(verdict.class) === 'unclear' ? 'b' : '0'
  const recent = counts ? remember(standing.recent, outcome) : standing.recent
  const next = { ...standing, episode, recent, recoveringSinceAt: null }
  const status = statusOf(next, episode, verdict, input)
  // What is settled is no suspicion any more: it is looked at as often as everything else.
  const gapMs = isOpen(status) ? gapAfter(episode, input) : Math.min(input.everyMs, patience.settledMs)
  return move(next, status, input, verdict, gapMs)
}

/** Continues the running episode, or opens one: also where a settled status meets another kind of failure. */
function extend(standing: Standing, verdict: Failing, { now, patience }: AdvanceInput): Episode {
  const running = standing.episode
  const settled = ['broken', 'changed', 'unverifiable'].includes(standing.status)
  const another = running !== null && settled && groupOf(verdict.class) !== groupOf(mostFrequent(running))
  if (running === null || another) {
    return {
      startedAt: now,
      failures: 1,
      countedAt: now,
      classes: { [verdict.class]: 1 },
      code: verdict.reason.code,
      suggestion: verdict.suggestion,
      noisy: isNoisy(standing.recent, groupOf(verdict.class) === 'unclear', patience.noisyShare),
    }
  }
  return {
    ...running,
    failures: running.failures + 1,
    countedAt: isDayLater(running.countedAt, now, patience) ? now : running.countedAt,
    classes: { ...running.classes, [verdict.class]: (running.classes[verdict.class] ?? 0) + 1 },
    code: verdict.reason.code,
    suggestion: verdict.suggestion ?? running.suggestion,
  }
}

/** Rungs of a ladder are one failure seen often: one a day tells how noisy the contact is. */
function isDayLater(countedAt: Date, now: Date, { dailyMs, jitter }: Patience): boolean {
  return now.getTime() - countedAt.getTime() >= dailyMs * (1 - jitter)
}

function statusOf(
  standing: Standing,
  episode: Episode,
  verdict: Failing,
  { now, patience, wave }: AdvanceInput,
): Status {
  const { status } = standing
  const failedForMs = now.getTime() - episode.startedAt.getTime()
  const failureClass = mostFrequent(episode)
  const group = groupOf(failureClass)
  const patienceMs = confirmAfterMs(failureClass, patience) * (episode.noisy ? 2 : 1)
  if (group === 'unclear') {
    if (failedForMs >= patienceMs && status !== 'broken' && status !== 'changed') return 'unverifiable'
    return isOpen(status) ? 'suspect' : status
  }
  const inWave = wave === 'sentinel' || wave === 'member'
  const inWaveMs = inWave && isWeakInWave(failureClass) ? patience.waveMs : 0
  const confirmed = failedForMs >= Math.max(patienceMs, inWaveMs)
  // The failure that confirms must be of the kind that is confirmed: a wall at the last probe proves nothing.
  if (confirmed && episode.failures > 1 && groupOf(verdict.class) === group)
    return group === 'drift' ? 'changed' : 'broken'
  if (status === 'broken' || status === 'changed') return status
  const allRungsFailed = failedForMs >= patience.downAfterMs && episode.failures >= patience.ladderMs.length
  return allRungsFailed && group === 'breaking' ? 'down' : 'suspect'
}

function isOpen(status: Status): boolean {
  return status === 'unchecked' || status === 'fresh' || status === 'suspect' || status === 'down'
}

function gapAfter(episode: Episode, { patience, wave }: AdvanceInput): number {
  // Its sentinels tell when a site is back; the others only add to its trouble.
  if (wave === 'member') return patience.dailyMs
  // A wall that said no is not asked again within the minute: it starts on a later rung.
  const skipped = groupOf(mostFrequent(episode)) === 'unclear' ? 2 : 0
  const rung = episode.failures - 1 + skipped
  return patience.ladderMs[rung] ?? patience.dailyMs
}

/** A contact documented as discontinued: failing is what it should do, answering again is the news. */
function advanceRetired(standing: Standing, input: AdvanceInput): Advanced {
  const { verdict, now, patience } = input
  if (verdict.state !== 'alive' || verdict.weak) {
    return move(
      { ...standing, episode: null, recoveringSinceAt: null },
      'retired',
      input,
      null,
      input.everyMs,
    )
  }
  if (standing.status === 'changed') return keep(standing, input, input.everyMs)
  if (isSecondSuccess(standing, input)) {
    const code = 'check/returned' as const
    const returned: Verdict = {
      state: 'changed',
      reason: { code, message: 'a contact documented as discontinued answers again' },
      class: 'drift',
      suggestion: null,
    }
    return move({ ...standing, recoveringSinceAt: null }, 'changed', input, returned, input.everyMs)
  }
  const recoveringSinceAt = standing.recoveringSinceAt ?? now
  return keep({ ...standing, recoveringSinceAt }, input, recoveryProbeMs(patience))
}

/** Far enough beyond the gap that jitter never brings the second success in too early. */
function recoveryProbeMs(patience: Patience): number {
  return patience.recoverGapMs / (1 - patience.jitter)
}

function keep(standing: Standing, input: AdvanceInput, gapMs: number): Advanced {
  return { standing, change: null, nextCheckAt: after(input, gapMs) }
}

function move(
  standing: Standing,
  to: Status,
  input: AdvanceInput,
  why: Verdict | null,
  gapMs: number,
): Advanced {
  if (standing.status === to) return keep(standing, input, gapMs)
  const change: StatusChange = {
    from: standing.status,
    to,
    at: input.now,
    failingSinceAt: standing.episode?.startedAt ?? null,
    code: why?.reason?.code ?? null,
    class: why?.class ?? null,
  }
  return {
    standing: { ...standing, status: to, statusSinceAt: input.now },
    change,
    nextCheckAt: after(input, gapMs),
  }
}

function after({ now, jitter, patience }: AdvanceInput, gapMs: number): Date {
  return new Date(now.getTime() + gapMs * (1 + jitter * patience.jitter))
}
