import { sql } from 'kysely'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../dashboard/app.ts'
import { type ServedApp, serveApp } from '../dashboard/serve-app.ts'
import { alive } from '../src/domain/verdict.ts'
import { openMetrics } from '../src/metrics.ts'
import { recordCheck } from '../src/pipeline/record-check.ts'
import { requestRecheck } from '../src/pipeline/request-recheck.ts'
import { sendNotice } from '../src/store/notices.ts'
import { takeCheck } from '../src/store/take-checks.ts'
import { createToken } from '../src/store/tokens.ts'
import { startTestPipeline, type TestPipeline, toy } from '../test/support/pipeline.ts'
import { createEvents } from './events.ts'
import { type SharedEvents, shareEvents } from './shared-events.ts'

let test: TestPipeline
let token: string
/** Two processes on one database: both have pages, the second one checks. */
const houses: { events: SharedEvents; served: ServedApp }[] = []
let recorded: ReturnType<typeof createEvents>['recorded']

beforeAll(async () => {
  test = await startTestPipeline([toy('bear'), toy('duck')])
  const { pipeline, url } = test
  token = await createToken(pipeline.db, 'robot', ['read'], pipeline.now())
  for (let i = 0; i < 2; i += 1) {
    const own = createEvents(openMetrics())
    const events = await shareEvents(own, { url, db: pipeline.db, log: pipeline.log }, true)
    const app = createApp({
      ...{ pipeline, events, publicUrl: 'http://localhost', version: '0.0.0', dataDir: '/nowhere' },
      readiness: async () => ({ ok: true, checks: [] }),
      metrics: async () => '',
    })
    houses.push({ events, served: await serveApp(app, { host: '127.0.0.1', port: 0 }) })
    recorded = own.recorded
  }
})
afterAll(async () => {
  for (const { events, served } of houses) {
    await served.close()
    await events.close()
  }
  await test.stop()
})

/** The second process checks the bear. @returns the number of the check. */
async function check(): Promise<number> {
  const { pipeline, clock } = test
  clock.now = new Date(Math.max(clock.now.getTime() + 1_000, Date.now()))
  await requestRecheck(pipeline, ['shop/bear'], { by: 'Анна' })
  const taken = await takeCheck(pipeline.db, 'bear.test', clock.now)
  if (!taken) throw new Error('nothing waits')
  const seen = { evidence: {}, facts: [], via: 'none' as const, httpStatus: null, finalUrl: null, trace: [] }
  const observation = { ...seen, startedAt: clock.now, durationMs: 1 }
  const answer = { observation, verdict: alive(), memory: null, screenshot: null }
  await recordCheck({ ...pipeline, recorded }, taken, answer)
  return taken.id
}

/** Reads a process's stream until it was told `id`; `onListening` is called once it listens. */
async function listen(
  house: number,
  onListening: () => Promise<number>,
  lastEventId?: string,
): Promise<string> {
  const left = new AbortController()
  const { body } = await request(`http://127.0.0.1:${houses[house]?.served.port}/api/v1/events`, {
    headers: { Authorization: `Bearer ${token}`, ...(lastEventId && { 'Last-Event-ID': lastEventId }) },
    signal: left.signal,
  })
  let text = ''
  let wanted: number | null = null
  try {
    for await (const chunk of body) {
      text += String(chunk)
      if (wanted === null && text.includes('listening')) wanted = await onListening()
      if (wanted !== null && text.includes(`id: ${wanted}\n`)) left.abort()
    }
  } catch (error) {
    if (!left.signal.aborted) throw error
  }
  return text
}

const backends = sql<{ pid: number }>`
  select pid from pg_stat_activity where datname = current_database() and query like 'listen %'`

describe('events of several processes', () => {
  it('reach the pages of all of them, each once', async () => {
    let id = 0
    const record = async () => {
      id = await check()
      return id
    }
    const text = await listen(0, record)
    expect(text).toContain(`event: check-finished\ndata: {"checkId":${id},"contactId":"shop/bear"`)
    expect(text.split(`id: ${id}\n`)).toHaveLength(2)
    expect(await listen(1, check)).toContain('check-finished')
  })

  it('are told to whoever comes back to another process', async () => {
    const first = await check()
    const missed = await check()
    const text = await listen(0, async () => missed, String(first))
    expect(text).toContain(`id: ${missed}\n`)
    expect(text).not.toContain(`id: ${first}\n`)
  })

  it('that were missed while the connection was lost are told when it is back', async () => {
    const { db } = test.pipeline
    const record = async () => {
      const { rows } = await backends.execute(db)
      expect(rows).toHaveLength(2)
      // One transaction: nobody can be back between the loss and the check that is missed.
      for (const { pid } of rows) await sql`select pg_terminate_backend(${pid})`.execute(db)
      return check()
    }
    expect(await listen(0, record)).toContain('check-finished')
    await expect.poll(async () => (await backends.execute(db)).rows.length).toBe(2)
    expect(await listen(0, check)).toContain('check-finished')
  })

  it('are not confused by notices of others, and a flood is told whole', async () => {
    const { db } = test.pipeline
    const heard: number[] = []
    const own = createEvents(openMetrics())
    const sender = await shareEvents(own, { url: test.url, db, log: test.pipeline.log }, false)
    const all = new Promise<void>((resolve) => {
      houses[0]?.events.subscribe((event) => {
        if (event.type === 'check-finished') heard.push(event.checkId)
        if (heard.length === 400) resolve()
      })
    })
    for (const junk of [
      '',
      '{',
      'null',
      '{"events":1}',
      '{"events":[null,{"type":"x"}]}',
      'probe of another',
    ])
      await sendNotice(db, 'stillthere_events', junk)
    for (let checkId = 1_000_001; checkId <= 1_000_400; checkId += 1) {
      const event = { checkId, contactId: `shop/${'x'.repeat(100)}`, kind: 'toy', durationMs: 1 }
      own.recorded({ ...event, verdict: 'alive', change: null })
    }
    await all
    expect(new Set(heard).size).toBe(400)
    await sender.close()
  })
})
