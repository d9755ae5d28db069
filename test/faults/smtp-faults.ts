import type { Channel } from '../../src/alerts/alert.ts'
import { type EmailLimits, openEmailChannel } from '../../src/alerts/email.ts'
import { registry } from '../../src/kinds/index.ts'
import { openLog } from '../../src/log.ts'
import { deliverAlerts } from '../../src/pipeline/deliver-alerts.ts'
import { startTestDatabase } from '../support/database.ts'
import { type SmtpMode, startScriptedSmtp } from './scripted-smtp.ts'
import { breakOne, localPartOf, readBooks, seedReaders } from './seed-alerts.ts'

/** What one mode of failing came to. */
export interface FaultReport {
  mode: SmtpMode
  victim: boolean
  owed: number
  /** Letters that are neither delivered nor dead in the end. */
  lost: number
  dead: number
  /** Recipients whose alert arrived under more than one Message-ID. */
  doubled: number
  /** Copies beyond the first, under the same Message-ID. */
  copies: number
  /** Longest round of deliveries, milliseconds. */
  heldMs: number
  /** Letters of others that did not go out in the first round although only one recipient failed. */
  heldUp: number
  attempts: number
}

const hourMs = 3_600_000

/**
 * Twenty alerts to twenty recipients against a server that fails in one way and then is mended. With a victim
 * only the first recipient's mails fail.
 */
export async function tryFault(
  mode: SmtpMode,
  { victim, limits }: { victim: boolean; limits: Partial<EmailLimits> },
): Promise<FaultReport> {
  const database = await startTestDatabase()
  const smtp = await startScriptedSmtp()
  let channel: Channel | null = null
  try {
    const { db } = database
    const readers = Array.from({ length: 20 }, (_, n) => `r${n}@desk.example`)
    await seedReaders(db, 1, readers)
    let now = new Date('2026-11-22T09:00:00Z')
    await breakOne(db, 0, 0, now)
    smtp.mode = mode
    smtp.victim = victim ? (readers[0] ?? null) : null
    const from = 'Watch <watch@monitor.example>'
    const deliver = async () => {
      const begunAt = performance.now()
      const open = openEmailChannel({ smtpUrl: smtp.url, from, limits })
      channel = open
      const pipeline = { db, log: openLog('silent'), now: () => now, timeScale: 1, kinds: registry }
      await deliverAlerts(pipeline, new Map([['email', open]]), { publicUrl: 'https://monitor.example' })
      await open.close()
      return performance.now() - begunAt
    }
    const held = [await deliver()]
    const heldUp = victim
      ? 19 - new Set(smtp.received.map(({ to }) => to).filter((to) => to !== readers[0])).size
      : 0
    now = new Date(now.getTime() + 11 * 60_000)
    held.push(await deliver())
    smtp.mode = 'ok'
    for (let hour = 1; hour <= 3; hour++) {
      now = new Date(now.getTime() + hour * hourMs)
      held.push(await deliver())
    }
    const books = await readBooks(db)
    const ids = new Map<string, Set<string>>()
    for (const { id, to } of smtp.received) ids.set(to, (ids.get(to) ?? new Set()).add(localPartOf(id)))
    const distinct = new Set(smtp.received.map(({ id }) => id)).size
    return {
      ...{ mode, victim, owed: readers.length, heldUp, attempts: smtp.attempts },
      lost:
        books.pending +
        books.missing.length +
        (books.sent.length - distinct > 0 ? books.sent.length - distinct : 0),
      dead: books.dead,
      doubled: [...ids.values()].filter((of) => of.size > 1).length,
      copies: smtp.received.length - distinct,
      heldMs: Math.round(Math.max(...held)),
    }
  } finally {
    await (channel as Channel | null)?.close()
    await smtp.close()
    await database.stop()
  }
}
