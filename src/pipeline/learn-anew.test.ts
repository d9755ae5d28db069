import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { createRegistry } from '../kinds/index.ts'
import type { Kind } from '../kinds/kind.ts'

const dayMs = 24 * 3_600_000
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([toy('bear')])
})
afterAll(() => test.stop())

it('a kind learns beside what it knew, and what it knew stays where it finds nothing new', async () => {
  const kind = test.pipeline.kinds.kindNamed('toy')
  if (!kind) throw new Error('no toys')
  const known: unknown[] = []
  const counting: Kind = {
    ...kind,
    learn(_, before) {
      known.push(before)
      return before ? null : { learned: known.length }
    },
  }
  test.pipeline.kinds = createRegistry([counting])
  await test.live(3 * dayMs)
  expect(known.slice(0, 2)).toEqual([null, { learned: 1 }])
  const { memory } = await test.pipeline.db
    .selectFrom('memories')
    .select('memory')
    .where('contact_id', '=', 'shop/bear')
    .executeTakeFirstOrThrow()
  expect(memory).toEqual({ learned: 1 })
})
