import path from 'node:path'
import type { Config } from '../config.ts'
import { registry } from '../kinds/index.ts'
import { type ExportLine, exportKb } from '../pipeline/export-kb.ts'
import { withStore } from './open-store.ts'

const whyNot: Record<Exclude<ExportLine['outcome'], 'written'>, string> = {
  conflict: 'the file was changed after the edit; decide on the page of the contact',
  'file-differs': 'the file says something else than when it was last read; run kb sync, then decide',
  'no-entry': 'the file has no such contact any more',
  'no-file': 'the file is gone',
  unwritable: 'this entry is written in a way that cannot be changed by program; change it by hand',
}

/**
 * `stillthere kb export`: writes the dashboard's edits into the files, or says what it would write.
 * @returns 0 all of them, 1 some could not be written and stay where they are.
 */
export async function runKbExport(
  config: Config,
  dryRun: boolean,
  out: { write(text: string): unknown } = process.stdout,
): Promise<number> {
  const lines = await withStore(config, ({ db }) =>
    exportKb({ db, kinds: registry }, config.kbDir, { dryRun }),
  )
  for (const line of lines) out.write(`${render(config.kbDir, line)}\n`)
  const written = lines.filter(({ outcome }) => outcome === 'written').length
  out.write(
    `${written} ${dryRun ? 'would be written' : 'written'}, ${lines.length - written} left in the database\n`,
  )
  return written === lines.length ? 0 : 1
}

function render(dir: string, line: ExportLine): string {
  const { contactId, field, fileValue, value, file, outcome } = line
  const place = `${path.relative(process.cwd(), path.join(dir, file))}${line.line === null ? '' : `:${line.line}`}`
  const change = `${contactId} ${field}: ${JSON.stringify(fileValue)} -> ${JSON.stringify(value)}`
  return outcome === 'written' ? `${place} ${change}` : `${place} ${change}: left, ${whyNot[outcome]}`
}
