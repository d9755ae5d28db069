import { AsyncLocalStorage } from 'node:async_hooks'
import { expect, it, vi } from 'vitest'
import { openCrawl } from './crawl.ts'

it('runs so many pieces of work at a time and gives each its own result', async () => {
  const crawl = openCrawl(3)
  let now = 0
  let most = 0
  const work = async (n: number) => {
    now += 1
    most = Math.max(most, now)
    await new Promise((resolve) => setImmediate(resolve))
    now -= 1
    return n * 2
  }
  const results = await Promise.all(Array.from({ length: 40 }, (_, n) => crawl.run(() => work(n))))
  await crawl.close()
  expect(results).toEqual(Array.from({ length: 40 }, (_, n) => n * 2))
  expect(most).toBe(3)
})

it('urgent work is the next that begins', async () => {
  const crawl = openCrawl(1)
  let finish: () => void = () => undefined
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const first = crawl.run(() => finished)
  const begun: string[] = []
  const note = async (name: string) => void begun.push(name)
  const others = ['one', 'two'].map((name) => crawl.run(() => note(name)))
  const urgent = crawl.run(() => note('urgent'), true)
  finish()
  await Promise.all([first, ...others, urgent])
  await crawl.close()
  expect(begun).toEqual(['urgent', 'one', 'two'])
})

it('what one piece throws reaches its own caller, once, and the others go on', async () => {
  const crawl = openCrawl(2)
  let tries = 0
  const bad = crawl.run(async () => {
    tries += 1
    throw new Error('a bug')
  })
  const good = crawl.run(async () => 'fine')
  await expect(bad).rejects.toThrow('a bug')
  expect(await good).toBe('fine')
  expect(await crawl.run(async () => 'later')).toBe('later')
  await crawl.close()
  expect(tries).toBe(1)
})

it('leaves promise hooks off, which would make each promise of the process dearer', async () => {
  const entered = vi.spyOn(AsyncLocalStorage.prototype, 'run')
  const crawl = openCrawl(2)
  await Promise.all(Array.from({ length: 5 }, () => crawl.run(async () => undefined)))
  await crawl.close()
  expect(entered).not.toHaveBeenCalled()
  entered.mockRestore()
})

it('takes no Ctrl-C for itself', async () => {
  const before = process.listeners('SIGINT')
  const crawl = openCrawl(1)
  await crawl.run(async () => undefined)
  await crawl.run(async () => undefined)
  expect(process.listeners('SIGINT')).toEqual(before)
  await crawl.close()
})

it('one that was never used closes, and so does one that is closed twice', async () => {
  await openCrawl(1).close()
  const crawl = openCrawl(1)
  await crawl.run(async () => undefined)
  await crawl.close()
  await crawl.close()
})

it('work that has not begun when it closes is told so, what runs is finished', async () => {
  const crawl = openCrawl(1)
  let finish: () => void = () => undefined
  let begin: () => void = () => undefined
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const running = crawl.run(async () => {
    begin()
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    return 'finished'
  })
  const waiting = expect(crawl.run(async () => undefined)).rejects.toThrow('closed')
  await begun
  const closing = crawl.close()
  await waiting
  finish()
  expect(await running).toBe('finished')
  await closing
})

it('one that is closed while it starts does not go on', async () => {
  const crawl = openCrawl(1)
  const waiting = expect(crawl.run(async () => undefined)).rejects.toThrow('closed')
  await crawl.close()
  await waiting
})
