import { describe, expect, it } from 'vitest'
import { type ArticleSource, areCopies, nameWitnesses } from './article-source.ts'

const msk = { value: '+74950097070', raw: '+ 7 (495) 009-70-70' }
const spb = { value: '+78124940606', raw: '+7 (812) 494-06-06' }
const free = { value: '+78002347000', raw: '8 (800) 234-70-00' }

const articleOf = (
  id: string,
  given: ArticleSource['given'],
  more: Partial<ArticleSource> = {},
): ArticleSource => ({
  ...{ id, title: id, url: null, publisher: `${id}.example`, asOf: null, given },
  ...more,
})

describe('articles that copied each other', () => {
  it('share an odd spelling', () => {
    expect(areCopies(articleOf('a', [msk, spb]), articleOf('b', [msk, spb, free]))).toBe(true)
  })

  it('or the same whole set, however it is spelled', () => {
    const spelled = [msk, spb, free].map(({ value }) => ({ value, raw: value }))
    expect(areCopies(articleOf('a', [msk, spb, free]), articleOf('b', spelled))).toBe(true)
  })

  it('are not those that spell the same number as everybody does', () => {
    expect(areCopies(articleOf('a', [spb, free]), articleOf('b', [spb, free, msk]))).toBe(false)
    expect(areCopies(articleOf('a', [msk]), articleOf('b', [msk]))).toBe(false)
    expect(areCopies(articleOf('a', []), articleOf('b', []))).toBe(false)
  })
})

describe('witnesses', () => {
  const stated = [
    { id: 'kak2c', title: 'Ozon', url: null, publisher: 'kak2c.ru', asOf: null, witness: 'e-zh-kak2c' },
    {
      id: 'one',
      title: 'One',
      url: 'https://two.example/1',
      publisher: 'two.example',
      asOf: null,
      witness: 'one',
    },
    {
      id: 'two',
      title: 'Two',
      url: 'https://two.example/2',
      publisher: 'two.example',
      asOf: null,
      witness: 'two',
    },
  ]
  const witnessOf = (...articles: ArticleSource[]) =>
    nameWitnesses(articles, stated).map(({ witness }) => witness)

  it('are those of the knowledge base for its own sources', () => {
    expect(witnessOf(articleOf('a', [], { publisher: 'kak2c.ru' }))).toEqual(['e-zh-kak2c'])
    expect(witnessOf(articleOf('a', [], { url: 'https://two.example/2' }))).toEqual(['two'])
    expect(witnessOf(articleOf('a', [], { publisher: 'two.example' }))).toEqual(['a'])
  })

  it('are one for what one publisher prints, and for copies', () => {
    expect(witnessOf(articleOf('a', []), articleOf('b', [], { publisher: 'a.example' }))).toEqual(['a', 'a'])
    expect(witnessOf(articleOf('a', [msk, spb]), articleOf('b', [msk, spb]), articleOf('c', []))).toEqual([
      'a',
      'a',
      'c',
    ])
  })

  it('are one for all copies of a source that the knowledge base has', () => {
    const copy = articleOf('b', [msk, spb], { publisher: 'kak2c.ru' })
    expect(witnessOf(articleOf('a', [msk, spb]), copy)).toEqual(['e-zh-kak2c', 'e-zh-kak2c'])
  })
})
