import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packEvidence } from './pack-evidence.ts'

it('gives back what it was given, whatever stands in it, as bytes of UTF-8', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const evidence = { value, text }
      const bytes = packEvidence(evidence)
      expect(bytes).toEqual(Buffer.from(JSON.stringify(evidence)))
      expect(JSON.parse(bytes?.toString() ?? '')).toEqual(JSON.parse(JSON.stringify(evidence)))
    }),
  )
})

it('keeps half a surrogate pair, which a page may hold', () => {
  expect(JSON.parse(packEvidence({ text: 'чат \ud83d' })?.toString() ?? '')).toEqual({ text: 'чат \ud83d' })
})

it('packs nothing where nothing was seen, and nothing twice', () => {
  expect(packEvidence(null)).toBeNull()
  expect(packEvidence(undefined)).toBeNull()
  const bytes = packEvidence({ seen: 'чат' })
  expect(packEvidence(bytes)).toBe(bytes)
})
