import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lowerCase } from './lower-case.ts'

it('lower case keeps every offset', () => {
  expect(lowerCase('ПИШИТЕ в ЧАТ')).toBe('пишите в чат')
  for (let code = 0; code < 0x10000; code += 1) {
    const letter = String.fromCharCode(code)
    if (lowerCase(letter).length !== 1) throw new Error(`U+${code.toString(16)} grows`)
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(lowerCase(text)).toHaveLength(text.length)
    }),
  )
})
