import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'

/** What `postmaster.pid` says, and whether a PostgreSQL really runs under that number. */
export interface Postmaster {
  pid: number
  port: number
  isPostgres: boolean
}

/** Reads the lock file of a cluster: line 1 is the process, line 4 the port. Null: there is none. */
export async function readPidFile(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return { pid: 0, port: 0, isPostgres: false }
  return { pid, port: Number(lines[3] ?? 0), isPostgres: await isPostgres(pid) }
}

/**
 * Removes a lock file that no PostgreSQL stands behind. PostgreSQL itself refuses to start when the number
 * was given to another process meanwhile, which is what happens in restarted containers.
 */
export async function removeStalePidFile(cluster: string): Promise<void> {
  const found = await readPidFile(cluster)
  if (found && !found.isPostgres) await rm(path.join(cluster, 'postmaster.pid'), { force: true })
}

async function isPostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, under another account.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  if (process.platform !== 'linux') return true
  const [command, status] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
  ])
  const isZombie = status.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3) === 'Z'
  return !isZombie && command.includes('postgres')
}
