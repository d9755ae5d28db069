import { type Config, StartupError } from '../config.ts'
import { not, type Verdict } from '../domain/verdict.ts'
import { registry } from '../kinds/index.ts'
import type { CheckTools, Kind } from '../kinds/kind.ts'
import { parseConnectTo } from '../net/connect-to.ts'
import { openLazyBrowser } from '../net/lazy-browser.ts'
import type { Net } from '../net/net.ts'
import type { ConnectToRule, NetConfig } from '../net/net-config.ts'
import { openNet } from '../net/open-net.ts'
import type { CheckLine } from './check-line.ts'
import { type CheckTarget, expandTargets, targetsOfArticles } from './check-targets.ts'
import { exitCodeWith, type FailOn, failLevels } from './fail-on.ts'
import { formats, type ReportFormat, type ReportLine, writeReport } from './formats/report.ts'
import { netConfigOf } from './net-config-of.ts'
import { writeCheckLine } from './write-check-line.ts'

/** Options as the command line gives them. */
export interface CheckOptions {
  kind?: string
  expect?: string
  listedOn: string[]
  browser: string
  json?: boolean
  timeout: string
  concurrency: string
  connectTo: string[]
  /** Articles whose contacts are checked. */
  from?: string[]
  format?: string
  failOn?: string
}

/** `stillthere check`: each target once. @returns the exit code of the contract. */
export async function runCheckCommand(
  targets: readonly string[],
  options: CheckOptions,
  config: Config,
): Promise<number> {
  const settings = readOptions(options)
  const { from = [] } = options
  if (targets.length + from.length === 0)
    throw new StartupError(['nothing to check: give a target, or --from an article'])
  const isKind = (name: string) => registry.kindNamed(name) !== undefined
  const lines = [
    ...(await expandTargets(targets)),
    ...(await targetsOfArticles(from, config, settings.connectTo, isKind)),
  ]
  const net = await openCheckNet(netConfigOf(config, settings.connectTo), settings.browser)
  try {
    const checked = await checkAll(lines, settings, net)
    const report = writeReport(settings.format, checked)
    if (report !== null) process.stdout.write(report)
    return exitCodeWith(
      settings.failOn,
      checked.map(({ state }) => state),
    )
  } finally {
    await net.close()
  }
}

/** Checks all of them, and writes each in its turn where the format is one of lines. */
async function checkAll(lines: readonly CheckTarget[], settings: Settings, net: Net): Promise<ReportLine[]> {
  const gate = limit(settings.concurrency)
  const pending = lines.map((one) => gate(() => checkTarget(one, settings, net)))
  const done: ReportLine[] = []
  for (const [index, line] of pending.entries()) {
    showProgress(index, lines.length)
    const checked = await line
    const { places } = lines[index] ?? { places: [] }
    done.push({ ...checked, places })
    const shown = places.length > 0 ? { ...checked, places } : checked
    if (settings.format === 'text' || settings.format === 'json')
      writeCheckLine(shown, settings.format === 'json')
  }
  showProgress(null, lines.length)
  return done
}

async function openCheckNet(config: NetConfig, browser: CheckTools['browser']): Promise<Net> {
  const net = await openNet({ ...config, chromiumPath: null })
  if (browser === 'never') return net
  const lazy = openLazyBrowser(config)
  return { ...net, browser: lazy, close: async () => void (await Promise.all([net.close(), lazy.close()])) }
}

interface Settings {
  kind: Kind | null
  expect: string | null
  listedOn: string[]
  browser: CheckTools['browser']
  timeoutMs: number
  concurrency: number
  connectTo: ConnectToRule[]
  format: ReportFormat
  /** Null: the exit codes of the contract. */
  failOn: FailOn | null
}

