import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.join(import.meta.dirname, '../..')
const bin = path.join(root, 'bin/stillthere.js')

/** The product as its users have it: a process of its own, spoken to over HTTP and the command line. */
export interface Product {
  url: string
  env: Record<string, string>
  /** Everything it printed so far. */
  output(): string
  /** Runs `stillthere …` beside it, on the same data. */
  cli(...args: string[]): Promise<string>
  /** One call of the API as JSON. */
  api<T>(pathname: string, init?: RequestInit): Promise<T>
  /** Kills the process without a word; `start` brings it back on the same data. */
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Starts `stillthere up` (or another command) and waits until it says that it is ready. */
export async function startProduct(
  env: Record<string, string>,
  args: readonly string[] = ['up'],
): Promise<Product> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-product-'))
  // As root the database runs under another account, which must be able to enter.
  await chmod(dataDir, 0o755)
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(STILLTHERE_|DATABASE_URL|REDIS_URL|SMTP_URL|ALERT_TO|NODE_EXTRA_CA_CERTS)/.test(name),
    ),
  )
  const all = {
    ...clean,
    DATA_DIR: dataDir,
    KB_DIR: path.join(root, 'kb'),
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...env,
  } as Record<string, string>
  let child: ChildProcess
  let said = ''
  let token = ''
  const cli = async (...words: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, [bin, ...words], { env: all })
    return stdout.trim()
  }
  const product: Product = {
    url: '',
    env: all,
    output: () => said,
    cli,
    async api<T>(pathname: string, init: RequestInit = {}) {
      token ||= await cli('token', 'create', '--name', 'test', '--scopes', 'read,write,run')
      const headers = {
        authorization: `Bearer ${token}`,
        ...(init.body ? { 'content-type': 'application/json' } : {}),
      }
      const response = await fetch(`${product.url}/api/v1${pathname}`, { ...init, headers })
      if (!response.ok) throw new Error(`${pathname}: ${response.status} ${await response.text()}`)
      return (await response.json()) as T
    },
    async kill() {
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('close', resolve))
    },
    async start() {
      said = ''
      child = spawn(process.execPath, [bin, ...args], { env: all, stdio: ['ignore', 'pipe', 'pipe'] })
      const ended = new Promise<never>((_resolve, reject) => {
        child.once('exit', (code, signal) =>
          reject(new Error(`the product ended (${signal ?? code}):\n${said}`)),
        )
      })
      const ready = new Promise<void>((resolve) => {
        const listen = (chunk: Buffer) => {
          said += chunk.toString()
          if (said.includes('Ctrl-C stops it')) resolve()
        }
        child.stdout?.on('data', listen)
        child.stderr?.on('data', listen)
      })
      ended.catch(() => undefined)
      await Promise.race([ready, ended])
      product.url = /Dashboard\s+(\S+)/.exec(said)?.[1] ?? ''
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await new Promise((resolve) => child.once('close', resolve))
      }
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  await product.start()
  return product
}
