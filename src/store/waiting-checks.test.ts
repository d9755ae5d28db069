import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { planDue } from '../pipeline/plan-due.ts'
import { holdHosts, pauseHost } from './hosts.ts'
import { oldestWaitingCheckAt } from './waiting-checks.ts'

let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([toy('bear')])
})
afterAll(() => test.stop())

it('a check of a host that asked for a pause waits on purpose: that is no lag of ours', async () => {
  const { db } = test.pipeline
  const later = (hours: number) => new Date(test.clock.now.getTime() + hours * 3_600_000)
  test.clock.now = later(1)
  await planDue(test.pipeline)
  expect(await oldestWaitingCheckAt(db, test.clock.now)).toEqual(test.clock.now)
  await holdHosts(db, ['bear.test'], { holder: 'worker', until: later(1) }, test.clock.now)
  await pauseHost(db, 'bear.test', later(5), 1)
  expect(await oldestWaitingCheckAt(db, later(4))).toBe(null)
  expect(await oldestWaitingCheckAt(db, later(6))).toEqual(test.clock.now)
})
