import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stemsByFrequency } from './word-stems.ts'

/** What the stems are by definition. */
function byDefinition(text: string): string[] {
  const counts = new Map<string, number>()
  for (const word of text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/\p{L}{5,30}/gu) ?? []) {
    const stem = word.slice(0, Math.max(5, word.length - 2))
    counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([stem]) => stem)
}

const pieces = fc.constantFrom(
  ...['поддержка', 'ПОДДЕРЖКИ', 'Ёлочка', 'елочка', 'заказ', 'orders', 'Straße', ' ', '-', '\n', '1234', 'ы'],
  ...[
    'İstanbul',
    'ΟΔΟΣ',
    'ΣΟΦΙΑ',
    '𝐀𝐁𝐂𝐃𝐄',
    '\ud835',
    'x'.repeat(29),
    'ſtrength',
    'ǅungla',
    '中文字符很长',
    'K',
  ],
)

describe('the stems of a page', () => {
  it('are the words of five letters or more without their endings, the most frequent first', () => {
    expect(stemsByFrequency('Доставка и возврат. Доставку оплачивает покупатель; заказ')).toEqual([
      'достав',
      'возвр',
      'оплачива',
      'покупате',
      'заказ',
    ])
  })

  it('are what the definition says, whatever letters there are', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        expect(stemsByFrequency(text)).toEqual(byDefinition(text))
      }),
      { numRuns: 2_000 },
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(stemsByFrequency(text)).toEqual(byDefinition(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('cut a run of more than thirty letters into several words', () => {
    const run = 'ж'.repeat(65)
    expect(stemsByFrequency(run)).toEqual(byDefinition(run))
  })

  it('are counted in a text of many different words', () => {
    const text = Array.from({ length: 5_000 }, (_, n) =>
      String.fromCharCode(...[...String(n * 7919).padStart(8, '0')].map((d) => 0x430 + Number(d) * 3)),
    ).join(' ')
    expect(stemsByFrequency(text)).toEqual(byDefinition(text))
  })
})