/** @throws StartupError with everything that is wrong with the options. */
function readOptions(options: CheckOptions): Settings {
  const problems: string[] = []
  const kind = options.kind === undefined ? null : registry.kindNamed(options.kind)
  if (kind === undefined)
    problems.push(`--kind ${options.kind}: known are ${registry.kinds.map((k) => k.name).join(', ')}`)
  const { browser } = options
  if (browser !== 'auto' && browser !== 'always' && browser !== 'never') {
    problems.push(`--browser ${browser}: must be auto, always or never`)
  }
  const timeoutMs = Number(options.timeout) * 1000
  if (!(timeoutMs > 0 && timeoutMs <= 300_000))
    problems.push(`--timeout ${options.timeout}: must be seconds, at most 300`)
  const concurrency = Number(options.concurrency)
  if (!(Number.isInteger(concurrency) && concurrency > 0 && concurrency <= 100)) {
    problems.push(`--concurrency ${options.concurrency}: must be a whole number from 1 to 100`)
  }
  for (const url of options.listedOn)
    if (!URL.canParse(url)) problems.push(`--listed-on ${url}: must be a URL`)
  const connectTo: ConnectToRule[] = []
  for (const rule of options.connectTo) {
    const parsed = parseConnectTo(rule)
    if (parsed.ok) connectTo.push(parsed.rule)
    else problems.push(`--connect-to ${rule}: ${parsed.problem}`)
  }
  const format = formats.find((one) => one === (options.format ?? (options.json ? 'json' : 'text')))
  if (!format) problems.push(`--format ${options.format}: must be ${formats.join(', ')}`)
  const failOn = failLevels.find((one) => one === options.failOn) ?? null
  if (options.failOn !== undefined && failOn === null)
    problems.push(`--fail-on ${options.failOn}: must be ${failLevels.join(', ')}`)
  if (problems.length > 0) throw new StartupError(problems)
  return {
    kind: kind ?? null,
    expect: options.expect ?? null,
    listedOn: options.listedOn,
    browser: browser as CheckTools['browser'],
    timeoutMs,
    concurrency,
    connectTo,
    format: format ?? 'text',
    failOn,
  }
}

/** Checks one target; input that is no target is an answer about that line, not an end of the others. */
async function checkTarget(
  { target, kind: known }: CheckTarget,
  settings: Settings,
  net: Net,
): Promise<CheckLine> {
  const found = find(target, settings.kind ?? (known === null ? null : (registry.kindNamed(known) ?? null)))
  const now = new Date()
  if ('problem' in found) {
    const verdict = not('unknown', 'other', 'input/invalid', found.problem)
    return toLine(target, settings.kind?.name ?? null, verdict, { startedAt: now })
  }
  const { kind, value } = found
  const accepted = settingsFor(kind, settings)
  if (accepted === null) {
    const verdict = not(
      'unknown',
      'other',
      'input/invalid',
      `--expect ${settings.expect} means nothing for ${kind.name}`,
    )
    return toLine(target, kind.name, verdict, { startedAt: now })
  }
  const observation = await kind.check(
    { value, settings: accepted, listedOn: settings.listedOn, ownerDomains: [], memory: null },
    {
      net,
      browser: settings.browser,
      now,
      timeoutMs: settings.timeoutMs,
      signal: AbortSignal.timeout(settings.timeoutMs * 4),
    },
  )
  return toLine(target, kind.name, kind.judge(observation.evidence), observation)
}

/** The options that this kind has a setting for; null: `--expect` was given and it has none. */
function settingsFor(kind: Kind, { expect, listedOn }: Settings): unknown {
  const wanted = expect === null ? {} : { expect }
  // Naming the page on the command line is the statement that it lists the contact.
  const asserting = listedOn.length > 0 ? kind.settings.safeParse({ ...wanted, assertListed: true }) : null
  if (asserting?.success) return asserting.data
  const plain = kind.settings.safeParse(wanted)
  return plain.success ? plain.data : null
}

function find(target: string, kind: Kind | null): { kind: Kind; value: string } | { problem: string } {
  if (target.length > 4_096) return { problem: 'longer than any contact' }
  if (kind) {
    const parsed = kind.parse(target)
    return parsed.ok ? { kind, value: parsed.value } : { problem: parsed.problem }
  }
  return (
    registry.recogniseTarget(target) ?? {
      problem: 'neither a URL, a Telegram name, a phone number nor an e-mail address',
    }
  )
}

function toLine(
  target: string,
  kind: string | null,
  verdict: Verdict,
  seen: { startedAt: Date } & Partial<Omit<CheckLine, 'startedAt'>>,
): CheckLine {
  return {
    target,
    kind,
    state: verdict.state,
    reason: verdict.reason,
    suggestion: verdict.suggestion,
    facts: seen.facts ?? [],
    via: seen.via ?? 'none',
    httpStatus: seen.httpStatus ?? null,
    finalUrl: seen.finalUrl ?? null,
    startedAt: seen.startedAt.toISOString(),
    durationMs: Math.round(seen.durationMs ?? 0),
    trace: seen.trace ?? [],
  }
}

/** Runs at most `n` of the given tasks at once, in the order they came. */
function limit(n: number): <T>(task: () => Promise<T>) => Promise<T> {
  let free = n
  const waiting: (() => void)[] = []
  return async (task) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}

function showProgress(done: number | null, all: number): void {
  if (!process.stderr.isTTY || all < 2) return
  process.stderr.write(done === null ? '\r\x1b[K' : `\r\x1b[Kchecked ${done}/${all}`)
}
