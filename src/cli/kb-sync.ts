import { type Config, StartupError } from '../config.ts'
import { patienceOf } from '../domain/patience.ts'
import { readKb } from '../kb/read-kb.ts'
import { registry } from '../kinds/index.ts'
import { openLog } from '../log.ts'
import { syncKb } from '../pipeline/sync-kb.ts'
import { openStore } from './open-store.ts'

/** `stillthere kb sync`: reads the files into the database; the running product plans from there. */
export async function runKbSync(config: Config): Promise<number> {
  const read = await readKb(config.kbDir, registry)
  if (!read.ok) {
    throw new StartupError(
      read.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`),
    )
  }
  const log = openLog('warn')
  const store = await openStore(config, log, 3)
  try {
    const wake = { runHosts: async () => undefined, deliverAlerts: async () => undefined }
    const report = await syncKb(
      {
        db: store.db,
        kinds: registry,
        wake,
        log,
        now: () => new Date(),
        timeScale: config.timeScale,
        patience: patienceOf('balanced', config.timeScale),
      },
      read.kb,
    )
    const { contacts, added, changed, removed } = report
    process.stdout.write(`${contacts} contacts: ${added} added, ${changed} changed, ${removed} removed\n`)
    return 0
  } finally {
    await store.close()
  }
}
