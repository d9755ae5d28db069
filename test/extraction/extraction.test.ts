import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractFindings } from '../../src/kb/extract/extract-article.ts'
import type { Format } from '../../src/kb/extract/finding.ts'
import { registry } from '../../src/kinds/index.ts'
import { cpuMs } from '../support/cpu-ms.ts'
import { fragments } from './fragments.ts'
import { groups, ours, precisionOf, recallOf, scoreOf } from './score.ts'

const organisations = [{ id: 'romashka', names: ['Ромашка', 'Romashka'], domains: ['romashka.ru'] }]

describe('the labelled set', () => {
  it.each(fragments.map((fragment) => [`${fragment.format}: ${fragment.name}`, fragment] as const))(
    'is read as labelled: %s',
    (_, fragment) => {
      expect([...new Set(ours(fragment))].sort()).toEqual([...fragment.expect].sort())
    },
  )

  it('has at least 40 fragments, and precision and recall of 0.97 in each group', () => {
    expect(fragments.length).toBeGreaterThanOrEqual(40)
    const scores = scoreOf(fragments, ours)
    for (const group of groups) {
      expect(precisionOf(scores[group])).toBeGreaterThanOrEqual(0.97)
      expect(recallOf(scores[group])).toBeGreaterThanOrEqual(0.97)
    }
  })
})

const format = fc.constantFrom<Format>('text', 'markdown', 'html')
const piece = fc.oneof(
  fc.constantFrom(...fragments.map(({ source }) => source)),
  fc.constantFrom(
    '\n',
    '\r\n\r\n',
    ' ',
    'Источник: romashka.ru\n',
    '# Горячая линия\n',
    '&nbsp;',
    '<p>',
    '\u2060',
    '😀',
    '\0',
  ),
  fc.string({ maxLength: 20, unit: 'binary' }),
)

describe('places', () => {
  it('give back exactly what was written, over random joins of fragments', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), format, (pieces, as) => {
        const source = pieces.join('')
        for (const found of extractFindings(source, { format: as, registry, organisations })) {
          expect(source.slice(found.offset, found.offset + found.length)).toBe(found.raw)
          expect(found.length).toBeGreaterThan(0)
          expect(source.slice(0, found.offset).split('\n')).toHaveLength(found.line)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('cost', () => {
  const of = (words: string, length = 100_000) =>
    words.repeat(Math.ceil(length / words.length)).slice(0, length)
  it.each([
    '1',
    '8 800 ',
    '@',
    'a@',
    'a.',
    '[',
    '[a](',
    '<',
    '<div>',
    '<a ',
    'https://',
    'https://a.ru/(',
    'чат в телеграм и ',
    '`a``',
    '*_',
    '- a\n',
    '<!-- ',
    'a at b точка ',
    '> ',
    '\n',
    'горячая линия нет. ',
    'Источник: a.ru\n',
    '&nbsp;',
    '8 (800) 234-70-00, ',
    '## a\n@romashka\n',
    '<nav>@romashka',
    'Ул. Пушкина, Москва, ',
    '- + ',
    '«',
    '+7 ',
  ])('stays small for hostile text: %j', (words) => {
    for (const as of ['text', 'markdown', 'html'] as const) {
      const began = process.cpuUsage()
      extractFindings(of(words, 20_000), { format: as, registry, organisations })
      const { user, system } = process.cpuUsage(began)
      // What grows with the square takes minutes here.
      expect((user + system) / 1000).toBeLessThan(4000)
    }
  })

  it('reads a megabyte of article in a second', () => {
    const prose = 'Продавцы пишут о сроках доставки и возвратах, а поддержка отвечает в течение дня. '.repeat(
      12,
    )
    const article = fragments
      .filter(({ format: as }) => as === 'text')
      .map(({ source }) => `${prose}\n${source}\n`)
      .join('')
    const megabyte = of(article, 1_000_000)
    expect(cpuMs(() => extractFindings(megabyte, { format: 'text', registry, organisations }))).toBeLessThan(
      1500,
    )
  })
})
