import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { lost } from '../../test/support/toy-kind.ts'

const dayMs = 24 * 3_600_000
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([toy('bear'), toy('duck')])
})
afterAll(() => test.stop())

const flagged = async () => {
  const rows = await test.pipeline.db.selectFrom('standings').select(['contact_id', 'kind_flags']).execute()
  return rows.filter(({ kind_flags }) => kind_flags.length > 0)
}

it('what a kind notices of a living contact is kept until it is gone, and a failed check does not wipe it', async () => {
  test.toys.silent.add('toy:bear')
  await test.live(dayMs)
  expect(await flagged()).toEqual([{ contact_id: 'shop/bear', kind_flags: ['silent'] }])
  test.toys.answers.set('toy:bear', lost)
  await test.live(dayMs)
  expect(await flagged()).toHaveLength(1)
  test.toys.answers.delete('toy:bear')
  test.toys.silent.clear()
  await test.live(2 * dayMs)
  expect(await flagged()).toEqual([])
})
