import { readFile } from 'node:fs/promises'
import os from 'node:os'
import { text } from 'node:stream/consumers'
import { type Config, StartupError } from '../config.ts'
import { patienceOf } from '../domain/patience.ts'
import { registry } from '../kinds/index.ts'
import { openLog } from '../log.ts'
import type { Pipeline } from '../pipeline/context.ts'
import { applyCsv, planCsv, renderContactsCsv } from '../pipeline/csv-edits.ts'
import { withStore } from './open-store.ts'

/**
 * `stillthere kb csv`: the contacts as a table, or a filled-in table back. Lines with mistakes are named and left
 * out; the others are written unless it is a dry run.
 * @returns 0, or 1 when a line has a mistake.
 */
export async function runKbCsv(
  config: Config,
  options: { import?: string; dryRun?: boolean },
  out: { write(text: string): unknown } = process.stdout,
): Promise<number> {
  const table = options.import === undefined ? null : await readTable(options.import)
  return withStore(config, async ({ db }) => {
    if (table === null) {
      out.write(await renderContactsCsv({ db }))
      return 0
    }
    const pipeline: Pipeline = {
      db,
      kinds: registry,
      wake: { runHosts: async () => undefined, deliverAlerts: async () => undefined },
      log: openLog('warn'),
      now: () => new Date(),
      timeScale: config.timeScale,
      patience: patienceOf('balanced', config.timeScale),
    }
    const plan = await planCsv(pipeline, table)
    const done = options.dryRun ? plan : await applyCsv(pipeline, plan, { by: os.userInfo().username })
    for (const { line, contactId, before, after } of done.changes)
      out.write(`line ${line}: ${contactId} ${JSON.stringify(before)} -> ${JSON.stringify(after)}\n`)
    for (const { line, detail } of done.problems) out.write(`line ${line}: left, ${detail}\n`)
    const verb = options.dryRun ? 'would be changed' : 'changed'
    out.write(`${done.changes.length} ${verb}, ${done.problems.length} left\n`)
    return done.problems.length > 0 ? 1 : 0
  })
}

async function readTable(file: string): Promise<string> {
  if (file === '-') return text(process.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new StartupError([`${file} cannot be read: ${code}`], { cause })
  }
}
