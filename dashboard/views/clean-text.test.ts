import { describe, expect, it } from 'vitest'
import { cleanText } from './clean-text.ts'
import { safeHref } from './safe-href.ts'

describe('text from outside', () => {
  it('loses what would reorder it or hide in it', () => {
    expect(cleanText('https://bank.example/\u202etxt.exe\u2069\u200b\u0000!')).toBe(
      'https://bank.example/txt.exe!',
    )
  })

  it('keeps line breaks and emoji, and never ends in half a character', () => {
    expect(cleanText('a\nb 👍')).toBe('a\nb 👍')
    expect(cleanText('👍👍👍', 4)).toBe('👍…')
  })

  it('is cut where it would break the page', () => {
    expect(cleanText('x'.repeat(10_000), 50)).toHaveLength(50)
  })
})

describe('a link out', () => {
  it.each([
    'https://ozon.ru/',
    'http://ozon.ru/',
    'tel:+78002000000',
    'mailto:a@b.example',
    'tg://resolve?domain=x',
  ])('may lead to %s', (address) => {
    expect(safeHref(address)).toBe(address)
  })

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://a.example/1',
    '//evil.example',
    'not an address',
    null,
  ])('never leads to %s', (address) => {
    expect(safeHref(address)).toBeNull()
  })
})
