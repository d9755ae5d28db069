import { expect, test } from 'vitest'
import { decodeText } from './charset.ts'

const utf8 = Buffer.from('Привет')
const cp1251 = Buffer.from('cff0e8e2e5f2', 'hex')
const meta = (tag: string, bytes: Buffer) => Buffer.concat([Buffer.from(tag), bytes])

test.each([
  ['a header', cp1251, 'text/html; charset=windows-1251'],
  ['a header in quotes', cp1251, 'text/html; charset="Windows-1251"'],
  ['an alias', cp1251, 'text/html; charset=cp1251'],
  ['<meta charset>', meta('<meta charset=windows-1251>', cp1251), 'text/html'],
  [
    '<meta http-equiv>',
    meta('<META http-equiv="Content-Type" content="text/html; charset=windows-1251">', cp1251),
    '',
  ],
  ['nothing', utf8, ''],
  ['an unknown label', utf8, 'text/html; charset=x-unknown'],
  ['a BOM against the header', Buffer.from('\ufeffПривет'), 'text/html; charset=windows-1251'],
  ['UTF-16', Buffer.from('\ufeffПривет', 'utf16le'), ''],
  ['a <meta> that lies about UTF-16', meta('<meta charset="utf-16">', utf8), ''],
])('the charset is told by %s', (_how, bytes, header) => {
  expect(decodeText(bytes, header)).toContain('Привет')
})

test('a charset named beyond the first kilobyte is not looked for', () => {
  const late = Buffer.concat([Buffer.alloc(2000, ' '), Buffer.from('<meta charset=windows-1251>'), utf8])
  expect(decodeText(late, '')).toContain('Привет')
})

test('an adversarial head is read in no time', () => {
  const startedAt = performance.now()
  decodeText(Buffer.from('<meta '.repeat(20_000)), '')
  decodeText(Buffer.from(`<meta ${'a'.repeat(100_000)}`), `${'charset'.repeat(10_000)}`)
  expect(performance.now() - startedAt).toBeLessThan(50)
})
