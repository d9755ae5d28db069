import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type Account, isReachable, prepareBinaries, unprivilegedAccount } from './postgres-binaries.ts'
import { memoryOf, settingsFor } from './postgres-settings.ts'
import { readPidFile, removeStalePidFile } from './postmaster-pid.ts'

/** A running embedded server. `stop` leaves it to others who still use it. */
export interface EmbeddedServer {
  url: string
  /** Lines for the reader of the start-up: where things were put when it could not be the usual place. */
  notes: string[]
  stop(): Promise<void>
}

const user = 'stillthere'
const systemDir =
  process.platform === 'win32'
    ? path.join(process.env.PROGRAMDATA ?? 'C:\\', 'stillthere')
    : '/var/lib/stillthere'
const startLimitMs = 30_000

/**
 * Starts the PostgreSQL that npm brought on `dataDir`, or joins the one that already serves it: a second
 * process, or a server that outlived its killed parent.
 * @throws Error that says why no server can run here.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  await mkdir(dataDir, { recursive: true })
  const account = await unprivilegedAccount()
  const notes: string[] = []
  const home = await chooseHome(dataDir, account, notes)
  const cluster = path.join(home, 'postgres')
  const password = await readPassword(dataDir)

  const joined = await join(cluster, password)
  if (joined) return { url: joined, notes, stop: () => stopUnlessShared(joined, cluster) }

  const { binaries, copiedTo } = await prepareBinaries(account, systemDir)
  if (copiedTo)
    notes.push(
      `PostgreSQL runs as ${account?.name ?? 'you'} and cannot enter this folder: its programs are in ${copiedTo}`,
    )
  await initialise(cluster, binaries.initdb, password, account)
  await removeStalePidFile(cluster)
  const url = await launch(cluster, binaries.postgres, password, account)
  return { url, notes, stop: () => stopUnlessShared(url, cluster) }
}

/** DATA_DIR, or a folder that the account can enter, the same one each time. */
async function chooseHome(dataDir: string, account: Account | null, notes: string[]): Promise<string> {
  if (!account || (await isReachable(dataDir, account))) return dataDir
  const home = path.join(systemDir, createHash('sha256').update(dataDir).digest('hex').slice(0, 12))
  await mkdir(home, { recursive: true, mode: 0o755 })
  notes.push(`PostgreSQL runs as ${account.name} and cannot enter ${dataDir}: the database is in ${home}`)
  return home
}

async function readPassword(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'postgres.password')
  try {
    await writeFile(file, randomBytes(24).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return (await readFile(file, 'utf8')).trim()
}

/** URL of a server that serves the cluster already; waits for one that is still starting. */
async function join(cluster: string, password: string): Promise<string | null> {
  const limitAt = Date.now() + startLimitMs
  for (;;) {
    const running = await readPidFile(cluster)
    if (!running?.isPostgres) return null
    const url = urlOf(running.port, password)
    const answer = await ping(url)
    if (answer === 'ready') return url
    if (Date.now() > limitAt)
      throw new Error(`a PostgreSQL (process ${running.pid}) holds ${cluster} and does not answer: ${answer}`)
    await pause(200)
  }
}

async function initialise(
  cluster: string,
  initdb: string,
  password: string,
  account: Account | null,
): Promise<void> {
  if (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => null)) return
  // Made aside and renamed, so that a start killed in the middle leaves no half a cluster behind.
  const half = `${cluster}.new`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { mode: 0o700 })
  const passwordFile = `${half}.password`
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (account) {
    await chown(half, account.uid, account.gid)
    await chown(passwordFile, account.uid, account.gid)
  }
  const args = [
    '-D',
    half,
    '-U',
    user,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--no-instructions',
  ]
  await finish(
    spawnAs(
      initdb,
      [...args, '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      account,
    ),
    'initdb',
  )
  await rm(passwordFile)
  await rename(half, cluster)
}

async function launch(
  cluster: string,
  postgres: string,
  password: string,
  account: Account | null,
): Promise<string> {
  await chmod(cluster, 0o700)
  const port = await freePort()
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...settingsFor(memoryOf(os.totalmem(), process.constrainedMemory())),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawnAs(postgres, ['-D', cluster, ...flags], account)
  const said = collect(child)
  let ended: string | null = null
  child.once('exit', (code, signal) => (ended = `PostgreSQL ended at once (${signal ?? code}): ${said()}`))
  child.once('error', (error) => (ended = `PostgreSQL could not be started: ${error.message}`))
  const url = urlOf(port, password)
  const limitAt = Date.now() + startLimitMs
  while ((await ping(url)) !== 'ready') {
    if (ended) throw new Error(ended)
    if (Date.now() > limitAt)
      throw new Error(`PostgreSQL did not answer within ${startLimitMs / 1000} s: ${said()}`)
    await pause(50)
  }
  child.unref()
  child.stdout?.destroy()
  child.stderr?.destroy()
  return url
}

// In a session of its own: Ctrl-C must reach us first, not cut the database off under running checks.
function spawnAs(file: string, args: string[], account: Account | null): ChildProcess {
  const identity = account ? { uid: account.uid, gid: account.gid } : {}
  return spawn(file, args, {
    ...identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { LC_ALL: 'C', TZ: 'UTC' },
  })
}

function collect(child: ChildProcess): () => string {
  let text = ''
  const keep = (chunk: Buffer) => (text = (text + chunk.toString()).slice(-2_000))
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return () => text.trim()
}

async function finish(child: ChildProcess, name: string): Promise<void> {
  const said = collect(child)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`${name} failed (${code}): ${said()}`)
}

/** Ends the server, unless another process still works with it. */
async function stopUnlessShared(url: string, cluster: string): Promise<void> {
  const running = await readPidFile(cluster)
  // Ended already, or replaced by a later start that is not ours to stop.
  if (!running?.isPostgres || running.port !== Number(new URL(url).port)) return
  const client = new pg.Client({ connectionString: url, application_name: 'stillthere-stop' })
  await client.connect()
  const { rows } = await client.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where backend_type = 'client backend' and application_name <> 'stillthere-stop'`,
  )
  await client.end()
  if ((rows[0]?.others ?? 0) > 0) return
  process.kill(running.pid, 'SIGINT')
  const limitAt = Date.now() + startLimitMs
  while ((await readPidFile(cluster))?.isPostgres && Date.now() < limitAt) await pause(20)
}

function urlOf(port: number, password: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/postgres`
}

async function ping(url: string): Promise<string> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    application_name: 'stillthere-stop',
  })
  client.on('error', () => client.end())
  try {
    await client.connect()
    await client.query('select 1')
    return 'ready'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await client.end().catch((error: unknown) => error)
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof bound === 'object' && bound ? bound.port : 0
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
