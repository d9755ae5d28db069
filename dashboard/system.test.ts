import { afterAll, beforeAll, expect, it } from 'vitest'
import { note } from '../src/store/monitor.ts'
import { noon, openTestDashboard, type TestDashboard } from '../test/support/dashboard.ts'

let house: TestDashboard

beforeAll(async () => {
  house = await openTestDashboard()
})
afterAll(() => house.stop())

it('a suspended checker stands on the system page with the reason and since when', async () => {
  const since = noon.toISOString()
  await note(
    house.db,
    'detector:telegram',
    { suspended: true, since, why: 'known to be there: durov is gone' },
    noon,
  )
  await note(house.db, 'detector:vk', { suspended: false, since, why: null }, noon)
  const { cookie } = await house.signIn('reader')
  const page = await (await house.app.request('/system', { headers: { cookie } })).text()
  expect(page).toMatch(/приостановлена.*Telegram/s)
  expect(page).toContain('known to be there: durov is gone')
  expect(page.match(/приостановлена/g)).toHaveLength(1)
})
