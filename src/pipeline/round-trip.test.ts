import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTestPipeline, type TestPipeline } from '../../test/support/pipeline.ts'
import { readCsv, writeCsv } from '../kb/csv.ts'
import { readKb } from '../kb/read-kb.ts'
import { listPendingEdits } from '../store/edits.ts'
import { applyCsv, planCsv, renderContactsCsv } from './csv-edits.ts'
import { editContact } from './edit-contact.ts'
import { exportKb } from './export-kb.ts'
import { syncKb } from './sync-kb.ts'

const anna = { by: 'Анна' }
const file = `marketplace:
  id: shop
  name: { ru: Лавка, en: Shop }
  domains: [shop.test]
contacts:
  bear: # the first toy
    kind: toy
    value: toy:bear
    label: { ru: Мишка, en: Bear }
    audience: anyone
    purpose: play
  duck:
    kind: toy
    value: toy:duck
    label: { ru: Утка, en: Duck }
    audience: anyone
    purpose: play
`
let test: TestPipeline
let dir: string

beforeEach(async () => {
  test = await startTestPipeline([])
  dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-kb-'))
  await write(file)
  await sync()
})
afterEach(async () => {
  await test.stop()
  await rm(dir, { recursive: true })
})

const write = (text: string) => writeFile(path.join(dir, 'shop.yaml'), text)
const read = () => readFile(path.join(dir, 'shop.yaml'), 'utf8')

async function sync() {
  const kb = await readKb(dir, test.pipeline.kinds)
  if (!kb.ok) throw new Error(JSON.stringify(kb.problems))
  return syncKb(test.pipeline, kb.kb)
}

describe('an export', () => {
  beforeEach(async () => {
    await editContact(test.pipeline, 'shop/bear', { value: 'toy:panda', hours: '9-18' }, anna)
  })

  it('writes the edits into the files, after which nothing is pending and nothing begins anew', async () => {
    const lines = await exportKb(test.pipeline, dir, { dryRun: false })
    expect(lines.map((line) => line.outcome)).toEqual(['written', 'written'])
    expect(await read()).toBe(
      file
        .replace('value: toy:bear', "value: 'toy:panda'")
        .replace('play\n  duck', "play\n    hours: '9-18'\n  duck"),
    )
    expect(await sync()).toMatchObject({ added: 0, removed: 0 })
    expect(await listPendingEdits(test.pipeline.db)).toEqual([])
    expect(await exportKb(test.pipeline, dir, { dryRun: false })).toEqual([])
  })

  it('only says what it would write if that is all that was asked for', async () => {
    expect(await exportKb(test.pipeline, dir, { dryRun: true })).toHaveLength(2)
    expect(await read()).toBe(file)
  })

  it('leaves alone what the file says otherwise, known or not yet known', async () => {
    await write(file.replace('toy:bear', 'toy:lynx'))
    const unknown = await exportKb(test.pipeline, dir, { dryRun: false })
    expect(unknown.map((line) => [line.field, line.outcome])).toEqual([
      ['hours', 'written'],
      ['value', 'file-differs'],
    ])
    await sync()
    const known = await exportKb(test.pipeline, dir, { dryRun: false })
    expect(known).toMatchObject([{ field: 'value', outcome: 'conflict', fileValue: 'toy:lynx' }])
    expect(await read()).toContain('toy:lynx')
    await rm(path.join(dir, 'shop.yaml'))
    await editContact(test.pipeline, 'shop/duck', { hours: 'x' }, anna)
    expect(await exportKb(test.pipeline, dir, { dryRun: false })).toMatchObject([
      { outcome: 'conflict' },
      { outcome: 'no-file' },
    ])
  })
})

describe('a table', () => {
  const filled = (cells: Record<string, string>, id = 'shop/bear') =>
    writeCsv([
      ['id', ...Object.keys(cells)],
      [id, ...Object.values(cells)],
    ])

  it('goes out with empty columns for new values and comes back without changing anything', async () => {
    const csv = await renderContactsCsv(test.pipeline)
    const [header, bear] = readCsv(csv)
    expect(header?.cells).toContain('new value')
    expect(bear?.cells.slice(0, 3)).toEqual(['shop/bear', 'toy', 'unchecked'])
    expect(await planCsv(test.pipeline, csv)).toEqual({ changes: [], problems: [] })
  })

  it('changes what is filled in, after a look at what that would be', async () => {
    const csv = filled({ value: 'toy:bear', 'new value': 'toy:panda', hours: '', 'new hours': '=1+1' })
    const plan = await planCsv(test.pipeline, csv)
    expect(plan).toEqual({
      problems: [],
      changes: [
        {
          ...{ line: 2, contactId: 'shop/bear' },
          before: { value: 'toy:bear', hours: null },
          after: { value: 'toy:panda', hours: '=1+1' },
        },
      ],
    })
    expect((await applyCsv(test.pipeline, plan, anna)).changes).toHaveLength(1)
    expect(await renderContactsCsv(test.pipeline)).toContain("toy:panda,,Мишка,,Bear,,'=1+1,")
    const emptied = await planCsv(test.pipeline, filled({ 'new hours': '-' }))
    expect(emptied.changes[0]?.after).toEqual({ hours: null })
  })

  it('names every mistake by its line, and writes the rest', async () => {
    const csv = [
      'id;new value;value;new successor',
      'shop/bear;bear;toy:bear;',
      'shop/wolf;toy:wolf;;',
      'shop/duck;"toy:\nd";toy:goose;',
      'shop/duck;toy:drake;toy:goose;',
      'shop/bear;;;shop/wolf',
      'shop/duck;toy:drake;toy:duck;',
    ].join('\r\n')
    const { changes, problems } = await planCsv(test.pipeline, csv)
    expect(problems.map(({ line, detail }) => [line, detail.split(/[ :]/)[0]])).toEqual([
      [2, 'value'],
      [3, 'no'],
      [4, 'value'],
      [6, 'shop/duck'],
      [7, 'shop/bear'],
      [8, 'shop/duck'],
    ])
    expect(changes).toEqual([])
    expect((await planCsv(test.pipeline, 'name,value\n1,2')).problems).toMatchObject([{ line: 1 }])
    expect((await planCsv(test.pipeline, '')).problems).toMatchObject([{ line: 1 }])
    expect((await planCsv(test.pipeline, 'id,new colour\na,b')).problems).toMatchObject([{ line: 1 }])
  })

  it.each(['=HYPERLINK("x")', '+7800', '-1', '@x', "'quoted", 'a,b"c\nd', '\ttab'])(
    '%j survives the round trip',
    (cell) => {
      const csv = writeCsv([['a', cell]])
      expect(readCsv(csv)[0]?.cells[1]).toBe(cell)
      expect(csv).not.toMatch(/[,"][=+@-]/)
    },
  )
})
