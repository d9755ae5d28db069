import { describe, expect, it } from 'vitest'
import { applySplices } from '../domain/splice.ts'
import { registry } from '../kinds/index.ts'
import { type Addition, addEntries } from './add-entries.ts'
import { draftEntry, type FoundContact, slugOfEntry } from './draft-entry.ts'
import { slugOf, takeSlug } from './slug.ts'

const found: FoundContact = {
  ...{
    kind: 'phone',
    kindTitle: { ru: 'Телефон', en: 'Phone' },
    value: '+78002000009',
    raw: '8 800 200-00-09',
  },
  ...{ sentence: "Продавцам «Лавки»: 'да' отвечает # 8 800 200-00-09.", heading: 'Связь' },
  ...{ audience: 'seller', hours: 'с 9 до 21: ежедневно', says: 'works' },
}
const entry = draftEntry([found], 'blog')
const draft = { title: 'Как: связаться', url: null, publisher: 'blog.example', asOf: '2026-10-01' }
const addition: Addition = { source: { id: 'blog', draft }, contacts: [{ slug: 'phone-new', entry }] }
const head = 'marketplace:\n  id: shop\n  name: { ru: Лавка, en: Shop }\n  domains: [shop.example]\n'
const old =
  'contacts:\n  old:\n    kind: page\n    value: https://shop.example/\n    label: { ru: А, en: A }\n    audience: seller\n    purpose: help\n    note: |\n      one\n      two\n'

function add(text: string, what = addition): string {
  const added = addEntries('shop.yaml', text, what, registry)
  return added.ok ? applySplices(text, added.splices) : added.problems.join('; ')
}

describe('entries', () => {
  it('go to the end of a file that has no sections yet', () => {
    expect(add(head)).toContain(`${head}\nsources:\n  blog:\n    title: 'Как: связаться'\n`)
  })

  it.each([
    '',
    '# the end\n',
    '\n\nnotContacts:\n  - { value: x.example, whose: { ru: Чей-то, en: Other } }\n',
  ])('go behind the last one, before what follows: %j', (rest) => {
    const text = add(`${head}${old}${rest}`)
    expect(text).toContain("      two\n  phone-new:\n    kind: phone\n    value: '+78002000009'\n")
    expect(text).toContain(rest)
  })

  it('take the line ends and the indent of the file', () => {
    const text = add(`${head}${old}`.replaceAll('  ', '    ').replaceAll('\n', '\r\n'))
    expect(text).toContain('\r\n    phone-new:\r\n        kind: phone\r\n')
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  })

  it.each([
    [`${head}contacts: {}\n`, /not written as a block/],
    ['[', /not YAML/],
  ])('are refused where they cannot be added: %j', (text, why) => {
    expect(add(text)).toMatch(why)
  })

  it('are refused by the rules of the knowledge base', () => {
    const bad = { slug: 'bad', entry: { ...entry, value: '12' } }
    expect(add(`${head}${old}`, { ...addition, contacts: [bad] })).toMatch(/value is refused/)
  })
})

describe('a draft', () => {
  it('is named by what its sentence says before the value', () => {
    expect(entry.label).toEqual({
      ru: "Телефон: Продавцам «Лавки»: 'да' отвечает",
      en: 'Phone for sellers: 8 800 200-00-09',
    })
    expect(slugOfEntry(entry)).toBe('phone-78002000009')
  })

  it('of what any sentence calls discontinued is retired', () => {
    const both = draftEntry([found, { ...found, says: 'discontinued' }], 'blog')
    expect(both).toMatchObject({
      documented: 'retired',
      claims: [{ says: 'discontinued' }, { says: 'hours' }],
    })
  })
})

describe('a slug', () => {
  it.each([
    ['Щит и Меч!', 'shchit-i-mech'],
    ['é—x'.repeat(40), 'e-x'.repeat(20).slice(0, 40)],
    ['日本', ''],
  ])('of %j is %j', (text, slug) => {
    expect(slugOf(text).length).toBeLessThanOrEqual(40)
    expect(slugOf(text).startsWith(slug.slice(0, 10))).toBe(true)
  })

  it('is unique', () => {
    const taken = new Set(['a'])
    expect([takeSlug('a', taken), takeSlug('a', taken), takeSlug('b', taken)]).toEqual(['a-2', 'a-3', 'b'])
  })
})
