import { type Preset, patienceOf } from '../../src/domain/patience.ts'
import { type Interval, interval90 } from './bootstrap.ts'
import { type Policy, replayWithBudget } from './budget.ts'
import { replayDaily } from './daily.ts'
import { type Figures, type LargestWave, largestWaveOf, meanOf, sumUp, tally } from './measure.ts'
import { randomFrom, shuffled, zipfWeights } from './random.ts'
import { archiveBotRule, inARow, ourRule } from './rules.ts'
import type { Site } from './trace.ts'

/** How much readers' interest falls from one contact to the next; weights are dealt anew in each run. */
const zipfExponent = 0.8

export interface Plan {
  mode: 'daily' | 'budget'
  policy: string
  patience: Preset
  /** Days in which the budget suffices to see every site once. */
  budgetDays: number
  runs: number
}

/** What `--json` prints. */
export interface Outcome extends Figures {
  largestWave: LargestWave
  budgetViolations: number
  hostGapViolations: number
  interval90: Record<keyof Figures, Interval>
}

/** @throws Error when no policy has that name. */
export function policyNamed(name: string, patience: Preset): Policy {
  const count = /^in-a-row=([1-9]\d?)$/.exec(name)?.[1]
  if (name === 'ours') return { rule: ourRule(patienceOf(patience)), routine: 'index', cascade: true }
  if (name === 'round-robin') return { rule: inARow(3), routine: 'fixed', cascade: false }
  if (name === 'iabot') return { rule: archiveBotRule(), routine: 'fixed', cascade: false }
  if (count) return { rule: inARow(Number(count)), routine: 'fixed', cascade: false }
  throw new Error(`no policy is named ${name}: ours, round-robin, iabot or in-a-row=N`)
}

/** Replays the sites; with a budget several times, with other weights and phases. */
export function carryOut(sites: readonly Site[], plan: Plan): Outcome {
  const policy = policyNamed(plan.policy, plan.patience)
  const seeds = plan.mode === 'daily' ? [1] : Array.from({ length: plan.runs }, (_, run) => run + 1)
  const done = seeds.map((seed) => {
    const dealt = shuffled(zipfWeights(sites.length, zipfExponent), randomFrom(seed))
    const weights = plan.mode === 'daily' ? sites.map(() => 1) : dealt
    const weightOf = new Map(sites.map((site, index) => [site, weights[index] ?? 1]))
    const replay =
      plan.mode === 'daily'
        ? replayDaily(sites, policy.rule)
        : replayWithBudget(sites, policy, sites.length / plan.budgetDays, weights, seed)
    return { replay, tallies: tally(replay, (site) => weightOf.get(site) ?? 1) }
  })
  const replays = done.map(({ replay }) => replay)
  const sum = (key: 'budgetViolations' | 'hostGapViolations') =>
    replays.reduce((total, replay) => total + replay[key], 0)
  return {
    ...meanOf(done.map(({ tallies }) => sumUp([...tallies.values()]))),
    largestWave: largestWaveOf(replays),
    budgetViolations: sum('budgetViolations'),
    hostGapViolations: sum('hostGapViolations'),
    interval90: interval90(done.map(({ tallies }) => tallies)),
  }
}
