import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeUtf8 } from './utf8.ts'

const standard = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

describe('UTF-8 as text', () => {
  it('is what the Encoding standard says, for any well-formed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const bytes = Buffer.from(text)
        expect(decodeUtf8(bytes)).toBe(standard(bytes))
      }),
    )
  })

  it('is what the Encoding standard says, for any bytes', () => {
    const near = fc.constantFrom(
      0x41,
      0x80,
      0xbf,
      0xc0,
      0xc2,
      0xd0,
      0xb6,
      0xe0,
      0xed,
      0xa0,
      0xef,
      0xf0,
      0x9f,
      0xf4,
      0x90,
      0xff,
    )
    fc.assert(
      fc.property(fc.array(near, { maxLength: 12 }), (list) => {
        const bytes = Buffer.from(list)
        expect(decodeUtf8(bytes)).toBe(standard(bytes))
      }),
      { numRuns: 5_000 },
    )
  })

  it('keeps letters of two, three and four bytes, also in a long text', () => {
    const text = 'Поддержка — 中文 🙂 '.repeat(20)
    expect(decodeUtf8(Buffer.from(text))).toBe(text)
    const long = text.repeat(1_000)
    expect(decodeUtf8(Buffer.from(long))).toBe(long)
  })

  it('is empty for nothing', () => {
    expect(decodeUtf8(Buffer.alloc(0))).toBe('')
  })
})
