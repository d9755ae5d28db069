import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPostClient } from '../src/net/post.ts'
import { watchMonitor } from '../src/pipeline/watch-monitor.ts'
import { listLetters } from '../src/store/letters.ts'
import { note } from '../src/store/monitor.ts'
import { syncRecipients } from '../src/store/recipients.ts'
import { noon, openTestDashboard, type TestDashboard } from '../test/support/dashboard.ts'
import { until } from '../test/support/pipeline.ts'
import { serve } from '../test/support/serve.ts'
import { startPing } from './ping.ts'

let house: TestDashboard
beforeAll(async () => {
  house = await openTestDashboard()
  await syncRecipients(house.db, 'email', ['one@desk.example'])
})
afterAll(() => house.stop())

it('the ping goes out while a checker lives, and stops when none does', async () => {
  const site = await serve((_request, response) => response.end('ok'))
  const post = openPostClient({
    ...{ connectTo: [], allowNets: ['127.0.0.0/8'], dnsServers: [], chromiumPath: null, userAgent: 'test' },
  })
  let asked = 0
  const send: typeof post.send = async (url, options) => {
    const sent = await post.send(url, options)
    asked += 1
    return sent
  }
  const silent = startPing(house.pipeline, { send }, `${site.origin}/ping`, 5)
  await silent.stop()
  expect(asked).toBe(0)
  await note(house.db, 'process:a', { roles: ['checker'], startedAt: noon.toISOString() }, noon)
  const ping = startPing(house.pipeline, { send }, `${site.origin}/ping`, 5)
  await until(async () => asked >= 2, 5)
  await ping.stop()
  expect(site.requests[0]).toMatchObject({ method: 'GET', url: '/ping' })
  await post.close()
  await site.close()
})

it('the monitor’s own trouble is told once when it begins and once when it ends', async () => {
  const { db, pipeline } = house
  const hour = (hours: number) => new Date(noon.getTime() + hours * 3_600_000)
  const look = (now: Date) => watchMonitor({ ...pipeline, now: () => now }, noon)
  const alive = async (now: Date) =>
    note(db, 'process:a', { roles: ['checker'], startedAt: noon.toISOString() }, now)
  await alive(noon)
  await look(noon)
  expect(await listLetters(db, { limit: 9 })).toEqual([])
  await note(db, 'online', { online: false, since: noon.toISOString() }, hour(1))
  await alive(hour(1))
  for (let n = 0; n < 3; n++) await look(hour(1))
  expect((await listLetters(db, { limit: 9 })).map(({ topic }) => topic)).toEqual(['monitor'])
  await note(db, 'online', { online: true, since: hour(2).toISOString() }, hour(2))
  await alive(hour(2))
  for (let n = 0; n < 3; n++) await look(hour(2))
  const told = await db.selectFrom('alerts').select(['occasion', 'about']).orderBy('id').execute()
  expect(told.map(({ occasion }) => occasion)).toEqual([
    `monitor:offline:${noon.toISOString()}`,
    `monitor:offline:${noon.toISOString()}:over`,
  ])
  expect(told[1]?.about).toMatchObject({ ended: hour(2).toISOString(), trouble: 'offline' })
})
