import { randomUUID } from 'node:crypto'
import type { DashboardEvent, EventSource } from '../dashboard/deps.ts'
import type { Log } from '../src/log.ts'
import type { Database } from '../src/store/database.ts'
import { listChangedSince, listDeedsSince, listFinishedSince } from '../src/store/missed-events.ts'
import { eventsChannel, listenToNotices, maxNoticeBytes, sendNotice } from '../src/store/notices.ts'

/** Whoever falls so far behind reads the lists. */
const maxWaiting = 1_000
/** Clocks of machines differ, and a check is recorded a little after it finished. */
const overlapMs = 60_000
const maxRemembered = 5_000

interface Places {
  url: string
  db: Database
  log: Log
}

/** Events of this process, which others are told too; and events of others, which this process is told. */
export interface SharedEvents extends EventSource {
  close(): Promise<void>
}

/** One event more than once is told once: it may come by notice and again from the database. */
function nameOf(event: DashboardEvent): string | null {
  if (event.type === 'edited') return `edited ${event.deedId}`
  if (event.checkId !== undefined) return `${event.type} ${event.checkId}`
  return event.type === 'status-changed' && event.changeId !== undefined ? `changed ${event.changeId}` : null
}

/**
 * Joins the events of all processes on one database. Each tells the others by NOTIFY what it recorded, outside of
 * the transaction that recorded it; what people do is told by their transactions, to this process too. What was
 * missed while the connection was lost is read from the database.
 * @param listens false: nobody looks at pages of this process, so it only tells.
 */
export async function shareEvents(
  own: EventSource,
  { url, db, log }: Places,
  listens: boolean,
): Promise<SharedEvents> {
  const from = randomUUID()
  const listeners = new Set<(event: DashboardEvent) => void>()
  const told = new Set<string>()
  const tell = (event: DashboardEvent) => {
    const name = nameOf(event)
    if (name !== null && told.has(name)) return
    if (name !== null) told.add(name)
    for (const oldest of told) {
      if (told.size <= maxRemembered) break
      told.delete(oldest)
    }
    for (const listener of listeners) listener(event)
  }
  const post = openPost({ db, log }, from)
  const stop = own.subscribe((event) => {
    tell(event)
    post.send(event)
  })
  const listening = listens
    ? await listenToNotices(
        { url, db, channel: eventsChannel },
        {
          notice: (payload) => readNotice(payload, from).forEach(tell),
          lost: (message) => log.warn({ error: message }, 'events of other processes are not heard now'),
          back: (deafSinceAt) =>
            void catchUp(db, new Date(deafSinceAt.getTime() - overlapMs), tell).catch((error: unknown) =>
              log.warn({ error: String(error) }, 'missed events could not be read'),
            ),
        },
      )
    : null
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      stop()
      await listening?.close()
      await post.end()
    },
  }
}

async function catchUp(db: Database, since: Date, tell: (event: DashboardEvent) => void): Promise<void> {
  for (const { checkId, contactId, verdict, from, to } of await listFinishedSince(db, since)) {
    tell({ type: 'check-finished', checkId, contactId, verdict: verdict ?? 'unknown' })
    if (contactId !== null && from !== null && to !== null)
      tell({ type: 'status-changed', checkId, contactId, from, to })
  }
  for (const { at: _, ...change } of await listChangedSince(db, since))
    tell({ type: 'status-changed', ...change })
  for (const deed of await listDeedsSince(db, since)) tell({ type: 'edited', ...deed })
}

/** Events of another process; a notice of our own, or one that is none of ours, holds none. */
function readNotice(payload: string, self: string): DashboardEvent[] {
  try {
    const read = JSON.parse(payload) as { from?: unknown; events?: unknown } | null
    const { from, events } = read ?? {}
    return from !== self && Array.isArray(events) ? (events as unknown[]).filter(isEvent) : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

function isEvent(value: unknown): value is DashboardEvent {
  const type = (value as { type?: unknown } | null)?.type
  return type === 'check-finished' || type === 'status-changed' || type === 'edited'
}

/** Sends what waits, as much as a notice holds, one notice at a time: a flood of checks is a few notices. */
function openPost({ db, log }: Pick<Places, 'db' | 'log'>, from: string) {
  let waiting: string[] = []
  let sending: Promise<void> | null = null
  const sendAll = async () => {
    while (waiting.length > 0) {
      let size = 100
      let count = 0
      while (count < waiting.length) {
        size += Buffer.byteLength(waiting[count] ?? '') + 1
        if (size > maxNoticeBytes && count > 0) break
        count += 1
      }
      const some = waiting.splice(0, count)
      await sendNotice(db, eventsChannel, `{"from":"${from}","events":[${some.join(',')}]}`)
    }
  }
  return {
    send(event: DashboardEvent) {
      waiting.push(JSON.stringify(event))
      waiting = waiting.slice(-maxWaiting)
      sending ??= Promise.resolve()
        .then(sendAll)
        .catch((error: unknown) =>
          log.warn({ error: error instanceof Error ? error.message : String(error) }, 'events were not told'),
        )
        .finally(() => {
          sending = null
        })
    },
    end: async () => void (await sending),
  }
}
