import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRegistry } from '../../src/kinds/index.ts'
import { listChecks } from '../../src/store/checks.ts'
import { listContacts } from '../../src/store/contacts.ts'
import { startTestPipeline, type TestPipeline, toy } from '../support/pipeline.ts'
import { createToyKind, lost } from '../support/toy-kind.ts'

const dayMs = 24 * 3_600_000
let test: TestPipeline

// The toy is one object of type Kind and its one line in this registry: nothing else of the house knows it.
beforeAll(async () => {
  test = await startTestPipeline([toy('bear'), toy('duck')])
})
afterAll(() => test.stop())

it('a new kind is watched, confirmed and alerted without another line', async () => {
  await test.live(dayMs)
  test.toys.answers.set('toy:duck', lost)
  await test.live(5 * dayMs)
  const { db } = test.pipeline
  const { rows } = await listContacts(db, {}, { now: test.clock.now, timeScale: 1 }, { limit: 10 })
  expect(rows.map(({ id, status, reasonCode }) => [id, status, reasonCode])).toEqual([
    ['shop/duck', 'broken', 'toy/lost'],
    ['shop/bear', 'fresh', null],
  ])
  const [last] = await listChecks(db, 'shop/duck', 1)
  expect(last).toMatchObject({ verdict: 'gone', reasonMessage: 'it is not there', trace: ['asked toy:duck'] })
  expect(await db.selectFrom('alerts').select('edge').execute()).toEqual([{ edge: 'opened' }])
})

it('its targets are recognised and its reasons have their texts', () => {
  const registry = createRegistry([createToyKind(test.toys)])
  expect(registry.recogniseTarget('toy:bear')).toMatchObject({ value: 'toy:bear', kind: { name: 'toy' } })
  expect(registry.reasonText('toy/lost')?.next.en).toBe('Look under the bed.')
})
