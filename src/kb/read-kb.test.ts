import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fewKinds } from '../../test/fixtures/kb/kinds.ts'
import type { KbResult } from './knowledge-base.ts'
import { readKb } from './read-kb.ts'

const fixtures = join(import.meta.dirname, '../../test/fixtures/kb')

/** Each fixture breaks one rule; `file:line:column message` of everything that is said about it. */
const broken: Record<string, string[]> = {
  syntax: [
    'shop.yaml:8:5 not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  colon: ['shop.yaml:8:11 not YAML: a text with a colon and a space goes in quotes'],
  tab: ['shop.yaml:6:1 a tab: indent with spaces'],
  empty: ['shop.yaml:1:1 the file is empty'],
  'two-documents': ['shop.yaml:5:1 a second document (---): one file is one document'],
  reference: ['shop.yaml:15:12 references (*name) are not used here: write the text out'],
  'written-twice': ['shop.yaml:12:3 "help" is written twice, first on line 6'],
  'unknown-key': ['shop.yaml:12:5 help has no setting "audiense", did you mean "audience"?'],
  comma: ['shop.yaml:15:60 claims[1] has no setting "then a person": a text with a comma goes in quotes'],
  'wrong-type': [
    'shop.yaml:12:11 note must be text (a number goes in quotes)',
    'shop.yaml:13:15 listedOn must be a list (each line starts with `-`)',
    'shop.yaml:14:22 checkEveryHours must be a number',
  ],
  'not-a-file-of-ours': ['shop.yaml:1:1 the file must be a list of `name: value` lines'],
  missing: [
    'shop.yaml:6:3 help has no value: write null where a source lost it',
    'shop.yaml:6:3 help has no purpose',
  ],
  'one-language': ['shop.yaml:9:5 label has no English text (en)'],
  'empty-value': ['shop.yaml:9:27 label.en is empty'],
  'bad-slug': [
    'shop.yaml:6:3 "Help Page" is no good name: small Latin letters, digits and single hyphens only',
  ],
  'bad-choice': ['shop.yaml:10:15 audience must be one of seller, buyer, anyone'],
  'unknown-kind': ['shop.yaml:7:11 unknown kind "telegramm", did you mean "telegram"?'],
  'bad-value': ['shop.yaml:8:12 value is refused: not 11 digits'],
  'bad-settings': [
    'shop.yaml:12:25 settings.expect must be one of channel, chat, bot',
    'shop.yaml:12:32 settings has no setting "expekt", did you mean "expect"?',
  ],
  'unknown-source': ['shop.yaml:15:19 unknown source "papper", did you mean "paper"?'],
  'unknown-successor': ['shop.yaml:18:16 unknown successor "shop/halp", did you mean "shop/help"?'],
  'successor-circle': [
    'shop.yaml:12:16 the successors lead back to this contact',
    'shop.yaml:19:16 the successors lead back to this contact',
  ],
  'listed-nowhere': ['shop.yaml:12:16 listedOn[1] must be a full web address (https://…)'],
  'listed-elsewhere': [
    "shop.yaml:12:34 listedOn names a page of example.com, but only the owner's pages confirm (shop.ru)",
  ],
  'same-value': ['shop.yaml:14:5 shop/free has the same value as shop/phone: +78002347000'],
  'bad-date': [
    'shop.yaml:6:54 asOf must be a day that exists, written YYYY-MM-DD',
    'shop.yaml:7:52 asOf must be a day that exists, written YYYY-MM-DD',
  ],
  'bad-domain': ['shop.yaml:4:13 "www.shop.ru" is not a registrable domain, write shop.ru'],
  'no-marketplace': ['shop.yaml:1:1 contacts belong to somebody: the file has no marketplace'],
  'same-marketplace': ['b.yaml:2:3 marketplace "shop" is already in a.yaml'],
  'same-source': ['b.yaml:2:3 source "paper" is already in a.yaml'],
  'control-character': ['shop.yaml:12:11 note must be written with printable characters only'],
  many: [
    'publishers.yaml:2:5 notContacts[1] has no whose',
    'shop.yaml:10:12 value is refused: not a web address',
    'shop.yaml:12:15 audience must be one of seller, buyer, anyone',
    'shop.yaml:14:24 unknown source "nobody"',
    'shop.yaml:18:5 label has no Russian text (ru)',
    'shop.yaml:21:16 unknown successor "shop/gone", did you mean "shop/old"?',
  ],
}

describe('a broken knowledge base', () => {
  it.each(Object.entries(broken))('says what and where: %s', async (fixture, expected) => {
    expect(problemsOf(await readKb(join(fixtures, fixture), fewKinds))).toEqual(expected)
  })
})

describe('a sound knowledge base', () => {
  it('comes with canonical values, defaults, owner domains and the line of each contact', async () => {
    const result = await readKb(join(fixtures, 'sound'), fewKinds)
    expect(problemsOf(result)).toEqual([])
    const [help, phone] = result.ok ? result.kb.contacts : []
    expect(help).toMatchObject({
      id: 'shop/help',
      documented: 'live',
      importance: 'normal',
      checkEveryHours: 24,
      statedAt: { file: 'shop.yaml', line: 8 },
      claims: [{ source: 'paper', says: 'works', detail: null, asOf: '2026-01-31' }],
    })
    expect(phone).toMatchObject({
      value: '+78002347000',
      checkEveryHours: 48,
      ownerDomains: ['shop.ru'],
      listedOn: ['https://www.shop.ru/contacts'],
    })
  })
})

describe('files that were saved strangely', () => {
  let dir: string
  let sound: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'stillthere-kb-'))
    sound = await readFile(join(fixtures, 'sound/shop.yaml'), 'utf8')
  })
  afterAll(() => rm(dir, { recursive: true }))

  const readOne = async (name: string, content: string | Uint8Array) => {
    await mkdir(join(dir, name))
    await writeFile(join(dir, name, 'shop.yaml'), content)
    return readKb(join(dir, name), fewKinds)
  }

  it('reads a byte order mark and Windows line ends', async () => {
    const result = await readOne('windows', `\ufeff${sound.replaceAll('\n', '\r\n')}`)
    expect(problemsOf(result)).toEqual([])
    expect(result.ok && result.kb.contacts[0]?.statedAt.line).toBe(8)
  })

  it('keeps a phone number written without quotes as it was written', async () => {
    const result = await readOne('bare', sound.replace('8 (800) 234-70-00', '+78002347000'))
    expect(result.ok && result.kb.contacts[1]?.value).toBe('+78002347000')
  })

  it('points to the first line that is not UTF-8', async () => {
    const cp1251 = Buffer.concat([
      Buffer.from('# ok\n# ok\n# '),
      Buffer.from([0xd1, 0xef, 0xf0]),
      Buffer.from('\n'),
    ])
    expect(problemsOf(await readOne('cp1251', cp1251))).toEqual([
      'shop.yaml:3:1 not UTF-8: save it with that encoding',
    ])
  })

  it('refuses a file over 2 MiB, and a file cut to the limit is not taken for it', async () => {
    const cap = 2 * 1024 * 1024
    const padded = `${sound}${'#'.repeat(cap - Buffer.byteLength(sound))}`
    expect(problemsOf(await readOne('full', padded))).toEqual([])
    expect(problemsOf(await readOne('over', `${padded}#`))).toEqual([
      'shop.yaml:1:1 larger than 2 MiB: split it',
    ])
  })

  it.each([
    ['brackets', '['.repeat(2_000_000), 'shop.yaml:1:41 nested too deep'],
    ['braces', '{a: '.repeat(100_000), 'shop.yaml:1:161 nested too deep'],
    ['dashes', '- '.repeat(100_000), 'shop.yaml:1:81 nested too deep'],
    [
      'indents',
      Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'shop.yaml:82:1 nested too deep',
    ],
  ])('refuses to dig: %s', async (name, content, message) => {
    expect(problemsOf(await readOne(name, content))).toEqual([message])
  })

  it('refuses an alias bomb before it is expanded', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x]']
    for (let i = 0; i < 9; i++) {
      const [from, to] = ['abcdefghij'[i], 'abcdefghij'[i + 1]]
      bomb.push(`${to}: &${to} [${`*${from}, `.repeat(8)}x]`)
    }
    const problems = problemsOf(await readOne('bomb', bomb.join('\n')))
    expect(problems).toHaveLength(72)
    expect(problems[0]).toContain('references (*name) are not used here')
  })

  it('answers in time about a file of fifty thousand mistakes', async () => {
    const strangers = Array.from({ length: 50_000 }, (_, i) => `k${i}: 1`).join('\n')
    const problems = problemsOf(await readOne('strangers', strangers))
    expect(problems).toHaveLength(50_000)
    expect(problems.at(-1)).toBe('shop.yaml:50000:1 the file has no setting "k49999"')
  })

  it('does not take __proto__ for a contact', async () => {
    const problems = problemsOf(await readOne('proto', 'contacts:\n  __proto__: { kind: page }\n'))
    expect(problems.join('\n')).toContain('"__proto__" is no good name')
  })

  it('says so when there is no folder, no file, or a dangling link', async () => {
    expect(problemsOf(await readKb(join(dir, 'nowhere'), fewKinds))).toEqual([
      '.:1:1 the knowledge base cannot be read: ENOENT',
    ])
    await mkdir(join(dir, 'bare-folder/inner.yaml'), { recursive: true })
    await writeFile(join(dir, 'bare-folder/.#shop.yaml'), 'lock of an editor')
    expect(problemsOf(await readKb(join(dir, 'bare-folder'), fewKinds))).toEqual([
      '.:1:1 no .yaml file in the knowledge base',
    ])
    await symlink('gone.yaml', join(dir, 'bare-folder/link.yaml'))
    expect(problemsOf(await readKb(join(dir, 'bare-folder'), fewKinds))).toEqual([
      'link.yaml:1:1 cannot be read: ENOENT',
    ])
  })

  it('blames no reference into a file that could not be read', async () => {
    const name = 'half'
    await readOne(name, sound.replace('source: paper', 'source: elsewhere'))
    await writeFile(join(dir, name, 'sources.yaml'), 'sources: [')
    const problems = problemsOf(await readKb(join(dir, name), fewKinds))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain('sources.yaml')
  })
})

function problemsOf(result: KbResult): string[] {
  if (result.ok) return []
  return result.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
}
