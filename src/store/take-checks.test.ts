import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { planDue } from '../pipeline/plan-due.ts'
import { syncKb } from '../pipeline/sync-kb.ts'
import { openChecks, priorities } from './checks.ts'
import { takeChecks } from './take-checks.ts'

const host = 'bear.test'
const bears = ['bear1', 'bear2', 'bear3', 'bear4', 'bear5', 'bear6']
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([])
})
afterAll(() => test.stop())
beforeEach(async () => {
  const { db } = test.pipeline
  await db.deleteFrom('contacts').execute()
  await syncKb(test.pipeline, knowledgeBaseOf([]))
  await syncKb(test.pipeline, knowledgeBaseOf(bears.map((name) => toy(name))))
  await db.updateTable('due').set({ due_at: test.clock.now }).execute()
  expect(await planDue(test.pipeline)).toBe(bears.length)
})

const take = (each: number) => takeChecks(test.pipeline.db, [host], test.clock.now, each)

it('checks are taken in the order of their urgency', async () => {
  const contacts = [{ contactId: 'shop/bear5', host, priority: priorities.asked, askedBy: 'Anna' }]
  await openChecks(test.pipeline.db, contacts, test.clock.now)
  const taken = await take(3)
  expect(taken).toHaveLength(3)
  expect(taken[0]?.contactId).toBe('shop/bear5')
})

it('a check that was started before is taken alone, so that its fault counts against no other', async () => {
  const [first] = await take(1)
  expect((await take(6)).map(({ id, starts }) => [id, starts])).toEqual([[first?.id, 2]])
  // One that is not the first is passed over until its turn comes.
  const other = await test.pipeline.db
    .updateTable('open_checks')
    .set({ priority: priorities.confirming })
    .where('id', '!=', first?.id ?? 0)
    .returning('id')
    .execute()
  expect((await take(6)).map(({ id }) => id)).toEqual(other.map(({ id }) => id).sort((a, b) => a - b))
})
