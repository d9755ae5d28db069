import { expect, it } from 'vitest'
import { gather } from './gather.ts'

/** Work that is finished by hand, and what it was asked. */
function workByHand() {
  const asked: number[][] = []
  const finish: (() => void)[] = []
  const work = async (items: readonly number[]) => {
    asked.push([...items])
    await new Promise<void>((resolve) => finish.push(resolve))
    return items.map((item) => item * 10)
  }
  return { asked, work, finishNext: () => finish.shift()?.() }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

it('a single question is asked at once, and answered', async () => {
  const { ask } = gather(async (items: readonly number[]) => items.map((n) => n + 1), {
    items: 9,
    waitMs: 1e9,
    lanes: 1,
  })
  expect(await ask(1)).toBe(2)
  expect(await ask(5)).toBe(6)
})

it('what comes while one is under way is asked together, each with its own answer', async () => {
  const { asked, work, finishNext } = workByHand()
  const { ask } = gather(work, { items: 9, waitMs: 1e9, lanes: 1 })
  const first = ask(1)
  await turn()
  const others = [ask(2), ask(3), ask(4)]
  finishNext()
  expect(await first).toBe(10)
  await turn()
  await turn()
  finishNext()
  expect(await Promise.all(others)).toEqual([20, 30, 40])
  expect(asked).toEqual([[1], [2, 3, 4]])
})

it('no question is larger than its limit, and a full one does not wait', async () => {
  const { asked, work, finishNext } = workByHand()
  const { ask } = gather(work, { items: 2, waitMs: 1e9, lanes: 1 })
  const all = [1, 2, 3, 4].map((n) => ask(n))
  for (let round = 0; round < 8; round += 1) {
    await turn()
    finishNext()
  }
  expect(await Promise.all(all)).toEqual([10, 20, 30, 40])
  expect(asked).toEqual([
    [1, 2],
    [3, 4],
  ])
})

it('when it is busy it waits for more, but not where somebody waits for the answer', async () => {
  const { asked, work, finishNext } = workByHand()
  const { ask } = gather(work, { items: 9, waitMs: 1e9, lanes: 1 })
  const busy = [ask(1), ask(2)]
  await turn()
  await turn()
  finishNext()
  await Promise.all(busy)
  const patient = ask(3)
  await turn()
  await turn()
  expect(asked).toEqual([[1, 2]])
  const urgent = ask(4, true)
  await turn()
  await turn()
  finishNext()
  expect(await Promise.all([patient, urgent])).toEqual([30, 40])
  expect(asked).toEqual([
    [1, 2],
    [4, 3],
  ])
})

it('no more questions are under way than there are lanes', async () => {
  const { asked, work, finishNext } = workByHand()
  const { ask } = gather(work, { items: 1, waitMs: 1e9, lanes: 2 })
  const all = [1, 2, 3].map((n) => ask(n))
  await turn()
  await turn()
  expect(asked).toEqual([[1], [2]])
  for (let round = 0; round < 8; round += 1) {
    finishNext()
    await turn()
  }
  expect(await Promise.all(all)).toEqual([10, 20, 30])
})

it('what the work throws all of them get, and the next question is asked again', async () => {
  let fails = true
  const { ask } = gather(
    async (items: readonly number[]) => {
      if (fails) throw new Error('away')
      return items
    },
    { items: 9, waitMs: 1, lanes: 1 },
  )
  const both = await Promise.allSettled([ask(1), ask(2)])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  fails = false
  expect(await ask(3)).toBe(3)
})
