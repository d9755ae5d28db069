import { beforeAll, describe, expect, test } from 'vitest'
import { signatures } from '../../src/walls/signatures.ts'
import { readCorpus } from '../fixtures/corpus/read-corpus.ts'
import { type Judged, judgeCorpus } from './judge-corpus.ts'
import { lawsOf } from './laws.ts'

const samples = readCorpus()
let judged: Judged[] = []
beforeAll(async () => {
  judged = await judgeCorpus(samples)
}, 120_000)

describe('the corpus', () => {
  test('has at least 250 exchanges, a third of them traps, each with its reason', () => {
    expect(samples.length).toBeGreaterThanOrEqual(250)
    expect(samples.filter(({ trap }) => trap).length).toBeGreaterThanOrEqual(samples.length / 3)
    expect(samples.filter(({ why, expect: expected }) => why === '' || expected === '')).toEqual([])
    expect(new Set(samples.map(({ id }) => id)).size).toBe(samples.length)
  })

  test('shows every signature at work', () => {
    const unseen = signatures
      .map(({ id }) => id)
      .filter((id) => !judged.some(({ message }) => new RegExp(`\\b${id}\\b`).test(message)))
    expect(unseen).toEqual([])
  })
})

test('keeps the laws', () => {
  const broken = lawsOf(judged).filter(({ holds }) => !holds)
  expect(
    broken.map(({ says, broken: by }) => [says, by.map(({ sample, got }) => `${sample.id}: ${got}`)]),
  ).toEqual([])
})

test('every sample is judged as written', () => {
  const wrong = judged.filter(({ sample, got }) => got !== sample.expect)
  expect(wrong.map(({ sample, got, message }) => `${sample.id}: ${got} (${message})`)).toEqual([])
})
