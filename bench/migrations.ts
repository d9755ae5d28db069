// How long a big store of an old version is kept from its readers while it is brought to the newest one:
// node --import tsx bench/migrations.ts [--contacts 100000]
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startEmbedded } from '../src/store/embedded.ts'
import { printTable } from '../test/verdicts/print-table.ts'
import { measureMigrations } from './measure-migrations.ts'
import type { Lock } from './watch-locks.ts'

function option(name: string): string | null {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? null : (process.argv[at + 1] ?? null)
}

async function main(): Promise<void> {
  const contacts = Number(option('contacts') ?? 100_000)
  if (!Number.isInteger(contacts) || contacts < 1) throw new Error('--contacts wants a whole number')
  const dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-bench-'))
  // As root the server runs under another account, which must be able to enter.
  await chmod(dir, 0o755)
  const server = await startEmbedded(dir)
  try {
    const { gigabytes, migrations } = await measureMigrations(server.url, contacts)
    console.log(`${contacts} contacts, ${gigabytes.toFixed(1)} GB; load ${os.loadavg()[0]?.toFixed(1)}`)
    const rows = migrations.map(({ name, seconds, logMb, locks }) => [
      name,
      seconds.toFixed(1),
      logMb.toFixed(0),
      tellLocks(locks),
    ])
    console.log(printTable(['migration', 's', 'log MB', 'kept from others, s'], rows))
    const total = migrations.reduce((sum, { seconds }) => sum + seconds, 0)
    console.log(`all in ${total.toFixed(1)} s; an upgrade applies them in one transaction, locks included`)
  } finally {
    await server.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

function tellLocks(locks: readonly Lock[]): string {
  return locks
    .map(({ table, keepsFrom, seconds }) => `${table} from ${keepsFrom} ${seconds.toFixed(1)}`)
    .join(', ')
}

await main()
