import { Parser } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { exitCodeWith } from '../fail-on.ts'
import { type formats, type ReportLine, writeReport } from './report.ts'

const line = (state: ReportLine['state'], extra: Partial<ReportLine> = {}): ReportLine => ({
  target: 'https://shop.example/',
  kind: 'page',
  state,
  reason: state === 'alive' ? null : { code: 'http/not-found', message: 'answered 404' },
  suggestion: null,
  facts: [],
  via: 'http',
  httpStatus: 404,
  finalUrl: null,
  startedAt: '2026-11-22T09:00:00.000Z',
  durationMs: 1500,
  trace: ['GET https://shop.example/ -> 404'],
  places: [{ file: 'docs/статья 1.md', line: 7, sentence: 'Пишите сюда.' }],
  ...extra,
})
const nasty = 'x\u0000\u0008<&"\n::error::](http://evil) | `@all` \ud800 \uffff'
const hostile = line('gone', {
  target: nasty,
  reason: { code: 'http/gone', message: nasty },
  places: [{ file: 'a,b:c.md', line: 1, sentence: nasty }],
  trace: [nasty],
})
const all = [line('alive'), line('changed'), line('gone'), line('unknown'), hostile]
const written = (format: (typeof formats)[number], lines = all) => writeReport(format, lines) ?? ''

describe('JUnit', () => {
  it('counts failures and skips, and names file and line', () => {
    const xml = written('junit')
    expect(xml).toContain('<testsuites tests="5" failures="3" errors="0" time="7.500">')
    expect(xml).toContain('name="https://shop.example/" time="1.500">')
    expect(xml.match(/<failure type="(?:changed|gone)"/g)).toHaveLength(3)
    expect(xml).toContain('docs/статья 1.md:7 Пишите сюда.')
    expect(xml.match(/<skipped>/g)).toHaveLength(1)
  })

  it('is well formed and free of characters that XML has not, whatever a page said', () => {
    const xml = written('junit')
    expect(xml).not.toMatch(/(?!\n)\p{Cc}|[\ufffe\uffff]/u)
    const open: string[] = []
    const parser = new Parser(
      {
        onopentag: (tag) => open.push(tag),
        onclosetag: (tag, implied) => {
          expect(open.pop()).toBe(tag)
          if (implied) expect(['testcase', 'skipped']).toContain(tag)
        },
      },
      { xmlMode: true },
    )
    parser.end(xml)
    expect(open).toEqual([])
    expect(xml.replace(/&(?:amp|lt|gt|quot|#\d+);/g, '')).not.toContain('&')
  })
})

describe('SARIF', () => {
  it('has what 2.1.0 requires: version, driver name, messages, rules by index, lines from 1', () => {
    const log = JSON.parse(written('sarif'))
    expect(log.version).toBe('2.1.0')
    const [run] = log.runs
    expect(run.tool.driver.name).toBe('Stillthere')
    const ids = run.tool.driver.rules.map(({ id }: { id: string }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(run.results).toHaveLength(4)
    for (const result of run.results) {
      expect(ids[result.ruleIndex]).toBe(result.ruleId)
      expect(['error', 'warning', 'note']).toContain(result.level)
      expect(result.message.text).not.toBe('')
      const [{ physicalLocation }] = result.locations
      expect(physicalLocation.region.startLine).toBeGreaterThanOrEqual(1)
      expect(physicalLocation.artifactLocation.uri).toMatch(/^[\w%./-]+$/)
    }
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      'docs/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F%201.md',
    )
  })

  it('keeps its fingerprint when a line moves', () => {
    const at = (place: number) =>
      JSON.parse(written('sarif', [line('gone', { places: [{ file: 'a.md', line: place, sentence: '' }] })]))
        .runs[0].results[0].partialFingerprints
    expect(at(3)).toEqual(at(9))
  })
})

describe('summaries', () => {
  it('lets no page write markup into the Markdown', () => {
    const text = written('markdown')
    expect(text).toContain('5 contacts checked: 1 alive, 1 changed, 2 gone, 1 could not be told.')
    const row = text.split('\n').find((one) => one.includes('evil')) ?? ''
    expect(row.replace(/\\\|/g, '').match(/\|/g)).toHaveLength(5)
    expect(row).not.toMatch(/[^\\]\]\(|@/)
  })

  it('annotates places for GitHub, and lets no text begin a command', () => {
    const lines = written('github').trim().split('\n')
    expect(lines).toHaveLength(4)
    expect(lines.every((one) => /^::(?:error|warning|notice) /.test(one))).toBe(true)
    expect(lines[3]).toContain('file=a%2Cb%3Ac.md,line=1')
  })

  it('says so where nothing is wrong', () => {
    expect(written('markdown', [line('alive')])).not.toContain('|')
    expect(written('github', [line('alive')])).toBe('')
  })
})

describe('--fail-on', () => {
  it.each([
    [null, ['alive', 'unknown'], 3],
    [null, ['changed', 'unknown'], 1],
    ['broken', ['changed', 'unknown'], 0],
    ['broken', ['gone'], 1],
    ['suspect', ['changed'], 1],
    ['suspect', ['unknown'], 0],
    ['stale', ['unknown'], 1],
    ['never', ['gone'], 0],
  ] as const)('%s of %j gives %d', (level, states, code) => {
    expect(exitCodeWith(level, states)).toBe(code)
  })
})
