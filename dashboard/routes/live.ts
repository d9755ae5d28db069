import type { Context } from 'hono'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { isContactOlder, isListOlder } from '../../src/store/changed-since.ts'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import { isContactId } from '../ids.ts'
import { everything, isShown } from '../is-shown.ts'

/** Proxies cut connections that are silent for longer than about half a minute. */
const pingEveryMs = 25_000
/** Then the browser comes again, and its session is looked at anew. */
const streamMs = 10 * 60_000
/** Pages that listen at once; the rest stay as they were loaded. */
const maxPages = 500
/** What happens within this time of something told is told with it. */
const gatherMs = 250
/** A deed is dated when it begins and seen when it is committed; a page may have been read in between. */
const overlapMs = 2_000

/**
 * Tells an open page that what it shows has changed, and nothing else: the page asks for itself again, under the
 * rights of whoever looks at it. What changed since the page was read is told at once.
 */
export function liveRoutes(house: House) {
  let pages = 0
  return new Hono<Env>().get('/live', async (c) => {
    const { events } = house
    // Not the way to sign in: a browser complains of a page where it wanted a stream, and 204 ends it quietly.
    if (!c.get('view').session) return c.body(null, 204)
    const of = c.req.query('of') ?? ''
    if (of !== everything && !isContactId(of)) return c.notFound()
    if (!events || pages >= maxPages) return c.body(null, 204)
    pages += 1
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, async (stream) => {
      let gathering: NodeJS.Timeout | null = null
      const tell = () => {
        gathering ??= setTimeout(() => {
          gathering = null
          void stream.writeSSE({ event: 'changed', data: 'renew' })
        }, gatherMs)
      }
      let end: NodeJS.Timeout | undefined
      const ended = new Promise<void>((resolve) => {
        stream.onAbort(resolve)
        end = setTimeout(resolve, streamMs)
        end.unref()
      })
      const stop = events.subscribe((event) => isShown(event, of) && tell())
      const ping = setInterval(() => void stream.write(': still there\n\n'), pingEveryMs)
      ping.unref()
      try {
        await stream.write(': listening\n\n')
        if (await isOlder(house, c, of)) tell()
        if (!stream.aborted) await ended
      } finally {
        if (gathering) clearTimeout(gathering)
        clearInterval(ping)
        clearTimeout(end)
        stop()
        pages -= 1
      }
    })
  })
}

async function isOlder({ pipeline: { db } }: House, c: Context<Env>, of: string): Promise<boolean> {
  const readAt = Date.parse(c.req.query('since') ?? '')
  if (!Number.isFinite(readAt)) return true
  const since = new Date(readAt - overlapMs)
  return of === everything ? isListOlder(db, since) : isContactOlder(db, of, since)
}
