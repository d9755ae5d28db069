import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { startTestDatabase } from '../support/database.ts'
import { until } from '../support/pipeline.ts'
import { startScriptedSmtp } from './scripted-smtp.ts'
import { breakOne, localPartOf, readBooks, seedReaders } from './seed-alerts.ts'

const readers = ['a@desk.example', 'b@desk.example', 'c@desk.example']
const points = ['before', 'during', 'after', 'random'] as const

/** What killing the alert worker came to. */
export interface KillReport {
  kills: number
  incidents: number
  delivered: number
  pending: number
  dead: number
  missing: number
  /** Delivered letters that the server never saw, and the other way round. */
  unseen: number
  unknown: number
  /** Repeats under the same Message-ID: a kill between acceptance and its record. */
  copies: number
}

/** Kills the real alert worker `kills` times, at named points and at random, while incidents keep coming. */
export async function killAlerter(kills: number): Promise<KillReport> {
  const database = await startTestDatabase()
  const smtp = await startScriptedSmtp()
  const { db } = database
  let child: ChildProcess | null = null
  try {
    await seedReaders(db, kills * 2 + 2, readers)
    let incidents = 0
    for (let n = 0; n < kills; n++) {
      // Two incidents in marketplaces of their own, so that each is told by itself.
      for (let k = 0; k < 2; k++) await breakOne(db, incidents, incidents++, new Date())
      child = startChild(database.url, smtp.url, points[n % points.length] ?? 'random')
      const ended = once(child, 'exit')
      if (points[n % points.length] === 'random') {
        const seen = smtp.received.length
        const taken = 1 + Math.floor(Math.random() * 4)
        await until(async () => smtp.received.length >= seen + taken || child?.exitCode !== null, 2)
        child.kill('SIGKILL')
      }
      await ended
    }
    child = startChild(database.url, smtp.url, '')
    await until(async () => (await readBooks(db)).pending === 0, 100)
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    const books = await readBooks(db)
    const seen = new Set(smtp.received.map(({ id }) => localPartOf(id)))
    return {
      ...{ kills, incidents, delivered: books.sent.length, pending: books.pending, dead: books.dead },
      missing: books.missing.length,
      unseen: books.sent.filter((id) => !seen.has(id)).length,
      unknown: [...seen].filter((id) => !books.sent.includes(id)).length,
      copies: smtp.received.length - seen.size,
    }
  } finally {
    child?.kill('SIGKILL')
    await smtp.close()
    await database.stop()
  }
}

function startChild(databaseUrl: string, smtpUrl: string, crash: string): ChildProcess {
  const file = path.join(import.meta.dirname, 'alerter-child.ts')
  const env = { ...process.env, DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl, CRASH: crash, LEASE_MS: '1500' }
  return spawn(process.execPath, ['--import', 'tsx', file], { env, stdio: 'ignore' })
}
