import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applySplices, type Splice } from './splice.ts'
import { renderUnifiedDiff } from './unified-diff.ts'

/** Applies a patch by the letter of its format, and refuses one that does not fit. */
function patch(text: string, diff: string): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const out: string[] = []
  let at = 0
  const rows = diff === '' ? [] : diff.replace(/\n$/, '').split('\n').slice(2)
  rows.forEach((row, index) => {
    if (row.startsWith('\\')) return
    const line = row.slice(1) + (rows[index + 1]?.startsWith('\\') ? '' : '\n')
    if (row.startsWith('@@')) {
      const [, start = '', count = ''] = /^@@ -(\d+),(\d+) /.exec(row) ?? []
      const from = Number(start) - (count === '0' ? 0 : 1)
      out.push(...lines.slice(at, from))
      at = from
    } else if (row.startsWith('+')) out.push(line)
    else {
      expect(lines[at]).toBe(line)
      if (row.startsWith(' ')) out.push(line)
      at += 1
    }
  })
  return [...out, ...lines.slice(at)].join('')
}

describe('a unified diff', () => {
  it('shows three lines around a change, and joins changes that are near', () => {
    const text = Array.from({ length: 20 }, (_, n) => `line ${n}\n`).join('')
    const splices = ['line 5', 'line 9', 'line 18'].map((word) => ({
      offset: text.indexOf(word),
      length: word.length,
      text: 'new',
    }))
    const diff = renderUnifiedDiff('a.md', text, splices)
    expect(diff.match(/^@@.*@@$/gm)).toEqual(['@@ -3,11 +3,11 @@', '@@ -16,5 +16,5 @@'])
    expect(patch(text, diff)).toBe(applySplices(text, splices))
  })

  it('is empty where nothing changes', () => {
    expect(renderUnifiedDiff('a', 'same\n', [{ offset: 0, length: 4, text: 'same' }])).toBe('')
    expect(renderUnifiedDiff('a', '', [])).toBe('')
  })

  it('adds lines to an empty file and to one whose last line does not end', () => {
    expect(renderUnifiedDiff('a', '', [{ offset: 0, length: 0, text: 'x\n' }])).toContain(
      '@@ -0,0 +1,1 @@\n+x\n',
    )
    const diff = renderUnifiedDiff('a', 'x', [{ offset: 1, length: 0, text: '\ny\n' }])
    expect(diff).toContain('-x\n\\ No newline at end of file\n+x\n+y\n')
  })

  it('makes the same text as the splices, whatever they are', () => {
    const piece = fc
      .array(fc.constantFrom('a', 'b', '\n', '\r\n'), { maxLength: 40 })
      .map((all) => all.join(''))
    const splice = fc.record({ offset: fc.nat(60), length: fc.nat(9), text: piece })
    fc.assert(
      fc.property(piece, fc.array(splice, { maxLength: 6 }), (text, wild) => {
        const splices: Splice[] = wild.map((one) => {
          const offset = Math.min(one.offset, text.length)
          return { ...one, offset, length: Math.min(one.length, text.length - offset) }
        })
        expect(patch(text, renderUnifiedDiff('a', text, splices))).toBe(applySplices(text, splices))
      }),
      { numRuns: 500 },
    )
  })
})
