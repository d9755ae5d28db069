import { watch } from 'node:fs'
import { StartupError } from '../src/config.ts'
import { readKb } from '../src/kb/read-kb.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { syncKb } from '../src/pipeline/sync-kb.ts'
import { note } from '../src/store/monitor.ts'

/** Editors save in several steps; what they saved is read once it has been quiet for this long. */
const quietMs = 300

/**
 * Reads the knowledge base into the store now and whenever its files change. A mistake made while it runs
 * keeps the last good state and is noted for the dashboard.
 * @throws StartupError with every problem when it cannot be read at the start.
 */
export async function keepKbInSync(pipeline: Pipeline, dir: string): Promise<{ stop(): Promise<void> }> {
  const problems = await readOnce(pipeline, dir)
  if (problems.length > 0)
    throw new StartupError([`the knowledge base in ${dir} cannot be read:`, ...problems])
  let running: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const again = () => {
    running = running
      .then(() => readOnce(pipeline, dir))
      .catch((error: unknown) => pipeline.log.error({ error }, 'knowledge base'))
  }
  const watcher = watch(dir, () => {
    clearTimeout(timer)
    timer = setTimeout(again, quietMs)
  })
  watcher.on('error', (error) =>
    pipeline.log.warn({ error: error.message }, 'changes of the knowledge base are not seen'),
  )
  return {
    async stop() {
      clearTimeout(timer)
      watcher.close()
      await running
    },
  }
}

async function readOnce(pipeline: Pipeline, dir: string): Promise<string[]> {
  const read = await readKb(dir, pipeline.kinds)
  if (!read.ok) {
    const problems = read.problems.map(
      ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
    )
    pipeline.log.warn({ problems }, 'the knowledge base has mistakes; the last good state stays')
    const { contacts } = await pipeline.db
      .selectFrom('contacts')
      .where('removed_at', 'is', null)
      .select(({ fn }) => fn.countAll<number>().as('contacts'))
      .executeTakeFirstOrThrow()
    await note(pipeline.db, 'kb', { contacts, problems }, pipeline.now())
    return problems
  }
  const report = await syncKb(pipeline, read.kb)
  await note(pipeline.db, 'kb', { contacts: report.contacts, problems: [] }, pipeline.now())
  if (report.added + report.changed + report.removed > 0) pipeline.log.info(report, 'knowledge base read')
  return []
}
