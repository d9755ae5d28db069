import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'

/** Where processes tell each other what happened. */
export const eventsChannel = 'stillthere_events'
/** PostgreSQL refuses a notice of 8000 bytes and more (NOTIFY, notes). */
export const maxNoticeBytes = 7_900

/** How a listener tries again: at once, then ever later. */
const retryMs = [0, 1_000, 2_000, 5_000, 10_000]
/** A connection that a middlebox forgot, or a pooler that has no LISTEN, stays silent; so we call ourselves. */
const probeEveryMs = 15_000

/** Tells every process that listens on this database; lost where none does. */
export async function sendNotice(db: Database, channel: string, payload: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(db)
}

/** What a listener hears. */
export interface Hearing {
  notice(payload: string): void
  /** It hears again; what was sent since then may have been missed. */
  back(deafSinceAt: Date): void
  /** It does not hear at the moment. */
  lost(message: string): void
}

export interface Listening {
  close(): Promise<void>
}

/**
 * Listens on a connection of its own, for as long as the process lives, and opens it again when it is lost.
 * Resolves when it hears, or when the first try failed and the next ones go on behind.
 */
export async function listenToNotices(
  { url, db, channel }: { url: string; db: Database; channel: string },
  hearing: Hearing,
): Promise<Listening> {
  const self = `probe ${randomUUID()}`
  let client: pg.Client | null = null
  let isClosed = false
  let tries = 0
  let deafSinceAt: Date | null = null
  let heardAt = new Date()
  let retry: NodeJS.Timeout | undefined

  const lose = (of: pg.Client, message: string) => {
    if (client !== of || isClosed) return
    client = null
    deafSinceAt ??= heardAt
    void of.end().catch(() => undefined)
    hearing.lost(message)
    retry = setTimeout(() => void open(), retryMs[Math.min(tries++, retryMs.length - 1)])
  }
  const open = async () => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 })
    client = next
    next.on('error', (error) => lose(next, error.message))
    next.on('end', () => lose(next, 'the connection ended'))
    next.on('notification', ({ payload = '' }) => {
      heardAt = new Date()
      if (payload === self) tries = 0
      else if (!payload.startsWith('probe ')) hearing.notice(payload)
    })
    try {
      await next.connect()
      await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      lose(next, error instanceof Error ? error.message : String(error))
      return
    }
    const since = deafSinceAt
    deafSinceAt = null
    heardAt = new Date()
    if (since) hearing.back(since)
  }
  const probe = async () => {
    const asked = client
    if (!asked) return
    if (Date.now() - heardAt.getTime() > 2 * probeEveryMs) return lose(asked, 'no notice comes through')
    await sendNotice(db, channel, self).catch((error: unknown) =>
      hearing.lost(error instanceof Error ? error.message : String(error)),
    )
  }
  await open()
  const timer = setInterval(() => void probe(), probeEveryMs)
  return {
    async close() {
      isClosed = true
      clearInterval(timer)
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
