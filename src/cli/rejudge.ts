import { type Config, StartupError } from '../config.ts'
import { registry } from '../kinds/index.ts'
import { type Rejudged, rejudge, type ShortVerdict } from '../pipeline/rejudge.ts'
import type { EvidenceFilter } from '../store/evidence.ts'
import { withStore } from './open-store.ts'

/** Options as the command line gives them. */
export interface RejudgeOptions {
  since?: string
  kind?: string
  json?: boolean
}

/**
 * `stillthere rejudge`: what today's rules would say of the checks that are stored. Changes nothing.
 * @returns 0 nothing would change, 1 something would.
 */
export async function runRejudge(config: Config, options: RejudgeOptions): Promise<number> {
  const filter = readFilter(options)
  const counts: Record<Rejudged['outcome'], number> = { same: 0, changed: 0, overruled: 0, unreadable: 0 }
  const changes = new Map<string, number>()
  await withStore(config, async ({ db }) => {
    for await (const one of rejudge({ db, kinds: registry }, filter)) {
      counts[one.outcome] += 1
      if (one.outcome === 'changed') {
        const change = `${short(one.before)} -> ${short(one.after)}`
        changes.set(change, (changes.get(change) ?? 0) + 1)
      }
      if (one.outcome === 'changed' || one.outcome === 'unreadable')
        process.stdout.write(options.json ? `${JSON.stringify(one)}\n` : lineOf(one))
    }
  })
  const sorted = [...changes].sort(([, a], [, b]) => b - a)
  if (options.json)
    process.stdout.write(`${JSON.stringify({ counts, changes: Object.fromEntries(sorted) })}\n`)
  else process.stdout.write(summaryOf(counts, sorted))
  return counts.changed > 0 ? 1 : 0
}

/** @throws StartupError with everything that is wrong with the options. */
function readFilter({ since, kind }: RejudgeOptions): EvidenceFilter {
  const problems: string[] = []
  const at = since === undefined ? null : new Date(since)
  if (at && (Number.isNaN(at.getTime()) || !/^\d{4}-\d{2}-\d{2}/.test(since ?? '')))
    problems.push(`--since ${since}: must be a date such as 2026-11-01`)
  if (kind !== undefined && !registry.kindNamed(kind))
    problems.push(`--kind ${kind}: known are ${registry.kinds.map(({ name }) => name).join(', ')}`)
  if (problems.length > 0) throw new StartupError(problems)
  return { since: at, kind: kind ?? null }
}

function lineOf(one: Rejudged): string {
  const what =
    one.outcome === 'changed' || one.outcome === 'same'
      ? `${short(one.before)} -> ${short(one.after)}`
      : `${one.outcome}: ${'why' in one ? one.why : ''}`
  return `${one.at.toISOString().slice(0, 16)}Z  ${one.contactId ?? one.value}  ${what}\n`
}

function short({ state, code }: ShortVerdict): string {
  return code ? `${state} ${code}` : state
}

function summaryOf(
  counts: Record<Rejudged['outcome'], number>,
  changes: readonly [string, number][],
): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const lines = [
    `${all} checks judged anew: ${counts.same} the same, ${counts.changed} would change`,
    ...changes.map(([change, count]) => `  ${String(count).padStart(6)}  ${change}`),
    ...(counts.overruled > 0 ? [`${counts.overruled} were decided by more than their evidence`] : []),
    ...(counts.unreadable > 0
      ? [`${counts.unreadable} cannot be judged anew: their evidence is of an older shape`]
      : []),
  ]
  return `${lines.join('\n')}\n`
}
