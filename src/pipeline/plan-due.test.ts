import { afterEach, beforeEach, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { planDue } from './plan-due.ts'
import { syncKb } from './sync-kb.ts'

let test: TestPipeline

beforeEach(async () => {
  test = await startTestPipeline([toy('bear1'), toy('bear2'), toy('bear3'), toy('duck1'), toy('duck2')])
  test.clock.now = new Date(test.clock.now.getTime() + 3_600_000)
})
afterEach(() => test.stop())

/** Notes each call for hosts apart. */
function hearWishes(): string[][] {
  const calls: string[][] = []
  test.pipeline.wake.runHosts = async (wishes) => void calls.push(wishes.flatMap(({ hosts }) => hosts).sort())
  return calls
}

it('begins after the first transaction, and then asks for each host once', async () => {
  const calls = hearWishes()
  expect(await planDue(test.pipeline, new Array(10).fill(1))).toBe(5)
  expect(calls).toHaveLength(2)
  expect(calls[0]).toHaveLength(1)
  expect(calls[1]).toEqual(['bear.test', 'duck.test'])
})

it('opens no more than its transactions hold', async () => {
  hearWishes()
  expect(await planDue(test.pipeline, [2, 2])).toBe(4)
  expect(await planDue(test.pipeline, [2, 2])).toBe(1)
})

it('asks for hosts in groups, each host once', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `host${String.fromCharCode(97 + i)}`)
  await syncKb(test.pipeline, knowledgeBaseOf(names.flatMap((name) => [toy(`${name}1`), toy(`${name}2`)])))
  test.clock.now = new Date(test.clock.now.getTime() + 48 * 3_600_000)
  const groups: (readonly string[])[] = []
  test.pipeline.wake.runHosts = async (wishes) => void groups.push(...wishes.map(({ hosts }) => hosts))
  expect(await planDue(test.pipeline)).toBe(40)
  expect(groups.map(({ length }) => length)).toEqual([8, 8, 4])
  expect(groups.flat().sort()).toEqual(names.map((name) => `${name}.test`))
})

it('asks for what it opened, also where it could not go on', async () => {
  const calls = hearWishes()
  const { now } = test.pipeline
  let rounds = 0
  test.pipeline.now = () => {
    rounds += 1
    if (rounds === 4) throw new Error('the store is away')
    return now()
  }
  await expect(planDue(test.pipeline, new Array(10).fill(1))).rejects.toThrow('the store is away')
  expect(calls.flat()).toHaveLength(3)
})
