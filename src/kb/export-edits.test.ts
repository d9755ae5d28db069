import { describe, expect, it } from 'vitest'
import type { EditableField, FieldValue } from '../domain/edit.ts'
import { writeEdits, writeScalar } from './export-edits.ts'

const file = `# Whose contacts these are.
marketplace:
  id: shop
  name: { ru: Лавка, en: Shop }   # kept as it is
  domains: [shop.test]

contacts:
  # The oldest of them.
  phone:
    kind: phone
    value: '8 (800) 234-70-00' # printed so
    label:
      ru: Горячая линия
      en: "Hotline"
    audience: anyone
    purpose: support
    note: >-
      Первая строка,
      вторая строка.
    claims:
      - { source: article, says: works, detail: 'с 9: каждый день' }

  mail:
    kind: email
    value: null
    label: { ru: Почта, en: Mail }
    audience: buyer
    purpose: support
`

const canonical = (_: string, written: string) => (written.startsWith('8 (800)') ? '+78002347000' : written)
const write = (slug: string, field: EditableField, fileValue: FieldValue, value: FieldValue, text = file) =>
  writeEdits(text, [{ slug, field, fileValue, value }], canonical)

describe('an edit that is written into a file', () => {
  it.each<[string, EditableField, FieldValue, FieldValue, string, string]>([
    ['phone', 'value', '+78002347000', '+78001112233', "'8 (800) 234-70-00'", "'+78001112233'"],
    ['phone', 'labelRu', 'Горячая линия', 'Линия: новая', 'ru: Горячая линия', "ru: 'Линия: новая'"],
    ['phone', 'labelEn', 'Hotline', 'Line', '"Hotline"', 'Line'],
    ['mail', 'labelRu', 'Почта', 'Почта, новая', 'ru: Почта,', "ru: 'Почта, новая',"],
    ['mail', 'value', null, 'help@shop.test', 'value: null', "value: 'help@shop.test'"],
  ])('%s %s changes nothing but its own bytes', (slug, field, fileValue, value, was, is) => {
    const { text, unwritten } = write(slug, field, fileValue, value)
    expect(unwritten).toEqual([])
    expect(text).toBe(file.replace(was, is))
  })

  it('replaces a text of several lines, and leaves what follows', () => {
    const { text } = write('phone', 'note', 'Первая строка, вторая строка.', 'Одна.\nДве.')
    expect(text).toBe(
      file.replace('>-\n      Первая строка,\n      вторая строка.', JSON.stringify('Одна.\nДве.')),
    )
  })

  it('adds a field that was not written, with the indent of its neighbours', () => {
    const { text, written } = write('mail', 'hours', null, '24/7')
    expect(text).toBe(`${file}    hours: '24/7'\n`)
    expect(written[0]?.line).toBeGreaterThan(20)
    const { text: second } = write('phone', 'documented', 'live', 'retired')
    expect(second).toBe(
      file.replace('purpose: support\n    note', 'purpose: support\n    documented: retired\n    note'),
    )
  })

  it('keeps the line ends of the file, also where the last line has none', () => {
    const dos = file.replaceAll('\n', '\r\n').trimEnd()
    const { text } = write('mail', 'hours', null, 'x', dos)
    expect(text).toBe(`${dos}\r\n    hours: 'x'\r\n`)
  })

  it('is left out where the file says a third thing, or has no such entry', () => {
    expect(write('phone', 'labelRu', 'Другое', 'x').unwritten).toMatchObject([{ why: 'file-differs' }])
    expect(write('fax', 'labelRu', 'x', 'y').unwritten).toMatchObject([{ why: 'no-entry' }])
    const flow = 'contacts: { mail: { kind: email, value: null } }\n'
    expect(write('mail', 'hours', null, 'x', flow)).toMatchObject({
      text: flow,
      unwritten: [{ why: 'unwritable' }],
    })
  })

  it('that the file holds already changes nothing', () => {
    expect(write('phone', 'value', 'x', '+78002347000')).toMatchObject({ text: file, unwritten: [] })
  })

  it('changes several fields of several entries one after the other', () => {
    const { text, written } = writeEdits(
      file,
      [
        { slug: 'mail', field: 'hours', fileValue: null, value: '9-18' },
        { slug: 'phone', field: 'successor', fileValue: null, value: 'shop/mail' },
        { slug: 'phone', field: 'checkEveryHours', fileValue: 24, value: 12 },
      ],
      canonical,
    )
    expect(written).toHaveLength(3)
    expect(text).toContain('successor: shop/mail\n')
    expect(text).toContain('checkEveryHours: 12\n')
  })
})

describe('a scalar', () => {
  it.each([
    ['yes', "'yes'"],
    ['0611', "'0611'"],
    ["it's", "'it''s'"],
    ['a: b # c', "'a: b # c'"],
    ['- a', "'- a'"],
    ['a\tb', '"a\\tb"'],
    ['Чат продавцов', 'Чат продавцов'],
    ['', "''"],
  ])('%j is written so that nobody takes it for something else', (text, written) => {
    expect(writeScalar(text)).toBe(written)
  })
})
