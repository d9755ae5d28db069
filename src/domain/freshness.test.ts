import { expect, it } from 'vitest'
import type { Claim } from './contact.ts'
import { disputeOf, type Source } from './freshness.ts'

const source = (id: string, witness: string): [string, Source] => [
  id,
  { id, title: id, url: null, publisher: id, asOf: null, witness },
]
const sources = new Map([source('a', 'one'), source('copy-of-a', 'one'), source('b', 'two')])
const claim = (sourceId: string, says: Claim['says']): Claim => ({
  source: sourceId,
  says,
  detail: null,
  asOf: null,
})

it('two witnesses who contradict each other make a dispute with both sides', () => {
  const claims = [claim('a', 'works'), claim('copy-of-a', 'works'), claim('b', 'discontinued')]
  expect(disputeOf(claims, sources)).toEqual({ works: claims.slice(0, 2), against: claims.slice(2) })
})

it('a source and its copy are one witness and cannot contradict each other', () => {
  expect(disputeOf([claim('a', 'works'), claim('copy-of-a', 'absent')], sources)).toBeNull()
})

it('hours contradict nothing', () => {
  expect(disputeOf([claim('a', 'hours'), claim('b', 'discontinued')], sources)).toBeNull()
})

it('a source that is not listed is a witness of its own', () => {
  expect(disputeOf([claim('a', 'works'), claim('elsewhere', 'absent')], sources)).not.toBeNull()
})
