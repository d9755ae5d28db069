import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDashboard, type TestDashboard } from '../../test/support/dashboard.ts'
import type { DashboardEvent } from '../deps.ts'
import { type ServedApp, serveApp } from '../serve-app.ts'

let house: TestDashboard
let served: ServedApp
const listeners = new Set<(event: DashboardEvent) => void>()

beforeAll(async () => {
  house = await openTestDashboard({
    events: {
      subscribe(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
  })
  served = await serveApp(house.app, { host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await served.close()
  await house.stop()
})

describe('the stream of events', () => {
  it('tells checks and changes of status and nothing else, and forgets a listener that left', async () => {
    const left = new AbortController()
    const { body, headers } = await request(`http://127.0.0.1:${served.port}/api/v1/events`, {
      headers: { Authorization: `Bearer ${await house.token('read')}` },
      signal: left.signal,
    })
    expect(headers['content-type']).toContain('text/event-stream')
    let text = ''
    const reading = (async () => {
      for await (const chunk of body) {
        text += String(chunk)
        if (text.includes('\n\n') && !text.includes('event:')) {
          for (const tell of listeners) {
            tell({ type: 'edited', deedId: 5, subject: 'user:anna' })
            const change = { contactId: 'ozon/form', from: 'fresh', to: 'suspect' }
            tell({ type: 'status-changed', changeId: 7, ...change })
          }
        }
        if (text.includes('event:')) left.abort()
      }
    })()
    await expect(reading).rejects.toThrow(/abort/i)
    expect(text).toBe(
      ': listening\n\n' +
        'event: status-changed\ndata: {"contactId":"ozon/form","from":"fresh","to":"suspect"}\nid: c7\n\n',
    )
    await expect.poll(() => listeners.size).toBe(0)
  })
})
