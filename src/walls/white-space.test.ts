import fc from 'fast-check'
import { expect, it } from 'vitest'
import { VisibleText } from './visible-text.ts'
import { isSingleSpaced, singleSpaced } from './white-space.ts'

const signs = fc.constantFrom(
  ...[
    'а',
    'Z',
    'ё',
    '«',
    '»',
    '—',
    '…',
    '’',
    '1',
    '中',
    '🙂',
    ' ',
    ' ',
    ' ',
    '\n',
    '\t',
    '\v',
    '\u00a0',
    '\u00ad',
  ],
  ...['\u1680', '\u2009', '\u200b', '\u2028', '\u202f', '\u205f', '\u3000', '\ufeff', '\u0085', '\u0000'],
)
const texts = fc.array(signs, { maxLength: 12 }).map((parts) => parts.join(''))

it('is made of single spaces as the expression makes it, whatever white space there is', () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: 'binary', maxLength: 20 })), (text) => {
      expect(singleSpaced(text)).toBe(text.replace(/\s+/g, ' '))
    }),
    { numRuns: 3_000 },
  )
})

it('of every sign alone, doubled and between words', () => {
  for (let code = 0; code < 0x10000; code += 1) {
    const sign = String.fromCharCode(code)
    for (const text of [sign, sign + sign, `а${sign}б`])
      if (singleSpaced(text) !== text.replace(/\s+/g, ' ')) expect.fail(`U+${code.toString(16)}`)
  }
})

it('is left alone in ordinary sentences', () => {
  expect(isSingleSpaced('«Служба поддержки» — 24/7, e-mail: a@b.example…')).toBe(true)
  expect(isSingleSpaced('два  пробела')).toBe(false)
  expect(isSingleSpaced('мяг\u00adкий')).toBe(false)
})

it('reaches visible text without soft hyphens, zero-width and doubled spaces', () => {
  const visible = new VisibleText(1_000)
  visible.add('Служ\u00adба  под\u200bдержки\u00a0и\nпомощь')
  expect(visible.text()).toBe('Служба поддержки и помощь')
  const thin = new VisibleText(1_000)
  thin.add('10\u2009000 ₽')
  expect(thin.text()).toBe('10\u2009000 ₽')
})
