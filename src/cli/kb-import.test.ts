import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeArticleKb } from '../../test/support/article-scene.ts'
import { readConfig } from '../config.ts'
import { readKb } from '../kb/read-kb.ts'
import { registry } from '../kinds/index.ts'
import { runKbImport } from './kb-import.ts'

const bin = path.join(import.meta.dirname, '../../bin/stillthere.js')
const article = `# Куда писать продавцу

Продавцам Озон отвечает по форме https://seller.ozon.example/appeals.
Озон также отвечает продавцам в Telegram: @ozon_sellers_desk, ежедневно с 9 до 21.
Почта Озон: desk@ozon.example, и телефон 8 (800) 200-00-00.
Раньше у Озон была группа ВКонтакте.
Адрес Озон: 123112 г. Москва, Пресненская набережная, дом 10.
Подписывайтесь на нас: t.me/our_blog_x
`

let dir = ''
let file = ''
beforeEach(async () => {
  dir = await writeArticleKb()
  file = path.join(dir, 'article.md')
  await writeFile(file, article)
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const ozon = () => readFile(path.join(dir, 'ozon.yaml'), 'utf8')

function run(args: readonly string[], input = ''): Promise<{ code: unknown; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [bin, 'kb', 'import', ...args], (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, err }),
    )
    child.stdin?.end(input)
  })
}

it('shows what it found, what is known and what it did not understand, and writes nothing when dry', async () => {
  const before = await ozon()
  const { code, out } = await run([file, '--into', dir, '--dry-run'])
  expect(code).toBe(0)
  expect(out).toContain(
    'line 4  telegram  https://t.me/ozon_sellers_desk  ozon, confidence high, says works\n      Озон также',
  )
  expect(out).toContain('line 3  https://seller.ozon.example/appeals = ozon/form, says works')
  expect(out).toMatch(/line 6 {2}.{3,40}: named, but its link or number is missing/)
  expect(out).toContain("line 8  t.me/our_blog_x: the publisher's own")
  expect(out).toContain('Пресненская набережная, дом 10: an address: nothing to check')
  expect(out).toContain('--- a/kb/ozon.yaml\n+++ b/kb/ozon.yaml\n')
  expect(out).toContain('+  email-desk-ozon-example:')
  expect(await ozon()).toBe(before)
})

it('writes when told to, and a second time adds nothing', async () => {
  const first = await run([
    file,
    '--into',
    dir,
    '-y',
    '--publisher',
    'other.example',
    '--as-of',
    '2026-10-02',
  ])
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toMatch(/\n3 written\n$/)
  const text = await ozon()
  expect(text).toContain('- { source: article, says: works } # so it says\n  telegram-')
  const kb = await readKb(dir, registry)
  expect(kb).toMatchObject({ ok: true })
  const mail = kb.ok ? kb.kb.contacts.find(({ kind }) => kind === 'email') : null
  expect(mail).toMatchObject({
    value: 'desk@ozon.example',
    claims: [{ source: 'other-example', asOf: '2026-10-02' }],
  })
  const again = await run([file, '--into', dir, '--yes', '--publisher', 'other.example'])
  expect(again).toMatchObject({ code: 0 })
  expect(again.out).toMatch(/nothing to add\n$/)
  expect(await ozon()).toBe(text)
})

it('reads standard input, and writes nothing unless somebody agrees', async () => {
  const before = await ozon()
  const answer = await run(['-', '--into', dir], article)
  expect(answer.code).toBe(2)
  expect(answer.out).toContain('nothing written: say --yes to write, or --dry-run to look only')
  expect(await ozon()).toBe(before)
})

it('takes only what is asked for: words of different sorts narrow down', async () => {
  const { out } = await run([file, '--into', dir, '-y', '--only', 'ozon', '--only', 'phone'])
  expect(out).toMatch(/\n1 written\n$/)
  expect(await ozon()).toContain("value: '+78002000000'")
  const wrong = await run([file, '--into', dir, '-y', '--only', 'nobody'])
  expect(wrong).toMatchObject({ code: 2 })
  expect(wrong.err).toContain('--only nobody: no organisation, kind, line or value of this article')
})

it('keeps several articles of one file apart: each becomes a source of its own', async () => {
  const two = `Озон отвечает по почте one@ozon.example.\n\nИсточник: one.example\n\nОзон отвечает по почте two@ozon.example.\n\nИсточник: https://two.example/a\n`
  await writeFile(file, two)
  const { code } = await run([file, '--into', dir, '-y'])
  expect(code).toBe(0)
  const kb = await readKb(dir, registry)
  const sources = kb.ok ? kb.kb.sources.map(({ id, url, publisher }) => ({ id, url, publisher })) : []
  expect(sources).toEqual([
    { id: 'article', url: 'https://blog.example/article', publisher: 'blog.example' },
    { id: 'one-example', url: null, publisher: 'one.example' },
    { id: 'two-example', url: 'https://two.example/a', publisher: 'two.example' },
  ])
})

it('asks on a terminal, and does not write over what somebody else wrote meanwhile', async () => {
  let printed = ''
  const out = { write: (text: string) => (printed += text) }
  const options = { only: [], into: dir }
  const config = readConfig({})
  expect(await runKbImport(file, options, config, { out, ask: async () => false })).toBe(1)
  expect(printed).toMatch(/nothing written\n$/)
  const ask = async () => {
    await writeFile(path.join(dir, 'ozon.yaml'), `${await ozon()}# somebody else\n`)
    return true
  }
  expect(await runKbImport(file, options, config, { out, ask })).toBe(1)
  expect(printed).toMatch(/the files changed meanwhile, try again\n$/)
  expect(await ozon()).not.toContain('desk@ozon.example')
})

it('says what is wrong with the files before it reads anything', async () => {
  await writeFile(path.join(dir, 'wb.yaml'), 'marketplace: 7\n')
  expect(await run([file, '--into', dir, '-y'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('wb.yaml:1'),
  })
})
