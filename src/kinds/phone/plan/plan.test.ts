import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { cpuMs } from '../../../../test/support/cpu-ms.ts'
import { importPlan } from './import-plan.ts'
import { loadPlan } from './load-plan.ts'
import { isPlan, rangeOf } from './plan.ts'

/** Made-up rows in the register's own form: byte order mark, a stray space in the heading, two late columns. */
const cities = `\ufeffАВС/ DEF;От;До;Емкость;Оператор;Регион;Территория ГАР;ИНН
495;0090000;0099999;10000;ООО "Связь";г. Москва;г. Москва;7700000000
495;2320000;2329999;10000;"ПАО ""Дальняя; связь""";г. Москва;г. Москва;7700000001
812;4940000;4949999;10000;ООО "Нева";г. Санкт-Петербург;;7800000000
`
/** As older files were: no late columns, Windows line ends, no line end at the end. */
const free =
  'ABC/DEF;От;До;Емкость;Оператор;Регион\r\n800;2340000;2349999;10000;АО "Бесплатный";Российская Федерация'

const plan = importPlan([cities, free])

describe('importPlan', () => {
  it('reads both editions and counts rows', () => {
    expect({ rows: plan.rows, badRows: plan.badRows, codes: [...plan.codes.keys()] }).toEqual({
      rows: 4,
      badRows: 0,
      codes: ['495', '812', '800'],
    })
  })

  it('leaves out lines that make no sense, and says how many', () => {
    const spoilt = `${cities}\nнечто\n495;10;5;;;\n49;1;2;;;\n495;-1;5;;;\n\n<html>404</html>\n`
    expect(importPlan([spoilt])).toMatchObject({ rows: 3, badRows: 5 })
  })

  it('finds the columns by their headings', () => {
    const turned = 'Оператор;Регион;АВС/ DEF;От;До\nООО "Связь";г. Москва;499;1000000;1999999'
    expect(rangeOf('+74991234567', importPlan([turned]))).toMatchObject({ operator: 'ООО "Связь"' })
  })

  it('reads a large file in good time, hostile lines too', () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `9${10 + (i % 80)};${i};${i};1;ООО "${i % 50}";Край`,
    )
    expect(cpuMs(() => importPlan([rows.join('\n')]))).toBeLessThan(500)
    expect(cpuMs(() => importPlan([`${'"'.repeat(100_000)}\n${';'.repeat(100_000)}`]))).toBeLessThan(50)
  })
})

describe('rangeOf', () => {
  it.each([
    ['+74950097070', 'allocated', 'ООО "Связь"', 'г. Москва'],
    ['+74952321000;ext=105', 'allocated', 'ПАО "Дальняя; связь"', 'г. Москва'],
    ['+78002347000', 'allocated', 'АО "Бесплатный"', 'Российская Федерация'],
    ['+74950090000', 'allocated', 'ООО "Связь"', 'г. Москва'],
    ['+74950099999', 'allocated', 'ООО "Связь"', 'г. Москва'],
    ['+74950100000', 'unassigned', undefined, undefined],
    ['+74950000000', 'unassigned', undefined, undefined],
    ['+78009999999', 'unassigned', undefined, undefined],
    ['+79261234567', 'unknown', undefined, undefined],
    ['+77012345678', 'unknown', undefined, undefined],
    ['+375291234567', 'unknown', undefined, undefined],
    ['112', 'unknown', undefined, undefined],
  ])('says of %s: %s', (value, state, operator, region) => {
    const { state: found, ...owner } = { operator: undefined, region: undefined, ...rangeOf(value, plan) }
    expect([found, owner.operator, owner.region]).toEqual([state, operator, region])
  })

  it('looks past a small range that a later edition put inside a large one', () => {
    const both = importPlan(['800;0;9999999;;Старый;\n800;500;600;;Новый;'])
    expect(rangeOf('+78000000550', both)).toMatchObject({ operator: 'Новый' })
    expect(rangeOf('+78000000700', both)).toMatchObject({ operator: 'Старый' })
  })
})

describe('loadPlan', () => {
  let folder = ''
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('reads the CSV files of a folder and nothing else', async () => {
    folder = await mkdtemp(join(tmpdir(), 'stillthere-plan-'))
    await writeFile(join(folder, 'ABC-4xx.csv'), cities)
    await writeFile(join(folder, 'ABC-8xx.CSV'), free)
    await writeFile(join(folder, 'README'), '900;0;1;;;')
    const loaded = await loadPlan(folder)
    expect(isPlan(loaded)).toBe(true)
    expect(loaded?.rows).toBe(4)
  })

  it('gives null where there is no folder, no file or no row', async () => {
    folder = await mkdtemp(join(tmpdir(), 'stillthere-plan-'))
    expect(await loadPlan(join(folder, 'none'))).toBeNull()
    expect(await loadPlan(folder)).toBeNull()
    await writeFile(join(folder, 'x.csv'), '<html>')
    expect(await loadPlan(folder)).toBeNull()
  })
})
