import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import type { House } from '../house.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { problem, problems } from './problem.ts'

/** Proxies cut connections that are silent for longer than about half a minute. */
const pingEveryMs = 25_000

const route = createRoute({
  method: 'get',
  path: '/events',
  summary: 'Server-sent events: check-finished, status-changed',
  middleware: [allows('read')] as const,
  responses: {
    200: { description: 'A stream without end.', content: { 'text/event-stream': { schema: z.string() } } },
    ...problems(401, 403, 429, 503),
  },
})

/** Streams at once; each holds a connection and a listener. */
const maxStreams = 100

/** Tells what happens as it happens. Whoever misses some reads the lists again: nothing is repeated. */
export function eventsApi({ events }: House) {
  const api = openApi()
  let streams = 0
  api.openapi(route, (c) => {
    if (!events) return problem(c, 503, 'This process has no source of events.')
    if (streams >= maxStreams) return problem(c, 503, 'Too many listeners; read the lists instead.')
    streams += 1
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, async (stream) => {
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve))
      const stop = events.subscribe((event) => {
        const { type, ...data } = event
        void stream.writeSSE({ event: type, data: JSON.stringify(data) })
      })
      const ping = setInterval(() => void stream.write(': still there\n\n'), pingEveryMs)
      ping.unref()
      await stream.write(': listening\n\n')
      if (!stream.aborted) await ended
      clearInterval(ping)
      stop()
      streams -= 1
    })
  })
  return api
}
