import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import type { House } from '../house.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { problem, problems } from './problem.ts'
import { replayEvents, type ToldEvent, tellEvent } from './replay-events.ts'

/** Proxies cut connections that are silent for longer than about half a minute. */
const pingEveryMs = 25_000

const route = createRoute({
  method: 'get',
  path: '/events',
  operationId: 'listenToEvents',
  summary: 'Server-sent events: check-finished, status-changed',
  middleware: [allows('read')] as const,
  request: {
    headers: z.object({
      'last-event-id': z.string().optional().openapi({
        description: 'What was missed since comes first; events of the two seconds before it may come twice.',
      }),
    }),
  },
  responses: {
    200: { description: 'A stream without end.', content: { 'text/event-stream': { schema: z.string() } } },
    ...problems(401, 403, 429, 503),
  },
})

/** Streams at once; each holds a connection and a listener. */
const maxStreams = 100

/**
 * Tells what happens as it happens, and to whoever comes back with `Last-Event-ID` what was missed. Where that
 * cannot be said any more, `reset` asks to read the lists again.
 */
export function eventsApi({ events, pipeline }: House) {
  const api = openApi()
  let streams = 0
  api.openapi(route, (c) => {
    if (!events) return problem(c, 503, 'This process has no source of events.')
    if (streams >= maxStreams) return problem(c, 503, 'Too many listeners; read the lists instead.')
    streams += 1
    c.header('X-Accel-Buffering', 'no')
    const lastEventId = c.req.header('last-event-id')
    return streamSSE(c, async (stream) => {
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve))
      // Heard from the start, told after what was missed.
      let waiting: ToldEvent[] | null = []
      const stop = events.subscribe((event) => {
        if (event.type === 'edited') return
        const told = tellEvent(event)
        // Word of it may reach this process late, from the one that told it.
        if (told.id !== undefined && told.id === lastEventId) return
        if (waiting) waiting.push(told)
        else void stream.writeSSE(told)
      })
      const ping = setInterval(() => void stream.write(': still there\n\n'), pingEveryMs)
      ping.unref()
      try {
        await stream.write(': listening\n\n')
        const missed = lastEventId === undefined ? [] : await replayEvents(pipeline, lastEventId)
        if (missed === null) await stream.writeSSE({ event: 'reset', data: '{}' })
        const known = new Set((missed ?? []).map(({ id }) => id))
        const late = waiting.filter(({ id }) => id === undefined || !known.has(id))
        waiting = null
        for (const told of [...(missed ?? []), ...late]) await stream.writeSSE(told)
        if (!stream.aborted) await ended
      } finally {
        clearInterval(ping)
        stop()
        streams -= 1
      }
    })
  })
  return api
}
