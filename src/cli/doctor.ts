import { mkdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import path from 'node:path'
import type { Config } from '../config.ts'
import { readKb } from '../kb/read-kb.ts'
import { registry } from '../kinds/index.ts'
import { openLog } from '../log.ts'
import { findChromium } from '../net/find-chromium.ts'
import type { EgressProxy } from '../net/net-config.ts'
import { watchConnectivity } from '../net/online.ts'
import { openNet } from '../net/open-net.ts'
import { openQueueConnection } from '../queue/connection.ts'
import { pendingMigrations } from '../store/database.ts'
import { netConfigOf } from './net-config-of.ts'
import { openStore } from './open-store.ts'

/** One thing looked at: what was seen, or what to do about it. `warn` does not keep the product from working. */
interface Finding {
  mark: 'ok' | 'warn' | 'fail'
  text: string
}

/** `stillthere doctor`: looks at everything that the product needs. Exit code 1 when something keeps it from working. */
export async function runDoctor(config: Config): Promise<number> {
  const looks: [string, () => Promise<Finding>][] = [
    ['Node', lookAtNode],
    ['Data folder', () => lookAtDataDir(config.dataDir)],
    ['Database', () => lookAtDatabase(config)],
    ['Knowledge base', () => lookAtKb(config.kbDir)],
    ['Browser', () => lookAtBrowser(config.chromiumPath)],
    ['Outside', () => lookOutside(config)],
    ...config.egressProxies.map((proxy): [string, () => Promise<Finding>] => [
      `Way out ${proxy.name}`,
      () => lookThrough(config, proxy),
    ]),
    ['Mail', () => lookAtMail(config)],
  ]
  let failed = false
  for (const [name, look] of looks) {
    const { mark, text } = await look().catch(
      (error: unknown): Finding => ({ mark: 'fail', text: messageOf(error) }),
    )
    failed ||= mark === 'fail'
    process.stdout.write(`${mark.padEnd(5)}${name.padEnd(16)}${text}\n`)
  }
  return failed ? 1 : 0
}

async function lookAtNode(): Promise<Finding> {
  const { node } = process.versions
  return node.startsWith('20.')
    ? { mark: 'warn', text: `${node}: end of life since 2026-04-30, use 24` }
    : { mark: 'ok', text: node }
}

async function lookAtDataDir(dataDir: string): Promise<Finding> {
  await mkdir(dataDir, { recursive: true })
  const probe = path.join(dataDir, `.doctor-${process.pid}`)
  await writeFile(probe, '')
  await rm(probe)
  return { mark: 'ok', text: dataDir }
}

async function lookAtDatabase(config: Config): Promise<Finding> {
  const store = await openStore(config, openLog('silent'), 2)
  const connection = openQueueConnection(
    { redisUrl: config.redisUrl, databaseUrl: store.url },
    openLog('silent'),
  )
  try {
    const pending = await pendingMigrations(store.db)
    if (pending.length > 0) return { mark: 'fail', text: `migrations missing: ${pending.join(', ')}` }
    await connection.ping()
    const warning = await connection.warning()
    if (warning) return { mark: 'warn', text: warning }
    const where = config.databaseUrl ? 'DATABASE_URL answers' : 'the embedded one works'
    return { mark: 'ok', text: [where, `queues on ${connection.backend}`, ...store.notes].join('; ') }
  } finally {
    await connection.close()
    await store.close()
  }
}

async function lookAtKb(dir: string): Promise<Finding> {
  const read = await readKb(dir, registry)
  if (read.ok) return { mark: 'ok', text: `${read.kb.contacts.length} contacts in ${dir}` }
  return { mark: 'fail', text: `${read.problems.length} mistakes in ${dir}; run stillthere kb check` }
}

async function lookAtBrowser(configured: string | null): Promise<Finding> {
  const found = await findChromium(configured)
  if (found) return { mark: 'ok', text: `${found.path}${found.version ? ` ${found.version}` : ''}` }
  return {
    mark: 'warn',
    text: 'none: contacts that need one cannot be told; install chromium or set CHROMIUM_PATH',
  }
}

async function lookOutside(config: Config): Promise<Finding> {
  const net = await openNet({ ...netConfigOf(config), chromiumPath: null })
  try {
    const { online, failed } = await watchConnectivity(net.http)()
    if (online) return { mark: 'ok', text: 'this machine is online' }
    return { mark: 'warn', text: `offline: none of these answered: ${failed.join(' ')}` }
  } finally {
    await net.close()
  }
}

async function lookThrough(config: Config, proxy: EgressProxy): Promise<Finding> {
  const net = await openNet({ ...netConfigOf(config), chromiumPath: null, proxy })
  try {
    const { online, failed } = await watchConnectivity(net.http)()
    if (online) return { mark: 'ok', text: 'a second opinion can be had' }
    return { mark: 'warn', text: `no second opinion: none of these answered through it: ${failed.join(' ')}` }
  } finally {
    await net.close()
  }
}

async function lookAtMail({ smtpUrl, alertTo, dataDir }: Config): Promise<Finding> {
  if (!smtpUrl)
    return { mark: 'warn', text: `no SMTP_URL: mails are written to ${path.join(dataDir, 'mail')}` }
  if (alertTo.length === 0)
    return { mark: 'warn', text: 'SMTP_URL is set, ALERT_TO is not: nobody gets mail' }
  const { hostname, port, protocol } = new URL(smtpUrl)
  const socket = connect({
    host: hostname,
    port: Number(port || (protocol === 'smtps:' ? 465 : 587)),
    timeout: 5_000,
  })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
      socket.once('timeout', () => reject(new Error('the mail server does not answer')))
    })
    return { mark: 'ok', text: `${hostname} answers; alerts go to ${alertTo.join(', ')}` }
  } finally {
    socket.destroy()
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
