import { Command, InvalidArgumentError, Option } from 'commander'
import type { Preset } from '../../src/domain/patience.ts'
import { printTable } from '../../test/verdicts/print-table.ts'
import { carryOut, type Outcome, type Plan, policyNamed } from './run.ts'
import { readTrace, type Site } from './trace.ts'

interface Options {
  mode: 'daily' | 'budget'
  policy?: string
  patience: Preset
  budget: number
  runs: number
  json?: true
}

const program = new Command('replay')
  .description(
    'Runs the confirmation and the planner of the product against a recorded trace, on a virtual clock.',
  )
  .argument('<file>', 'trace, tab separated, may be gzipped')
  .addOption(
    new Option('--mode <mode>', 'daily: every site each day; budget: so many looks a day')
      .choices(['daily', 'budget'])
      .default('daily'),
  )
  .option('--policy <name>', 'ours, round-robin, iabot or in-a-row=N; without it a table of them')
  .addOption(
    new Option('--patience <preset>', 'patience of our policy')
      .choices(['careful', 'balanced', 'swift'])
      .default('balanced'),
  )
  .option('--budget <days>', 'days in which the budget suffices to see every site once', positive, 7)
  .option('--runs <count>', 'runs with other weights, where there is a budget', positive, 20)
  .option('--json', 'one object instead of a table')
  .action((file: string, options: Options) => {
    if (options.policy) policyNamed(options.policy, options.patience)
    const sites = readTrace(file)
    if (options.json) {
      console.log(JSON.stringify(carryOut(sites, planOf(options, options.policy ?? 'ours')), null, 2))
    } else print(sites, options)
  })

function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('a number above nought, please')
  return value
}

function planOf({ mode, patience, budget, runs }: Options, policy: string): Plan {
  return { mode, policy, patience, budgetDays: budget, runs: Math.ceil(runs) }
}

const baselines = { daily: ['in-a-row=3', 'in-a-row=7', 'iabot'], budget: ['round-robin', 'iabot'] }

function print(sites: readonly Site[], options: Options): void {
  const ours = (['careful', 'balanced', 'swift'] as const).map((patience) => ({
    name: `ours, ${patience}`,
    plan: planOf({ ...options, patience }, 'ours'),
  }))
  const others = baselines[options.mode].map((policy) => ({ name: policy, plan: planOf(options, policy) }))
  const chosen = options.policy
    ? [{ name: options.policy, plan: planOf(options, options.policy) }]
    : [...ours, ...others]
  const rows = chosen.map(({ name, plan }) => rowOf(name, carryOut(sites, plan)))
  console.log(`${sites.length} sites, ${options.mode}; in brackets what 90 % of the draws of domains give`)
  const head = [
    'policy',
    'days to first failing look',
    'days to broken',
    'median delay',
    'false per 10k link-weeks',
    'missed',
    'largest wave',
    'budget, gap violations',
  ]
  console.log(printTable(head, rows))
}

function rowOf(name: string, outcome: Outcome): string[] {
  const figure = (key: 'firstFailDays' | 'brokenDays' | 'medianDelayDays' | 'falsePer10kLinkWeeks') => {
    const [low, high] = outcome.interval90[key]
    return `${outcome[key].toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`
  }
  const { contacts, incidents, contactAlarms } = outcome.largestWave
  return [
    name,
    figure('firstFailDays'),
    figure('brokenDays'),
    figure('medianDelayDays'),
    figure('falsePer10kLinkWeeks'),
    `${outcome.missedDeaths} of ${outcome.deaths}`,
    `${contacts} contacts, ${incidents} incidents, ${contactAlarms} alarms`,
    `${outcome.budgetViolations}, ${outcome.hostGapViolations}`,
  ]
}

try {
  program.parse()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
