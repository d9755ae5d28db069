import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { fewKinds } from '../../test/fixtures/kb/kinds.ts'
import { runKbCheck } from './kb.ts'

const fixtures = join(import.meta.dirname, '../../test/fixtures/kb')

it('prints each problem as file:line:column and their count, and returns 1', async () => {
  const { code, printed } = await run('wrong-type', false)
  const file = relative(process.cwd(), join(fixtures, 'wrong-type/shop.yaml'))
  expect(code).toBe(1)
  expect(printed.split('\n')).toEqual([
    `${file}:12:11 note must be text (a number goes in quotes)`,
    `${file}:13:15 listedOn must be a list (each line starts with \`-\`)`,
    `${file}:14:22 checkEveryHours must be a number`,
    '3 problems',
    '',
  ])
})

it('prints what a sound knowledge base holds, and returns 0', async () => {
  const { code, printed } = await run('sound', false)
  expect(code).toBe(0)
  expect(printed).toBe(
    [
      '2 contacts of 1 organisation, no problems',
      '  shop    2  page 1, phone 1',
      '',
      '0 gaps: named by a source, but the value was lost',
      '',
      '0 disputes: sources contradict each other',
      '',
    ].join('\n'),
  )
})

it('names gaps and disputes of the real knowledge base', async () => {
  const { code, printed } = await run('../../../kb', false)
  expect(code).toBe(0)
  expect(printed).toContain('55 contacts of 5 organisations, no problems')
  expect(printed).toContain('\n20 gaps: ')
  expect(printed).toContain('\n  yandex-market/phone  Partner hotline\n')
  expect(printed).toContain(
    '\n  ozon/phone-msk  works: e-zh, kak2c; against: workspace (discontinued), vbr (absent), matkapitala (absent)',
  )
})

it('gives one JSON object when asked', async () => {
  const sound = JSON.parse((await run('sound', true)).printed)
  expect(sound).toEqual({
    ok: true,
    contacts: 2,
    byMarketplace: [{ id: 'shop', contacts: 2, byKind: { page: 1, phone: 1 } }],
    gaps: [],
    disputes: [],
  })
  const broken = await run('bad-value', true)
  expect(broken.code).toBe(1)
  expect(JSON.parse(broken.printed)).toMatchObject({
    ok: false,
    problems: [{ line: 8, column: 12, message: 'value is refused: not 11 digits' }],
  })
})

async function run(fixture: string, json: boolean): Promise<{ code: number; printed: string }> {
  let printed = ''
  const out = { write: (text: string) => (printed += text) }
  const code = await runKbCheck({ dir: join(fixtures, fixture), json, registry: fewKinds, out })
  return { code, printed }
}
