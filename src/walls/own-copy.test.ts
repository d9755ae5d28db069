import fc from 'fast-check'
import { expect, it } from 'vitest'
import { collectGarbage } from '../../test/support/collect-garbage.ts'
import { ownCopy } from './own-copy.ts'
import { digestPage } from './page-digest.ts'

it('is the same text, whatever it holds', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => ownCopy(text) === text))
})

it('a title and a heading do not keep their documents in memory', async () => {
  const filling = 'Служба поддержки отвечает. '.repeat(20_000)
  const head = (n: number) =>
    `<title>Помощь покупателям, страница ${n}</title><h1>Как с нами связаться ${n}</h1>`
  await collectGarbage()
  const before = process.memoryUsage().heapUsed
  const kept = Array.from({ length: 40 }, (_, n) => {
    const { title, h1 } = digestPage(`${head(n)}<p>${filling}${n}`, 'https://shop.example/')
    return { title, h1 }
  })
  await collectGarbage()
  // A document is a megabyte.
  expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(10)
  expect(kept[39]).toEqual({ title: 'Помощь покупателям, страница 39', h1: ['Как с нами связаться 39'] })
})
